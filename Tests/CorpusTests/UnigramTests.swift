import Foundation
import Testing

@testable import Corpus

/// The cutting alone; that it is `tokenizers`' is shown with whole files in EmbeddingTests.
@Suite struct UnigramTests {
    private static let pieces = [
        ("[CLS]", 0.0), ("[SEP]", 0), ("[UNK]", 0), ("\u{2581}", -4), ("a", -3), ("b", -3), ("ab", -5),
        ("\u{2581}a", -4),
        ("\u{2581}ab", -6.5), ("##", -2), ("é", -3),
    ].map { Unigram.Piece($0.0, score: $0.1) }

    private func tokenizer(_ normalisations: [Unigram.Normalisation] = []) throws -> Unigram {
        try Unigram(Self.pieces, cls: 0, sep: 1, unk: 2, special: [0, 1, 2], normalisations: normalisations)
    }

    @Test(
        arguments: [
            // The most probable cut: ▁ab before ▁a b, and a b before neither.
            ("ab", [8]), ("abab", [8, 6]), ("a b", [7, 3, 5]), ("a  b", [7, 3, 3, 5]), ("", []), (" ", [3]),
            ("\u{2581}", [3]),
            // Unknown characters next to each other are one token, and none of them ends a word.
            ("xyz", [3, 2]), ("axxa", [7, 2, 4]), ("x x", [3, 2, 3, 2]), ("é", [3, 10]), ("東京b", [3, 2, 5]),
            // Names of special tokens are text, and # is no mark.
            ("[SEP]", [3, 2]), ("##", [3, 9]),
        ] as [(String, [Int32])])
    func cutsByTheHighestProduct(text: String, ids: [Int32]) throws {
        #expect(try tokenizer().encode(text) == ids)
    }

    @Test func textsAreWrittenAsTheModelReadsThem() throws {
        let strip = Unigram.Normalisation.strip(start: true, end: false)
        #expect(try tokenizer([strip]).encode("\n\u{3000} a ") == [7, 3])
        #expect(try tokenizer([strip, .singleSpaces]).encode("  a   b  ") == [7, 3, 5, 3])
        #expect(try tokenizer([.strip(start: true, end: true)]).encode(" \u{2028}") == [])
    }

    @Test func aVocabularyWithoutItsSpecialTokensIsRefused() {
        #expect {
            try Unigram(Self.pieces, cls: 0, sep: 1, unk: 11, special: [], normalisations: [])
        } throws: { error in
            (error as? BylineError)?.code == .vocabularyMalformed
        }
    }

    /// Bytes that are no table, and tables that lead nowhere, are refused or change nothing.
    @Test func hostileTablesLeadNowhere() {
        func table(_ units: [UInt32], _ rest: [UInt8] = []) -> Data {
            let trie = units.flatMap { unit in (0..<4).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) } }
            let size = UInt32(trie.count)
            return Data((0..<4).map { UInt8(truncatingIfNeeded: size >> UInt32(8 * $0)) } + trie + rest)
        }
        #expect(CharacterMap(Data()) == nil && CharacterMap(Data([0, 0, 0, 0])) == nil)
        #expect(
            CharacterMap(Data([8, 0, 0, 0, 1, 2, 3, 4])) == nil && CharacterMap(Data([3, 0, 0, 0, 1, 2, 3, 4])) == nil)
        let units: [UInt32] = [0, .max, 1 << 31, 0x3FFF_FFFF, 0x161, 0x561]
        for unit in units {
            let map = CharacterMap(table([UInt32](repeating: unit, count: 256), [UInt8(ascii: "z")]))
            #expect(map?.map("a\0é\u{FFFF}🇳🇴").isEmpty == false)
        }
    }
}
