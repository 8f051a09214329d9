import Testing

@testable import Reasoning

@Suite("Sentences of a stream")
struct SentenceStreamTests {
    private func pieces(_ text: String, size: Int) -> [SentenceStream.Piece] {
        var stream = SentenceStream()
        var pieces: [SentenceStream.Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces += stream.append(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return pieces + stream.finish()
    }

    @Test(
        "cuts sentences and takes their citations, wherever the stream is cut and wherever the citations stand",
        arguments: [
            "The wall broke [1]. It cost 3.5 million crowns [2, 3].",
            "The wall broke. [1] It cost 3.5 million crowns. [2][3]",
            "The wall broke.[1] It cost 3.5 million crowns.[2] [3]",
            "- The wall broke [1].\n- It cost 3.5 million crowns [2][3].\n",
        ], [1, 2, 7, 1_000])
    func cuts(text: String, size: Int) {
        #expect(
            pieces(text, size: size) == [
                .init(text: "The wall broke.", passages: [0]),
                .init(text: "It cost 3.5 million crowns.", passages: [1, 2]),
            ])
    }

    @Test("gives a sentence as soon as the next one begins, and not before")
    func early() {
        var stream = SentenceStream()
        #expect(stream.append("Dr. Orlane chairs it [1].").isEmpty)
        #expect(stream.append(" ").isEmpty)
        #expect(stream.append("Th") == [.init(text: "Dr. Orlane chairs it.", passages: [0])])
        #expect(stream.append("e wall").isEmpty)
        #expect(stream.finish() == [.init(text: "The wall", passages: [])])
    }

    @Test("leaves brackets alone that hold no numbers, and numbers none that are no passages")
    func brackets() {
        #expect(SentenceStream.piece("He said [sic] so [4].") == .init(text: "He said [sic] so.", passages: [3]))
        #expect(SentenceStream.piece("So [0] it is [1][1].") == .init(text: "So it is.", passages: [0]))
        #expect(SentenceStream.piece("Open [1") == .init(text: "Open [1", passages: []))
        #expect(SentenceStream.piece("[99999999999999999999]") == .init(text: "[99999999999999999999]", passages: []))
    }

    @Test("a text without an end is cut, so that a model that never ends a sentence takes no time that grows with it")
    func endless() {
        let pieces = pieces(String(repeating: "word ", count: 40_000), size: 2_000)
        #expect(pieces.count == 4 && pieces.allSatisfy { $0.text.utf8.count < 70_000 })
    }

    @Test("takes empty, huge and odd input")
    func hostile() {
        #expect(pieces("", size: 1).isEmpty)
        #expect(pieces("[1]", size: 1).isEmpty)
        #expect(pieces(String(repeating: "[", count: 5_000), size: 500).count == 1)
        #expect(pieces(String(repeating: "a ", count: 20_000) + ".", size: 1_000).count == 1)
    }
}
