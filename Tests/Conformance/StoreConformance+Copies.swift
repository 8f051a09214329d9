import Corpus
import Foundation
import Store
import Testing

extension StoreConformance {
    /// Copies of one text are found, as of every moment, whatever came first.
    public func copies() async throws {
        try await copiesMakeOneCluster()
        try await nothingLaterShows()
        try await correctionsStayInTheCluster()
        try await deletedArticlesLeaveTheCluster()
        try await theOriginalCreditsNobody()
        try await corporaKeepTheirCopies()
    }

    /// Words that mean nothing: of two stories no run of four is the same.
    private func text(_ story: Int, words: Range<Int> = 0..<120) -> String {
        words.map { "s\(story)w\($0)" }.joined(separator: " ")
    }

    private func copy(
        _ source: String, _ text: String, day: Double, known: Double? = nil, key: String = "wire",
        retracted: Bool = false
    ) -> Article {
        fixture.article(
            key, text, title: "\(source) says", source: source, published: StoreFixture.day(day),
            knownFrom: StoreFixture.day(known ?? day), retracted: retracted)
    }

    private func expectCarriers(
        _ carriers: [Article], of article: Article, _ filter: SearchFilter = .standing, in store: any Store,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let cluster = try await store.copies(of: [article.id], in: .standard, filter: filter)[article.id]
        #expect(cluster?.carriers.map(\.version) ?? [] == carriers.map(\.version), sourceLocation: sourceLocation)
        #expect(cluster?.original == cluster?.carriers.first, sourceLocation: sourceLocation)
        #expect(cluster?.id == carriers.first.map { StoryID(original: $0.id) }, sourceLocation: sourceLocation)
    }

    func copiesMakeOneCluster() async throws {
        let wire = copy("Wire", text(1), day: 1)
        let cut = copy("Ledger", text(1, words: 0..<60), day: 2)
        let longer = copy("Post", text(9, words: 0..<30) + "\n" + text(1), day: 3)
        let other = copy("Tide", text(2), day: 1, key: "other")
        let short = [copy("Wire", "It rained.", day: 1, key: "x"), copy("Post", "It rained.", day: 1, key: "x")]
        let all = [longer, other, wire, cut] + short
        try await withStore(all) { store async throws in
            let clusters = try await store.copies(of: all.map(\.id), in: .standard, filter: .standing)
            #expect(Set(clusters.keys) == [wire.id, cut.id, longer.id])
            #expect(Set(clusters.values).count == 1)
            try await expectCarriers([wire, cut, longer], of: cut, in: store)
            let carrier = try #require(clusters[wire.id]?.carriers.last)
            #expect(carrier.source == "Post" && carrier.title == "Post says" && carrier.url == longer.url)
            #expect(carrier.publishedAt == longer.publishedAt)
            // Outlets and dates that a search asks for do not hide who else carried it.
            try await expectCarriers([wire, cut, longer], of: cut, SearchFilter(sources: ["Ledger"]), in: store)
            let nobody = ArticleID(rawValue: "art_nobody")
            #expect(try await store.copies(of: [nobody], in: .standard, filter: .standing).isEmpty)
            #expect(try await store.copies(of: [], in: .standard, filter: .standing).isEmpty)
        }
    }

    func nothingLaterShows() async throws {
        // B ties A and C, which are no copies of each other, and becomes known last.
        let a = copy("A", text(1, words: 0..<100), day: 1)
        let b = copy("B", text(1, words: 30..<130), day: 2, known: 5)
        let c = copy("C", text(1, words: 60..<160), day: 3)
        for order in [[a, b, c], [c, b, a], [b, a, c]] {
            try await withStore(order) { store async throws in
                try await expectCarriers([a, b, c], of: c, in: store)
                for (day, expected) in [(0.5, []), (1, []), (4.9, []), (5, [a, b, c])] as [(Double, [Article])] {
                    try await expectCarriers(expected, of: a, SearchFilter(asOf: StoreFixture.day(day)), in: store)
                }
            }
        }
    }

    func correctionsStayInTheCluster() async throws {
        let wire = copy("Wire", text(1), day: 1)
        let post = copy("Post", text(1), day: 2)
        let corrected = copy("Wire", text(1) + " corrected since", day: 1, known: 3)
        let rewritten = copy("Post", text(5), day: 2, known: 4)
        let withdrawn = copy("Wire", text(1), day: 1, known: 6, retracted: true)
        let late = copy("Tide", text(1), day: 5)
        for order in [
            [wire, post, corrected, rewritten, late, withdrawn], [withdrawn, late, rewritten, corrected, post, wire],
        ] {
            try await withStore(order) { store async throws in
                try await expectCarriers([wire, post], of: post, SearchFilter(asOf: StoreFixture.day(2)), in: store)
                try await expectCarriers(
                    [corrected, post], of: wire, SearchFilter(asOf: StoreFixture.day(3)), in: store)
                try await expectCarriers([], of: wire, SearchFilter(asOf: StoreFixture.day(4)), in: store)
                try await expectCarriers(
                    [corrected, late], of: late, SearchFilter(asOf: StoreFixture.day(5)), in: store)
                try await expectCarriers([], of: late, in: store)
                try await expectCarriers([withdrawn, late], of: late, SearchFilter(includeRetracted: true), in: store)
            }
        }
    }

    func deletedArticlesLeaveTheCluster() async throws {
        let articles = (0..<24).map { copy("Outlet \($0)", text(1), day: Double($0)) }
        try await withStore(articles) { store async throws in
            try await expectCarriers(articles, of: articles[20], in: store)
            for article in articles[2..<22] { try await store.deleteArticle(article.id, in: .standard) }
            try await expectCarriers(
                [articles[0], articles[1], articles[22], articles[23]], of: articles[0], in: store)
            try await fixture.write([articles[4]], to: store)
            try await store.deleteArticle(articles[0].id, in: .standard)
            try await expectCarriers(
                [articles[1], articles[4], articles[22], articles[23]], of: articles[23], in: store)
            #expect(try await store.check() == [])
        }
    }

    func theOriginalCreditsNobody() async throws {
        let post = copy("Post", text(1) + "\n(VWS)", day: 1)
        let wire = copy("Venner Wire", text(1), day: 2)
        let tide = copy("Tide", text(1) + "\nText: Venner Wire", day: 2)
        let liar = copy("Liar", text(1) + "\nText: Somebody", day: 9)
        try await withStore([post, wire, tide, liar]) { store async throws in
            // Nobody has told that VWS is the wire.
            try await expectCarriers([post, wire, tide, liar].sorted { order($0, $1) }, of: tide, in: store)
            try await store.setSources([Source(name: "Venner Wire", aliases: ["VWS"])], in: .standard)
            let rest = [post, tide, liar].sorted { order($0, $1) }
            try await expectCarriers([wire] + rest, of: tide, in: store)
        }
    }

    private func order(_ one: Article, _ other: Article) -> Bool {
        (one.publishedAt ?? .distantFuture, one.id.rawValue) < (other.publishedAt ?? .distantFuture, other.id.rawValue)
    }

    func corporaKeepTheirCopies() async throws {
        let other = StoreFixture(corpus: try #require(CorpusName(rawValue: "another")))
        let mine = copy("A", text(1), day: 1)
        try await withStore([mine]) { store async throws in
            try await other.prepare(store)
            let theirs = [1.0, 2].map { day in
                other.article(
                    "x", text(1), source: "\(day)", published: StoreFixture.day(day), knownFrom: StoreFixture.day(day))
            }
            try await other.write(theirs, to: store)
            try await expectCarriers([], of: mine, in: store)
            let clusters = try await store.copies(of: theirs.map(\.id), in: other.corpus, filter: .standing)
            #expect(clusters.count == 2)
            #expect(try await store.copies(of: theirs.map(\.id), in: .standard, filter: .standing).isEmpty)
            try await store.deleteCorpus(other.corpus)
            try await other.prepare(store)
            try await other.write([theirs[0]], to: store)
            #expect(try await store.copies(of: [theirs[0].id], in: other.corpus, filter: .standing).isEmpty)
            let unknown = try #require(CorpusName(rawValue: "nowhere"))
            await expect("unknown-corpus") { _ = try await store.copies(of: [], in: unknown, filter: .standing) }
        }
    }
}
