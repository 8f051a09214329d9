import Corpus
import Foundation
import Testing

/// The algorithm, on a vocabulary of a few pieces.
@Suite struct WordPieceTests {
    static let lines = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "flood", "##s", "##ing", "water", "##water", "un", "##able",
        "a", "##a", ".", "[", "]", "sep", "中", "cafe", "ᄒ", "##ᅡ", "##ᆫ", "’", "—", "##", "flood", "-", "1", "##2",
    ]
    let tokenizer: WordPiece

    init() throws { tokenizer = try WordPiece(lines: Self.lines) }

    private func pieces(_ text: String) -> [String] {
        tokenizer.encode(text).map { Self.lines[Int($0.id)] }
    }

    private func sources(_ text: String) -> [String] {
        let utf8 = Array(text.utf8)
        return tokenizer.encode(text).map { String(decoding: utf8[$0.bytes], as: UTF8.self) }
    }

    @Test(
        "Splits and spells as BERT does",
        arguments: [
            ("", []), (" \n\t ", []), ("floods", ["flood", "##s"]), ("FloodWATER", ["flood", "##water"]),
            ("flooding.", ["flood", "##ing", "."]), ("unable", ["un", "##able"]), ("unzip", ["[UNK]"]),
            ("flood—water", ["flood", "—", "water"]), ("a’s", ["a", "’", "[UNK]"]), ("12", ["1", "##2"]),
            ("CAFÉ", ["cafe"]), ("cafe\u{301}", ["cafe"]), ("ca\u{301}fe\u{300}s", ["cafe", "##s"]),
            ("a中a", ["a", "中", "a"]), ("한", ["ᄒ", "##ᅡ", "##ᆫ"]), ("fl\u{AD}o\u{200B}od", ["flood"]),
            ("flo\u{0}od\u{FFFD}s", ["flood", "##s"]), ("flood\u{A0}water\u{3000}a", ["flood", "water", "a"]),
            ("[SEP]", ["[", "sep", "]"]), ("[MASK]", ["[", "[UNK]", "]"]), ("...", [".", ".", "."]),
            ("é", ["[UNK]"]), ("\u{301}", []), ("😀 flood", ["[UNK]", "flood"]),
        ])
    func pieces(text: String, expected: [String]) {
        #expect(pieces(text) == expected)
    }

    @Test("A word of more than 100 scalars is unknown")
    func longWords() {
        #expect(pieces(String(repeating: "a", count: 100)) == ["a"] + Array(repeating: "##a", count: 99))
        #expect(pieces(String(repeating: "a", count: 101) + ".") == ["[UNK]", "."])
        #expect(pieces(String(repeating: "á", count: 100)).count == 100)
        #expect(pieces(String(repeating: "á", count: 101)) == ["[UNK]"])
    }

    @Test("Tokens know the input bytes that gave them")
    func places() {
        #expect(sources("FloodWATER, café") == ["Flood", "WATER", ",", "café"])
        #expect(sources("ca\u{301}fe s") == ["ca\u{301}fe", "s"])
        // A mark that canonical ordering moves before another: the token still covers both.
        #expect(sources("x\u{302E}\u{1BAA}") == ["x\u{302E}\u{1BAA}"])
        #expect(sources("中한") == ["中", "한", "한", "한"])
        #expect(sources("  x" + String(repeating: "é", count: 101)) == ["x" + String(repeating: "é", count: 101)])
    }

    @Test("Bytes that are not UTF-8 vanish, and nothing reads beyond the end")
    func malformedBytes() {
        var buffer = TokenBuffer()
        for bytes: [UInt8] in [
            [0xFF], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0x80, 0xBF], [0xF5, 0x80, 0x80, 0x80],
        ] {
            (Array("flood".utf8) + bytes).withUnsafeBufferPointer { tokenizer.encode($0, into: &buffer) }
            #expect(buffer.tokens == [Token(id: 26, bytes: 0..<5)])
        }
    }

    @Test("The last of two equal pieces counts, and special tokens are known")
    func specialTokens() {
        #expect(tokenizer.encode("flood").map(\.id) == [26])
        #expect([tokenizer.pad, tokenizer.unk, tokenizer.cls, tokenizer.sep] == [0, 1, 2, 3])
        #expect(tokenizer.vocabularyCount == Self.lines.count)
    }

    @Test("A file of lines and the lines are one vocabulary, whatever ends the lines")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Self.lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        let read = try WordPiece(vocabulary: file)
        #expect(read.identifier == tokenizer.identifier)
        #expect(read.identifier.wholeMatch(of: /wordpiece:[0-9a-f]{8}/) != nil)
        try Data(Self.lines.joined(separator: "\r\n").utf8).write(to: file)
        #expect(try WordPiece(vocabulary: file).encode("floods a") == tokenizer.encode("floods a"))
    }

    @Test("A vocabulary without its special tokens is refused, and a missing file named")
    func badVocabularies() throws {
        let incomplete = #expect(throws: BylineError.self) { try WordPiece(lines: ["[CLS]", "[PAD]", "[UNK]", "a"]) }
        #expect(incomplete?.code == .vocabularyMalformed)
        #expect(incomplete?.message == "The vocabulary given lacks [SEP].")
        #expect(incomplete?.remedy == "Use the vocab.txt that belongs to the model: one piece a line.")
        let missing = #expect(throws: BylineError.self) {
            try WordPiece(vocabulary: URL(filePath: "/nowhere/vocab.txt"))
        }
        #expect(missing?.code == .vocabularyUnreadable)
        #expect(missing?.message == "The vocabulary /nowhere/vocab.txt cannot be read.")
        #expect(missing?.remedy == "Fetch the model's files again, or name the folder that holds vocab.txt.")
    }

    @Test(
        "Time is linear for one endless word and for endless marks", arguments: ["a", "é", "\u{302E}", "\u{301}", "."])
    func endlessWords(unit: String) {
        let count = tokenizer.count(String(repeating: unit, count: 1_000_000))
        #expect(count == (unit == "." ? 1_000_000 : unit == "\u{301}" ? 0 : 1))
    }
}

@Suite struct WordTokenizerTests {
    @Test(
        "Counts words, ideographs and marks",
        arguments: [
            ("", 0), ("Two words", 2), ("It's 3.5 %", 7), ("洪水です", 4), ("한국", 2), ("cafe\u{301}", 1), ("naïve—so", 3),
            ("Україна 2024", 2), ("\u{A0}\u{2003}", 0), ("हिन्दी", 1),
        ])
    func count(text: String, expected: Int) {
        let tokenizer = WordTokenizer()
        #expect(tokenizer.count(text) == expected)
        #expect(tokenizer.tokenRanges(text).count == expected)
    }
}
