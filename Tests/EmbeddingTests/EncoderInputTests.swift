import Corpus
import Testing

@testable import Embedding

@Suite struct EncoderInputTests {
    private func builder(limit: Int) throws -> EncoderInputBuilder {
        let lines = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "t", "a", "b", "."]
        return EncoderInputBuilder(
            tokenizer: try WordPiece(lines: lines),
            space: EmbeddingSpace(model: "test", weights: "", dimension: 1, maximumTokens: limit))
    }

    @Test func aTitleStandsBeforeTheTextAndSentencesKnowTheirTokens() throws {
        let text = "a b. a a."
        let passage = Passage(title: "t t", text: text, sentences: [0..<4, 5..<9, 4..<5, 9..<9])
        let input = try builder(limit: 32).input(passage)
        #expect(input.ids == [2, 4, 4, 5, 6, 7, 5, 5, 7, 3])
        #expect(input.sentences == [3..<6, 6..<9, 6..<6, 9..<9])
    }

    @Test func theTitleGivesWayToItsBudgetThenTheTextsEnd() throws {
        let builder = try builder(limit: 102)
        func counts(title: Int, text: Int) -> [Int] {
            let passage = Passage(
                title: String(repeating: "t ", count: title), text: String(repeating: "a ", count: text))
            let ids = builder.input(passage).ids
            return [ids.count { $0 == 4 }, ids.count { $0 == 5 }]
        }
        #expect(counts(title: 20, text: 80) == [20, 80])
        #expect(counts(title: 90, text: 20) == [80, 20])
        #expect(counts(title: 90, text: 90) == [25, 75])
        #expect(counts(title: 10, text: 500) == [10, 90])
        #expect(counts(title: 500, text: 0) == [100, 0])
    }

    @Test func sentencesBehindTheCutHaveNoTokens() throws {
        let passage = Passage(title: "", text: "a a a b b b", sentences: [0..<5, 6..<11, 6..<9])
        let input = try builder(limit: 6).input(passage)
        #expect(input.ids == [2, 5, 5, 5, 6, 3])
        #expect(input.sentences == [1..<4, 4..<5, 4..<5])
        let none = try builder(limit: 5).input(passage)
        #expect(none.sentences == [1..<4, 4..<4, 4..<4])
    }

    @Test func questionsAreCutToo() throws {
        let input = try builder(limit: 4).input(query: "a b a b")
        #expect(input.ids == [2, 5, 6, 3])
        #expect(try builder(limit: 4).input(query: "").ids == [2, 3])
    }

    @Test func batchesHoldEveryInputOnceWithinTheLimit() {
        let inputs = (0..<300).map { EncoderInput(ids: [Int32](repeating: 1, count: 2 + $0 * 37 % 255), sentences: []) }
        let batches = EncoderBatch.deal(inputs, workers: 2)
        #expect(batches.flatMap(\.indices).sorted() == Array(0..<300))
        for batch in batches {
            #expect(batch.inputs.reduce(0) { $0 + $1.ids.count } <= EncoderBatch.maximumTokens)
            for (index, input) in zip(batch.indices, batch.inputs) {
                #expect(input.ids.count == inputs[index].ids.count)
            }
        }
        let sizes = batches.map { $0.inputs.reduce(0) { $0 + $1.ids.count } }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 256)
        #expect(batches.count.isMultiple(of: 2))
        #expect(EncoderBatch.deal(Array(inputs.prefix(6)), workers: 2).count == 2)
        #expect(EncoderBatch.deal(Array(inputs.prefix(2)), workers: 2).count == 1)
        #expect(EncoderBatch.deal([], workers: 2).isEmpty)
    }
}
