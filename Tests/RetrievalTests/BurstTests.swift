import ConformanceSuites
import Corpus
import Foundation
import Store
import Testing

@testable import Retrieval

@Suite("Bursts of strangers")
struct BurstTests {
    private struct Voice {
        var name: String
        var day: Double = 0
        var vector: [Float] = [1, 0]
        var isStranger = true
    }

    private func shares(_ voices: [Voice]) async throws -> [Float] {
        let fixture = StoreFixture()
        let passages = voices.enumerated().map { number, voice in
            let article = fixture.article(
                "a\(number)", "text", source: voice.name, knownFrom: StoreFixture.day(voice.day))
            return StoredPassage(
                key: ChunkKey(Int64(number)), chunk: fixture.chunks(of: article)[0],
                article: ArticleHead(article, knownTo: nil),
                vector: voice.vector, sentenceVectors: [])
        }
        let sources = voices.map {
            SourceStandings.Source(
                belief: .neutral, name: $0.name, isNamed: false, isBorrowed: false, isStranger: $0.isStranger)
        }
        let burst = Burst(passages, sources: sources)
        return voices.indices.map(burst.share)
    }

    @Test("are three strangers or more who say one thing within days")
    func three() async throws {
        #expect(try await shares([Voice(name: "a"), Voice(name: "b"), Voice(name: "c", day: 2)]) == [1, 1, 1])
        #expect(try await shares([Voice(name: "a"), Voice(name: "b")]) == [0, 0])
    }

    @Test("are not one stranger's many articles, other matters, other weeks, or outlets that are no strangers")
    func others() async throws {
        #expect(try await shares([Voice(name: "a"), Voice(name: "a"), Voice(name: "b")]) == [0, 0, 0])
        #expect(
            try await shares([Voice(name: "a"), Voice(name: "b"), Voice(name: "c", vector: [0, 1])]) == [0, 0, 0])
        #expect(try await shares([Voice(name: "a"), Voice(name: "b"), Voice(name: "c", day: 9)]) == [0, 0, 0])
        #expect(
            try await shares([Voice(name: "a"), Voice(name: "b"), Voice(name: "c", isStranger: false)]) == [0, 0, 0])
    }

    @Test("have none among passages without vectors, or none at all")
    func empty() async throws {
        #expect(try await shares([]) == [])
        #expect(try await shares(["a", "b", "c"].map { Voice(name: $0, vector: []) }) == [0, 0, 0])
    }
}
