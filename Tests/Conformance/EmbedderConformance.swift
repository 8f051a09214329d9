public import Embedding
import Corpus
import Foundation
import Testing

/// What every embedder promises, as functions over any of them. Call ``all()`` from a test of each implementation.
public struct EmbedderConformance: Sendable {
    private let embedder: any Embedder

    /// Tests `embedder`.
    public init(_ embedder: any Embedder) {
        self.embedder = embedder
    }

    /// Every promise of the protocol.
    public func all() async throws {
        try await vectorsFitTheSpace()
        try await answersComeInTheOrderOfTheInputs()
        try await neighboursDoNotMatter()
        try await emptyAndHugeTextsAreEncoded()
        try await sentencesHaveVectorsOrNone()
        try await nothingGivesNothing()
        try await aCancelledTaskEndsWithItsError()
    }

    /// Dimension and length are those of the space, for passages and questions.
    public func vectorsFitTheSpace() async throws {
        let passages = try await embedder.embed(Self.passages).map(\.vector)
        let queries = try await embedder.embed(queries: Self.passages.map(\.text))
        #expect(passages.count == Self.passages.count && queries.count == Self.passages.count)
        for vector in passages + queries {
            #expect(vector.count == embedder.space.dimension)
            let isFinite = vector.allSatisfy { $0.isFinite }
            #expect(isFinite)
            if embedder.space.normalised { #expect(abs(Self.dot(vector, vector) - 1) < 1e-4) }
        }
    }

    /// Reversed inputs give reversed answers; equal inputs equal ones.
    public func answersComeInTheOrderOfTheInputs() async throws {
        let forward = try await embedder.embed(Self.passages).map(\.vector)
        let backward = try await embedder.embed(Self.passages.reversed()).map(\.vector)
        for (a, b) in zip(forward, backward.reversed()) { #expect(Self.distance(a, b) < 1e-5) }
        let queries = try await embedder.embed(queries: ["flood", "harbour wall", "flood"])
        #expect(Self.distance(queries[0], queries[2]) < 1e-5)
        #expect(Self.distance(queries[0], queries[1]) > 1e-3)
    }

    /// A passage has the same vectors alone and in company, to 1e-5.
    public func neighboursDoNotMatter() async throws {
        let together = try await embedder.embed(Self.passages)
        for (passage, expected) in zip(Self.passages, together) {
            let alone = try await embedder.embed([passage])
            #expect(alone.count == 1)
            #expect(Self.distance(alone[0].vector, expected.vector) < 1e-5)
            #expect(alone[0].sentences.count == expected.sentences.count)
        }
    }

    /// Neither an empty text nor one beyond the limit of the model is an error.
    public func emptyAndHugeTextsAreEncoded() async throws {
        let huge = String(repeating: "The quay wall was raised again. ", count: 20_000)
        let word = String(repeating: "x", count: 100_000)
        let results = try await embedder.embed([
            Passage(title: "", text: ""), Passage(title: "", text: " \n\t"), Passage(title: huge, text: huge),
            Passage(title: "", text: word), Passage(title: "Only a title", text: ""),
        ])
        #expect(results.count == 5)
        for result in results { #expect(result.vector.count == embedder.space.dimension) }
        let queries = try await embedder.embed(queries: ["", huge])
        #expect(queries.count == 2)
    }

    /// Either no sentence vectors at all, or one for each sentence; zeros for a sentence without a token.
    public func sentencesHaveVectorsOrNone() async throws {
        let text = "The wall broke. Nobody was hurt.  "
        let passage = Passage(title: "Flood", text: text, sentences: [0..<15, 16..<32, 32..<34, 34..<34])
        let sentences = try await embedder.embed([passage])[0].sentences
        guard !sentences.isEmpty else { return }
        #expect(sentences.count == 4)
        for (sentence, hasWords) in zip(sentences, [true, true, false, false]) {
            #expect(sentence.codes.count == embedder.space.dimension)
            let vector = sentence.codes.map { Float($0) * sentence.scale }
            #expect(abs(Self.dot(vector, vector) - (hasWords ? 1 : 0)) < 0.02)
        }
    }

    /// No inputs, no answers.
    public func nothingGivesNothing() async throws {
        let passages = try await embedder.embed([Passage]())
        let queries = try await embedder.embed(queries: [])
        #expect(passages.isEmpty && queries.isEmpty)
    }

    /// A task that was cancelled throws `CancellationError`, and nothing else.
    public func aCancelledTaskEndsWithItsError() async throws {
        let embedder = embedder
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await embedder.embed(Self.passages).count
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let question = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await embedder.embed(queries: ["flood"]).count
        }
        await #expect(throws: CancellationError.self) { try await question.value }
    }

    /// Lengths from nothing to several sentences, so that they are sorted and batched apart.
    private static let passages: [Passage] = {
        let sentence = "The inquiry heard that the quay wall gave way at four in the morning, before any warning. "
        let texts =
            ["flood", "", "Die Brücke wurde gesperrt.", "東京の港", "🚢⚓️", "Who paid for the wall?"]
            + (1...9).map { String(repeating: sentence, count: $0) + "Report \($0)." }
        return texts.enumerated().map { index, text in
            Passage(
                title: index.isMultiple(of: 2) ? "Harbour report \(index)" : "", text: text,
                sentences: [0..<text.utf8.count])
        }
    }()

    private static func dot(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The largest difference of two components.
    private static func distance(_ a: [Float], _ b: [Float]) -> Float {
        guard a.count == b.count else { return .infinity }
        return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
