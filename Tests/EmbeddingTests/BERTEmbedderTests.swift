import ConformanceSuites
import Embedding
import Foundation
import Matrix
import Testing

@Suite(.needsWeights) struct BERTEmbedderTests {
    /// A text and the vector that sentence-transformers gave it (Scripts/make-embedding-reference.py).
    private struct Reference: Decodable {
        let text: String
        let vector: Data

        /// Half floats, widened by hand since `Float16` is not on every platform.
        var floats: [Float] {
            stride(from: 0, to: vector.count, by: 2).map { index in
                let bits = UInt16(vector[index]) | UInt16(vector[index + 1]) << 8
                let exponent = Int(bits >> 10 & 31)
                let fraction = Float(bits & 1023) / 1024
                let size =
                    exponent == 0
                    ? fraction * 0x1p-14 : (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
                return bits >> 15 == 1 ? -size : size
            }
        }
    }

    private static func references() throws -> [Reference] {
        let url = try #require(Bundle.module.url(forResource: "Resources/embedding-reference", withExtension: "json"))
        let decoder = JSONDecoder()
        return try decoder.decode([Reference].self, from: Data(contentsOf: url))
    }

    @Test func vectorsAreThoseOfSentenceTransformers() async throws {
        let references = try Self.references()
        #expect(references.count == 200)
        let embedder = try InstalledModel.embedder()
        let vectors = try await embedder.embed(references.map { Passage(title: "", text: $0.text) }).map(\.vector)
        for (vector, reference) in zip(vectors, references) {
            #expect(cosine(vector, reference.floats) >= 0.99999, "\(reference.text.prefix(80))")
        }
        // The model has no prefix of questions: the same vectors. Every fourth, for the encoder is the same one.
        let some = stride(from: 0, to: references.count, by: 4).map { references[$0] }
        for (query, reference) in zip(try await embedder.embed(queries: some.map(\.text)), some) {
            #expect(cosine(query, reference.floats) >= 0.99999, "\(reference.text.prefix(80))")
        }
    }

    @Test func keepsThePromisesOfAnEmbedder() async throws {
        try await EmbedderConformance(InstalledModel.embedder()).all()
    }

    @Test func aTitleIsALineBeforeTheText() async throws {
        let embedder = try InstalledModel.embedder()
        let apart = try await embedder.embed([Passage(title: "Flood at the quay", text: "The wall broke at four.")])
        let joined = try await embedder.embed([Passage(title: "", text: "Flood at the quay\nThe wall broke at four.")])
        #expect(cosine(apart[0].vector, joined[0].vector) > 0.999999)
    }

    @Test func adaptsToOtherSpacesOfItsModel() async throws {
        let embedder = try InstalledModel.embedder()
        var space = embedder.space
        space.template = "{text}"
        space.queryPrefix = "query: "
        let adapted = try #require(embedder.adapted(to: space))
        #expect(adapted.space == space)
        let passage = Passage(title: "Flood", text: "The wall broke.")
        let bare = try await embedder.embed([Passage(title: "", text: passage.text)])
        let titled = try await embedder.embed([passage])
        let results = try await adapted.embed([passage])
        #expect(results == bare && results != titled)
        let prefixed = try await embedder.embed(query: "query: who?")
        #expect(try await adapted.embed(query: "who?") == prefixed)
        var tooLong = space
        tooLong.maximumTokens = 513
        #expect(embedder.adapted(to: tooLong) == nil)
        var foreign = space
        foreign.weights = "others"
        #expect(embedder.adapted(to: foreign) == nil)
    }

    @Test func sentencesThatMeanTheSameAreNear() async throws {
        let embedder = try InstalledModel.embedder()
        let text = "The council raised the ferry fare to four dollars. Heavy rain flooded the old hospital."
        let border = 50
        let passage = Passage(title: "City news", text: text, sentences: [0..<border, (border + 1)..<text.utf8.count])
        let sentences = try await embedder.embed([passage])[0].sentences
        let question = try await embedder.embed(query: "Which building was under water after the storm?")
        let scores = sentences.map { sentence in
            zip(sentence.codes, question).reduce(Float(0)) { $0 + Float($1.0) * sentence.scale * $1.1 }
        }
        #expect(scores.count == 2 && scores[1] > scores[0] + 0.1)
    }

    @Test func longWorkEndsSoonAfterItIsCancelled() async throws {
        let embedder = try InstalledModel.embedder()
        let text = String(repeating: "The inquiry heard that the quay wall gave way before any warning. ", count: 20)
        let passages = [Passage](repeating: Passage(title: "", text: text), count: 2000)
        let task = Task { try await embedder.embed(passages).count }
        try await Task.sleep(for: .milliseconds(30))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func cosine(_ a: [Float], _ b: [Float]) -> Double {
        func dot(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
}
