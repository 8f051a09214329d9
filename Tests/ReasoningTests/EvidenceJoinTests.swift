import Corpus
import Retrieval
import Store
import Testing

@testable import Reasoning

@Suite("Joining evidence")
struct EvidenceJoinTests {
    @Test("takes the first of each list, then the second, each passage once, and keeps all that is known of it")
    func fair() throws {
        let hits = try Evidence.hits(
            (0..<4).map {
                Evidence.Article(source: "S\($0)", title: "T", day: "2025-01-0\($0 + 1)", sentences: ["Text \($0)."])
            })
        let carrier = StoryCluster.Carrier(
            id: hits[0].passage.article.id, version: hits[0].passage.article.version, source: "S", title: "T", url: nil,
            publishedAt: nil)
        let story = try #require(
            StoryCluster(
                [carrier, carrier].map {
                    StoryCluster.Candidate(carrier: $0, credits: CreditLines(lines: []), outletNames: [])
                }))
        let known = Hit(
            rank: 1, passage: hits[0].passage, signals: hits[0].signals, belief: Belief(rating: 0.9, strength: 10),
            story: story)
        let joined = EvidenceJoin.join([[hits[1], hits[2]], [known, hits[1], hits[3]]], limit: 3)
        #expect(joined.map(\.passage.article.source) == ["S1", "S0", "S2"])
        #expect(joined.map(\.rank) == [1, 2, 3])
        #expect(joined[1].story == story)
        #expect(joined[1].belief == known.belief)
        #expect(EvidenceJoin.join([], limit: 3).isEmpty)
    }
}
