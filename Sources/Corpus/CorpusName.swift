/// The name of a corpus: 1 to 64 of `a-z`, `0-9`, `.`, `_`, `-`, beginning with a letter or digit.
public struct CorpusName: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    public let rawValue: String
    public var description: String { rawValue }

    /// The corpus that is meant where none is named.
    public static let standard = CorpusName(unchecked: "default")

    /// Nil where `rawValue` is not a name of a corpus.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard let first = bytes.first, bytes.count <= 64, isAlphanumeric(first),
            bytes.allSatisfy({ isAlphanumeric($0) || ".-_".utf8.contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    private init(unchecked rawValue: String) { self.rawValue = rawValue }
}
