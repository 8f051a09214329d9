import ConformanceSuites
import Corpus
import Foundation
import Store
import Testing

@testable import Retrieval

@Suite("Claims told again by newcomers")
struct RetellingsTests {
    /// The question points along the first axis; what passages claim beyond it, along the others.
    private static let question: [Float] = [1, 0, 0]
    private static let claim: [Float] = [0.6, 0.8, 0]
    private static let other: [Float] = [0.6, 0, 0.8]

    private struct Voice {
        var vector = RetellingsTests.claim
        var closeness: Float = 0.7
        var source = "x"
        var isNewcomer = true
    }

    /// What the second voice loses once the first stands.
    private func share(_ second: Voice, after first: Voice = Voice(), clauses: Int = 0) -> Float {
        let fixture = StoreFixture()
        let voices = [first, second]
        let passages = voices.enumerated().map { number, voice in
            let article = fixture.article("a\(number)", "text", source: voice.source)
            return StoredPassage(
                key: ChunkKey(Int64(number)), chunk: fixture.chunks(of: article)[0],
                article: ArticleHead(article, knownTo: nil), vector: voice.vector, sentenceVectors: [])
        }
        let clause = SearchPlan.Clause(text: "", terms: [], outlets: [])
        let plan = SearchPlan(
            terms: [], clauses: [SearchPlan.Clause](repeating: clause, count: clauses), outlets: [], times: [],
            asksForNow: false, moment: StoreFixture.epoch)
        let set = CandidateSet(
            plan: plan, questionVector: Self.question, candidates: passages,
            statistics: TermStatistics(chunks: 2, averageLength: 1, frequencies: [:]), cache: PassageTermsCache(),
            corrections: .none)
        let table = SignalTable(columns: [(BestSentenceSignal.name, 1, voices.map(\.closeness))])
        var retellings = Retellings(
            set, table,
            standings: voices.map { SourceStanding(belief: .neutral, isNewcomer: $0.isNewcomer) })
        #expect(retellings.share(1) == 0)
        retellings.take(0)
        return retellings.share(1)
    }

    @Test("lose their place to what stands above")
    func told() {
        #expect(share(Voice(source: "y")) == 1)
    }

    @Test("are told apart by what passages share beyond the question, not by the question")
    func beyondTheQuestion() {
        // Both have a cosine of 0.6 with the question, and nothing else in common.
        #expect(share(Voice(vector: Self.other, source: "y")) == 0)
        #expect(share(Voice(vector: Self.question, source: "y")) == 0)
        #expect(share(Voice(vector: [], source: "y")) == 0)
    }

    @Test("count the more, the closer they are to the question, and not at all for known or nameless sources")
    func who() {
        #expect(share(Voice(closeness: 0.3, source: "y")) == 0)
        #expect(abs(share(Voice(closeness: 0.45, source: "y")) - 0.5) < 1e-5)
        #expect(share(Voice(source: "y", isNewcomer: false)) == 0)
        #expect(share(Voice(source: "")) == 0)
        // Whoever said it first need not be a newcomer.
        #expect(share(Voice(source: "y"), after: Voice(isNewcomer: false)) == 1)
    }

    @Test("are left alone where the question joins several facts")
    func severalFacts() {
        #expect(share(Voice(source: "y"), clauses: 2) == 1)
        #expect(share(Voice(source: "y"), clauses: 3) == 0)
    }
}
