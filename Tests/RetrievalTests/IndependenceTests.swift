import Corpus
import Foundation
import Retrieval
import Store
import Testing

@Suite("Independence") struct IndependenceTests {
    private let directory = PublisherDirectory([
        Source(name: "Ledger", owner: "Keelson"), Source(name: "Post", owner: "Keelson"),
        Source(name: "Radio", owner: "Brightwater"), Source(name: "Bollard", owner: "Brightwater"),
        Source(name: "Wire", aliases: ["VWS"], owner: "Cooperative"), Source(name: "Gazette"),
    ])

    private func article(_ source: String, _ key: String = "own", url: String? = nil) -> ArticleHead {
        let id = ArticleID(hashing: [source, key])
        return ArticleHead(
            Article(
                id: id, version: VersionID(hashing: [id.rawValue]), corpus: .standard, source: source, url: url,
                title: "", text: "", author: nil, category: nil, language: "en", publishedAt: nil, updatedAt: nil,
                retracted: false, knownFrom: .distantPast), knownTo: nil)
    }

    private func cluster(_ articles: [ArticleHead]) -> [ArticleID: StoryCluster] {
        let candidates = articles.enumerated().map { index, article in
            StoryCluster.Candidate(
                carrier: StoryCluster.Carrier(
                    id: article.id, version: article.version, source: article.source, title: "", url: article.url,
                    publishedAt: Date(timeIntervalSince1970: Double(index))),
                credits: CreditLines(lines: []), outletNames: [article.source])
        }
        return StoryCluster(candidates).map { cluster in
            Dictionary(uniqueKeysWithValues: articles.map { ($0.id, cluster) })
        } ?? [:]
    }

    private func count(_ articles: [ArticleHead], _ clusters: [ArticleID: StoryCluster] = [:]) -> Int {
        Independence.count(of: articles, clusters: clusters, directory: directory)
    }

    @Test("outlets of one owner are one publisher")
    func owners() {
        #expect(count([]) == 0)
        #expect(count([article("Ledger"), article("Post"), article("Ledger", "b")]) == 1)
        #expect(count([article("Ledger"), article("Radio"), article("Gazette"), article("Blog")]) == 4)
    }

    @Test("copies speak with the voice of the original, whoever printed them")
    func copies() {
        let copies = [article("Wire", "w"), article("Ledger", "w"), article("Radio", "w"), article("Gazette", "w")]
        let clusters = cluster(copies)
        #expect(clusters.count == 4)
        #expect(count(copies, clusters) == 1)
        #expect(count(Array(copies[1...]), clusters) == 1)
        #expect(count(copies + [article("Bollard"), article("Ledger")], clusters) == 3)
        let publishers = Independence.publishers(of: [copies[3]], clusters: clusters, directory: directory)
        #expect(publishers == [Publisher("cooperative")])
    }

    @Test("who is not known adds nobody")
    func unknown() {
        #expect(count([article("", "a"), article("", "b")]) == 1)
        #expect(count([article(""), article("Ledger")]) == 1)
        #expect(count([article("", url: "https://blog.example/1"), article("Ledger")]) == 2)
        let copies = [article("", "w"), article("Post", "w")]
        #expect(count(copies, cluster(copies)) == 1)
    }
}
