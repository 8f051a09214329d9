import Testing

@testable import Reasoning

@Suite("Marks of citations")
struct CitationMarksTests {
    @Test(
        "reads the marks that models write, wherever they stand in the sentence",
        arguments: [
            ("The wall broke [2].", [1]), ("The wall broke [1, 3].", [0, 2]), ("The wall broke [1][3].", [0, 2]),
            ("The wall broke [1-3].", [0, 1, 2]), ("The wall broke [passage 2].", [1]),
            ("The wall broke [Passages 1 and 4].", [0, 3]), ("The wall broke [^2].", [1]),
            ("The wall broke [#2].", [1]), ("The wall broke 【2】.", [1]), ("The wall broke 【2†source】.", [1]),
            ("The wall broke (2).", [1]), ("The wall broke (see passage 2).", [1]),
            ("The wall (passage 2) broke.", [1]), ("[2] The wall broke.", [1]), ("The wall broke [source: 2].", [1]),
            ("According to passage 2, the wall broke.", [1]), ("Passage 2: The wall broke.", [1]),
            ("Passage [2] states that the wall broke.", [1]), ("Passages 1 and 3 say that the wall broke.", [0, 2]),
        ])
    func reads(sentence: String, passages: [Int]) {
        let piece = SentenceStream.piece(sentence)
        #expect(piece.passages == passages)
        #expect(["The wall broke.", "the wall broke."].contains(piece.text))
    }

    @Test(
        "leaves alone what only looks like one",
        arguments: [
            "He said [sic] so.", "The vote of (2024) was close.", "The wall (3 metres) broke.",
            "It fell by 3 (to 12) points.", "Open [1", "Item [12a] stays.", "The wall [1-99] broke.",
            "According to sources, the mayor resigned.", "In the passage to the harbour, a gate broke.",
            "The passage of the bill took 3 hours.", "3.5 million crowns were spent.",
        ])
    func leaves(sentence: String) {
        #expect(SentenceStream.piece(sentence) == .init(text: sentence, passages: []))
    }

    @Test(
        "takes off what models put before a sentence",
        arguments: [
            "Answer: The wall broke [1].", "Based on the passages, the wall broke [1].",
            "According to the provided passages: the wall broke [1].", "**The wall broke** [1].",
            "- The wall broke [1].", "1. The wall broke [1].", "2) The wall broke [1].", "(2) The wall broke [1].",
            "## The wall broke [1].", "Answer: Based on the given information, the wall broke [1].",
        ])
    func leadIns(sentence: String) {
        #expect(SentenceStream.piece(sentence) == .init(text: "The wall broke.", passages: [0]))
    }

    @Test("a mark behind the full stop belongs to the sentence before it, in every form, wherever the stream is cut")
    func behind() {
        for mark in ["[1]", "【1】", "(passage 1)", "[passage 1]", "[1-1]"] {
            let text = "The wall broke. \(mark) It cost 5 crowns [2]."
            for size in [1, 3, 1_000] {
                var stream = SentenceStream()
                var pieces: [SentenceStream.Piece] = []
                var rest = text[...]
                while !rest.isEmpty {
                    pieces += stream.append(String(rest.prefix(size)))
                    rest = rest.dropFirst(size)
                }
                pieces += stream.finish()
                #expect(
                    pieces == [
                        .init(text: "The wall broke.", passages: [0]), .init(text: "It cost 5 crowns.", passages: [1]),
                    ], "\(mark), \(size) at once")
            }
        }
    }

    @Test("takes hostile input in time")
    func hostile() {
        for text in ["[", "(", "【", "[1", "(1) ", "Passage 1: ", "answer: "] {
            let long = String(repeating: text, count: 5_000)
            #expect(SentenceStream.piece(long).text.count <= long.count + 1)
        }
    }
}
