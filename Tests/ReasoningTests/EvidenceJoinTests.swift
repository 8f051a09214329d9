import Corpus
import Foundation
import Retrieval
import Store
import Testing

@testable import Reasoning

@Suite("Joining evidence")
struct EvidenceJoinTests {
    @Test("takes turns, each passage once, and leaves a hit all but its rank")
    func takesTurns() throws {
        let hits = try Evidence.hits(
            (1...4).map {
                Evidence.Article(source: "S\($0)", title: "", day: "2025-01-0\($0)", sentences: ["Text \($0)."])
            })
        let carriers = (1...2).map {
            StoryCluster.Candidate(
                carrier: .init(
                    id: ArticleID(rawValue: "art_\($0)"), version: VersionID(rawValue: "ver_\($0)"), source: "S\($0)",
                    title: "", url: nil, publishedAt: nil), credits: CreditLines(lines: []), outletNames: [])
        }
        let story = try #require(StoryCluster(carriers))
        let shared = Hit(rank: 1, passage: hits[2].passage, signals: hits[2].signals, story: story)
        let joined = EvidenceJoin.join([[hits[0], hits[1], hits[3]], [shared, hits[0]]], limit: 3)
        #expect(joined.map(\.rank) == [1, 2, 3])
        #expect(joined.map(\.passage.key) == [hits[0], shared, hits[1]].map(\.passage.key))
        #expect(joined.map(\.story) == [nil, story, nil])
        #expect(joined.map(\.score) == [hits[0], shared, hits[1]].map(\.score))
        #expect(joined.map(\.signals) == [hits[0], shared, hits[1]].map(\.signals))
    }
}
