import ConformanceSuites
import Embedding
import Synchronization
import Testing

@testable import Retrieval

@Suite struct QuestionVectorsTests {
    /// Writes down what it is asked to encode; throws where it is told to.
    private final class Recorder: Embedder {
        struct Refusal: Error {}

        let space: EmbeddingSpace
        var trainedLanguages: Set<String>? { nil }
        let asked = Mutex<[[String]]>([])
        let refuses = Atomic<Bool>(false)

        init(_ name: String = "first") { space = StoreFixture.space(name) }

        func adapted(to space: EmbeddingSpace) -> (any Embedder)? { nil }
        func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] { [] }

        func embed(queries: [String]) async throws -> [[Float]] {
            if refuses.load(ordering: .relaxed) { throw Refusal() }
            asked.withLock { $0.append(queries) }
            return queries.map { [Float($0.utf8.count)] }
        }
    }

    @Test func eachTextIsEncodedOnce() async throws {
        let (vectors, embedder) = (QuestionVectors(), Recorder())
        #expect(try await vectors.vectors(of: ["one", "three", "one", ""], by: embedder) == [[3], [5], [3], [0]])
        #expect(try await vectors.vectors(of: ["three", "seven", "one"], by: embedder) == [[5], [5], [3]])
        #expect(try await vectors.vectors(of: ["one"], by: embedder) == [[3]])
        #expect(try await vectors.vectors(of: [], by: embedder).isEmpty)
        #expect(embedder.asked.withLock { $0 } == [["one", "three", ""], ["seven"]])
    }

    @Test func anotherSpaceHasOtherVectors() async throws {
        let (vectors, first, second) = (QuestionVectors(), Recorder(), Recorder("second"))
        _ = try await vectors.vectors(of: ["one"], by: first)
        _ = try await vectors.vectors(of: ["one"], by: second)
        #expect(second.asked.withLock { $0 } == [["one"]])
    }

    @Test func whatFailedIsAskedAgain() async throws {
        let (vectors, embedder) = (QuestionVectors(), Recorder())
        embedder.refuses.store(true, ordering: .relaxed)
        await #expect(throws: Recorder.Refusal.self) { try await vectors.vectors(of: ["one"], by: embedder) }
        embedder.refuses.store(false, ordering: .relaxed)
        #expect(try await vectors.vectors(of: ["one"], by: embedder) == [[3]])
    }

    @Test func keepsNoMoreThanItMay() async throws {
        let (vectors, embedder) = (QuestionVectors(), Recorder())
        for number in 0...(2 * QuestionVectors.capacity) {
            _ = try await vectors.vectors(of: ["q\(number)"], by: embedder)
        }
        _ = try await vectors.vectors(of: ["q0"], by: embedder)
        #expect(embedder.asked.withLock { $0.count { $0 == ["q0"] } } == 2)
    }
}
