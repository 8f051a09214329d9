public import Foundation

/// SentencePiece's table of what characters are written as before they are cut into pieces (`precompiled_charsmap`), mostly
/// by NFKC: a double-array trie of UTF-8 (Aoe 1989; the layout of Darts) and, behind it, the replacements, each ended by a zero.
///
/// It follows `tokenizers`, not SentencePiece, where the two differ, since published models were trained with the former's
/// ids: a grapheme of up to five bytes is looked up whole first, and replaced by what its shortest known beginning gives.
public struct CharacterMap: Sendable {
    private let units: [UInt32]
    private let replacements: [UInt8]
    /// What ASCII characters become; nil where they stay.
    private let ascii: [ArraySlice<UInt8>?]

    /// Reads the table: the size of the trie in bytes, the trie, the replacements. Nil for bytes that are none.
    public init?(_ data: Data) {
        let bytes = [UInt8](data)
        guard bytes.count >= 4 else { return nil }
        func word(_ place: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
        }
        let size = Int(word(0))
        guard size > 0, size.isMultiple(of: 4), size <= bytes.count - 4 else { return nil }
        units = stride(from: 4, to: 4 + size, by: 4).map(word)
        replacements = Array(bytes[(4 + size)...])
        let (units, replacements) = (units, replacements)
        ascii = (0..<128).map { Self.replacement(of: CollectionOfOne(UInt8($0)), units, replacements) }
    }

    /// `text` as the model reads it.
    public func map(_ text: String) -> String {
        var mapped: [UInt8] = []
        mapped.reserveCapacity(text.utf8.count)
        for character in text {
            let utf8 = character.utf8
            if utf8.count == 1, let byte = utf8.first {
                if let replacement = ascii[Int(byte)] { mapped += replacement } else { mapped.append(byte) }
                continue
            }
            if utf8.count < 6, let replacement = Self.replacement(of: utf8, units, replacements) {
                mapped += replacement
                continue
            }
            for scalar in character.unicodeScalars {
                let part = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                if let replacement = Self.replacement(of: part, units, replacements) {
                    mapped += replacement
                } else {
                    mapped += part
                }
            }
        }
        return String(decoding: mapped, as: UTF8.self)
    }

    /// What stands for the shortest beginning of `key` that the table has.
    private static func replacement(
        of key: some Sequence<UInt8>, _ units: [UInt32], _ replacements: [UInt8]
    ) -> ArraySlice<UInt8>? {
        var node = 0
        func step(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & (1 << 9)) >> 6)) }
        guard let root = units.first else { return nil }
        node ^= step(root)
        for byte in key {
            guard byte != 0 else { return nil }
            node ^= Int(byte)
            guard node < units.count, units[node] & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
            let unit = units[node]
            node ^= step(unit)
            guard unit >> 8 & 1 == 1 else { continue }
            guard node < units.count else { return nil }
            let start = Int(units[node] & (1 << 31 - 1))
            guard start <= replacements.count else { return nil }
            return replacements[start...].prefix { $0 != 0 }
        }
        return nil
    }
}
