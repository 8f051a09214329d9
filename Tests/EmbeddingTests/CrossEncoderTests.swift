import Corpus
import Foundation
import Testing

@testable import Embedding

@Suite struct CrossEncoderTests {
    @Test func scoresAreThoseOfTransformers() async throws {
        let pairs = try #require(try ReferenceModel.results("cross-encoder").pairs)
        let encoder = try CrossEncoder(folder: ReferenceModel.folder("cross-encoder"))
        #expect(encoder.model == "cross-encoder" && encoder.maximumTokens == 72 && encoder.weights.count == 64)
        for question in Set(pairs.map(\.question)) {
            let group = pairs.filter { $0.question == question }
            let scores = try await encoder.score(question: question, passages: group.map(\.passage))
            #expect(scores.count == group.count)
            for (score, pair) in zip(scores, group) {
                #expect(abs(score - pair.score) < 1e-4, "\(question.prefix(40)) · \(pair.passage.prefix(40))")
            }
        }
        #expect(Set(pairs.map(\.score)).count == pairs.count)
    }

    @Test func pairsAreCutAsTokenizersCutsThem() throws {
        let folder = try ReferenceModel.folder("cross-encoder")
        let tokenizer = try ModelFiles.locate(folder: folder).tokenizer()
        let builder = PairInputBuilder(tokenizer: tokenizer, limit: 72)
        for pair in try #require(try ReferenceModel.results("cross-encoder").pairs) {
            let input = builder.input(
                tokenizer.encode(pair.question).map(\.id), tokenizer.encode(pair.passage).map(\.id))
            #expect(input.ids == pair.ids)
            #expect(input.ids.indices.map { $0 < input.secondSegment ? 0 : 1 } == pair.types)
        }
    }

    @Test func nothingGivesNothingAndOrderIsKept() async throws {
        let encoder = try CrossEncoder(folder: ReferenceModel.folder("cross-encoder"))
        #expect(try await encoder.score(question: "Who?", passages: []).isEmpty)
        let passages = (0..<200).map { String(repeating: "flood ", count: $0 % 37) + "\($0 % 10)" }
        let scores = try await encoder.score(question: "Who?", passages: passages)
        let reversed = try await encoder.score(question: "Who?", passages: passages.reversed())
        for (a, b) in zip(scores, reversed.reversed()) { #expect(abs(a - b) < 1e-4) }
    }

    @Test func aCancelledTaskEndsWithItsError() async throws {
        let encoder = try CrossEncoder(folder: ReferenceModel.folder("cross-encoder"))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await encoder.score(question: "Who?", passages: ["flood"])
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func modelsOfAnotherPurposeAreRefused() throws {
        let embedding = try ReferenceModel.folder("cls-uncased")
        #expect {
            try CrossEncoder(folder: embedding)
        } throws: { error in
            (error as? BylineError)?.code == .modelUnsupported
                && (error as? BylineError)?.message
                    == "The model in \(embedding.path) is no cross-encoder: it has no classifier of pairs."
        }
        let pairs = try ReferenceModel.folder("cross-encoder")
        #expect {
            try BERTEmbedder(ModelFiles.locate(folder: pairs))
        } throws: { error in
            (error as? BylineError)?.message
                == "The model in \(pairs.path) is a cross-encoder, which makes no vectors."
        }
    }

    @Test func severalLabelsAreNoScore() throws {
        let folder = try ReferenceModel.copy("cross-encoder")
        let file = folder.url.appending(path: "config.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "\"0\": \"LABEL_0\"", with: "\"0\": \"a\", \"1\": \"b\"").utf8)
            .write(to: file)
        #expect {
            try CrossEncoder(folder: folder.url)
        } throws: { error in
            (error as? BylineError)?.message.hasSuffix(
                "it sorts texts into 2 classes, and a cross-encoder has one score.") == true
        }
    }
}
