import Crypto
import Foundation

/// A name for one of the kinds of things that Byline stores, derived from content, so that the same input gives the
/// same id on every machine: a three-letter kind, an underscore, and 26 characters that encode 128 bits of a SHA-256.
public protocol ContentIdentifier: RawRepresentable<String>, Sendable, Hashable, Codable, CustomStringConvertible {
    /// What stands before the underscore, for example `art`.
    static var kind: String { get }
    /// Wraps a text without checking it; a foreign text simply names nothing.
    init(rawValue: String)
}

extension ContentIdentifier {
    /// The id itself, for messages.
    public var description: String { rawValue }

    /// Derives an id from `parts`. Each part is preceded by its length, so that no two lists of parts collide.
    public init(hashing parts: [String]) {
        var hash = SHA256()
        hash.update(data: Data(Self.kind.utf8))
        for part in parts {
            withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Data(part.utf8))
        }
        self.init(rawValue: "\(Self.kind)_\(Base32.encode(hash.finalize().prefix(16)))")
    }
}

/// Names an article across all its versions: corpus + source + canonical URL; without a URL the reader's own id;
/// without one, the hash of the content.
public struct ArticleID: ContentIdentifier {
    public static let kind = "art"
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one immutable version of an article: its normalised text, metadata and the normaliser's revision.
public struct VersionID: ContentIdentifier {
    public static let kind = "ver"
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a chunk: article, version, chunking and place.
public struct ChunkID: ContentIdentifier {
    public static let kind = "chk"
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Crockford's base 32 in lower case, without padding: no letter that reads as a digit.
enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
