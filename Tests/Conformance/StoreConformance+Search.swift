import Corpus
import Embedding
import Foundation
import Store
import Testing

extension StoreConformance {
    /// Both kinds of search rank, cut and survive anything.
    public func search() async throws {
        try await nearestIsExact()
        try await nearestRefusesForeignVectors()
        try await matchingRanks()
        try await termsAreNeverSyntax()
        try await termsAreCutAsTextsAre()
        try await queriesAreAnsweredAsIfAlone()
        try await statisticsAreOfTheMoment()
        try await thePastIsAsItWas()
        try await passagesComeInTheOrderAsked()
        try await passagesAreFoundByID()
        try await searchesGoOnWhileWriting()
        try await topics()
        try await places()
    }

    func nearestIsExact() async throws {
        let texts = (0..<200).map { "Sentence number \($0)." }
        // Twins have equal scores: the lower key comes first.
        let articles = (texts + [texts[0], texts[1]]).enumerated().map { fixture.article("\($0)", $1) }
        try await withStore(articles) { store async throws in
            let query = fixture.vector("a question")
            let all = try await store.nearest(
                to: query, space: fixture.space, in: .standard, filter: .standing, limit: 1000)
            #expect(all.count == articles.count)
            let passages = try await store.passages(all.map(\.key), in: .standard)
            for (hit, passage) in zip(all, passages) {
                let product = zip(query, fixture.vector(passage.chunk.text)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                #expect(abs(hit.score - product) < 1e-5)
            }
            for (a, b) in zip(all, all.dropFirst()) {
                #expect(a.score > b.score || (a.score == b.score && a.key < b.key))
            }
            let few = try await store.nearest(
                to: query, space: fixture.space, in: .standard, filter: .standing, limit: 7)
            #expect(few == Array(all.prefix(7)))
            for limit in [0, -1] {
                let none = try await store.nearest(
                    to: query, space: fixture.space, in: .standard, filter: .standing, limit: limit)
                #expect(none.isEmpty)
            }
        }
    }

    func nearestRefusesForeignVectors() async throws {
        try await withStore([fixture.article("a", "One.")]) { store async throws in
            await expect("vector-dimension") {
                _ = try await store.nearest(
                    to: [1, 2], space: fixture.space, in: .standard, filter: .standing, limit: 1)
            }
            let other = StoreFixture.space("other")
            await expect("embedding-space-mismatch") {
                _ = try await store.nearest(
                    to: fixture.vector("One."), space: other, in: .standard, filter: .standing, limit: 1)
            }
        }
    }

    func matchingRanks() async throws {
        let articles = [
            fixture.article("a", "The flooded harbour was closed, and the harbour master left.", title: "Notes"),
            fixture.article("b", "A budget was passed after a long debate in the chamber.", title: "Harbour"),
            fixture.article("c", "Floods reached the café on the quay.", title: "Notes"),
            fixture.article("d", "Nothing happened.", title: "Notes"),
        ]
        try await withStore(articles) { store async throws in
            let hits = try await store.matching(["harbour"], in: .standard, filter: .standing, limit: 10).chunks
            let passages = try await store.passages(hits.map(\.key), in: .standard)
            #expect(Set(passages.map(\.article.id)) == [articles[0].id, articles[1].id])
            #expect(hits.allSatisfy { $0.score > 0 })
            #expect(hits == hits.sorted { ($1.score, $0.key) < ($0.score, $1.key) })
            // Any of the terms, by their stems, without case and accents.
            #expect(try await fixture.matching(["FLOODING", "cafe"], in: store).count == 2)
            #expect(try await fixture.matching(["FLOODING", "cafe"], in: store).first == articles[2].text)
            #expect(try await fixture.matching(["budget", "nothing"], in: store, limit: 1).count == 1)
            #expect(try await fixture.matching(["absent"], in: store) == [])
            #expect(try await fixture.matching([], in: store) == [])
            #expect(try await fixture.matching(["harbour"], in: store, limit: 0) == [])
            #expect(try await fixture.matching(["harbour"], in: store, limit: -3) == [])
        }
        // A word that is everywhere still scores above nothing.
        try await withStore((0..<5).map { fixture.article("\($0)", "Rain \($0).") }) { store async throws in
            let hits = try await store.matching(["rain"], in: .standard, filter: .standing, limit: 10).chunks
            #expect(hits.count == 5)
            #expect(hits.allSatisfy { $0.score > 0 })
        }
    }

    func termsAreNeverSyntax() async throws {
        try await withStore([fixture.article("a", "Rain fell near the gate on Monday.")]) { store async throws in
            let hostile = [
                "\"", "\"\"", "rain\" OR \"x", "rain*", "rain AND", "NEAR(rain gate)", "title:rain",
                "{title text}: rain",
                "^rain", "-rain", "NOT", "OR", "AND", "(", ")", "'", ";--", "\u{0}", "rain\u{0}", "", " ", "👩‍👩‍👧",
                "\"\u{301}",
                "\u{FFFD}", String(repeating: "a", count: 100_000), "*", "+", ":", "\\", "%", "北京",
            ]
            for term in hostile {
                _ = try await store.matching([term], in: .standard, filter: .standing, limit: 5)
                let found = try await fixture.matching([term, "monday"], in: store)
                #expect(found == ["Rain fell near the gate on Monday."], "with \(term.prefix(20))")
            }
            #expect(try await fixture.matching(["title:rain"], in: store) == [])
            #expect(try await fixture.matching(["rai*"], in: store) == [])
            #expect(try await fixture.matching(["NOT"], in: store) == [])
            let many = (0..<500).map { "word\($0)" } + ["monday"]
            #expect(try await fixture.matching(many, in: store).count == 1)
            #expect(try await fixture.matching(Array(repeating: "monday", count: 500), in: store).count == 1)
        }
    }

    func passagesComeInTheOrderAsked() async throws {
        let article = fixture.article("a", "One.\nTwo.\nThree.")
        try await withStore([article]) { store async throws in
            let keys = try await store.nearest(
                to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 3
            ).map(\.key).sorted()
            let order = [keys[2], -1, keys[0], .max, keys[1], keys[0]]
            // Twice, since what was read may be kept.
            for space in [nil, fixture.space, fixture.space] {
                let passages = try await store.passages(order, space: space, in: .standard)
                #expect(passages.map(\.key) == [keys[2], keys[0], keys[1], keys[0]])
                #expect(passages.map(\.chunk.text) == ["Three.", "One.", "Two.", "One."])
                #expect(passages.map(\.vector) == ["Three.", "One.", "Two.", "One."].map(fixture.vector))
                #expect(try await store.passages([], space: space, in: .standard).isEmpty)
                #expect(try await store.passages([keys[1]], space: space, in: .standard).map(\.key) == [keys[1]])
            }

            // An article that is replaced meanwhile: the keys still resolve, and say that the version ended.
            try await fixture.write(
                [fixture.article("a", "Four.", knownFrom: StoreFixture.day(3))], to: store)
            for space in [nil, fixture.space] {
                let old = try await store.passages(keys, space: space, in: .standard)
                #expect(old.map(\.chunk.text) == ["One.", "Two.", "Three."])
                #expect(old.allSatisfy { $0.article.knownTo == StoreFixture.day(3) })
            }
        }
    }

    func passagesAreFoundByID() async throws {
        let articles = [fixture.article("a", "One.\nTwo."), fixture.article("b", "Three.")]
        try await withStore(articles) { store async throws in
            let ids = articles.flatMap { fixture.chunks(of: $0).map(\.id) }
            let order = [ids[2], ChunkID(rawValue: "chk_none"), ids[0], ids[2]]
            let passages = try await store.passages(of: order, in: .standard)
            #expect(passages.map(\.chunk.text) == ["Three.", "One.", "Three."])
            #expect(passages[0].vector == fixture.vector("Three."))
            #expect(try await store.passages(of: [], in: .standard).isEmpty)
            let unknown = try #require(CorpusName(rawValue: "unknown"))
            await expect("unknown-corpus") { _ = try await store.passages(of: ids, in: unknown) }
        }
    }

    func searchesGoOnWhileWriting() async throws {
        try await withStore([fixture.article("first", "Always here.")]) { store async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for round in 0..<20 {
                        let articles = (0..<5).map { fixture.article("\(round)-\($0)", "Text \(round) \($0).") }
                        try await fixture.write(articles, to: store)
                        try await store.deleteArticle(articles[0].id, in: .standard)
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<30 {
                            let hits = try await store.nearest(
                                to: fixture.vector("Always here."), space: fixture.space, in: .standard,
                                filter: .standing, limit: 50)
                            let passages = try await store.passages(hits.map(\.key), in: .standard)
                            #expect(passages.count == hits.count)
                            #expect(passages.first?.chunk.text == "Always here.")
                            _ = try await fixture.matching(["text"], in: store)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.corpus(.standard).articles == 81)
            #expect(try await fixture.nearest("x", in: store, limit: 1000).count == 81)
        }
    }

    /// A category is the version's, is compared loosely, and is asked for before the best are taken.
    func topics() async throws {
        var articles = (0..<60).map { fixture.article("n\($0)", "Flood report \($0).", category: "weather") }
        articles += [
            fixture.article("a", "Flood budget vote.", category: "Politics"),
            fixture.article("b", "Flood relief vote.", category: "pólitics"),
            fixture.article("c", "Flood without category.", category: nil),
            fixture.article("d", "Flood flood flood flood.", knownFrom: StoreFixture.day(1), category: "politics"),
        ]
        try await withStore(articles) { store async throws in
            func found(_ categories: Set<String>, _ languages: Set<String> = [], asOf: Date? = nil) async throws -> Set<
                String
            > {
                let filter = SearchFilter(categories: categories, languages: languages, asOf: asOf)
                let words = try await fixture.matching(["flood"], in: store, filter: filter, limit: 3)
                let vectors = try await fixture.nearest("anything", in: store, filter: filter, limit: 3)
                #expect(Set(words) == Set(vectors))
                let page = try await store.articles(in: .standard, filter: filter, after: nil, limit: 100)
                #expect(Set(page.articles.map(\.article.text)) == Set(words))
                return Set(words)
            }
            let votes: Set<String> = ["Flood budget vote.", "Flood relief vote."]
            #expect(try await found(["POLITICS "]) == votes.union(["Flood flood flood flood."]))
            #expect(try await found(["politics"], asOf: StoreFixture.day(0.5)) == votes)
            #expect(try await found(["sport"]).isEmpty)
            #expect(try await found([""]).isEmpty)
            #expect(try await found(["politics"], ["EN-gb"]) == votes.union(["Flood flood flood flood."]))
            #expect(try await found(["politics"], ["de", "e"]).isEmpty)
            let many = Set((0..<10_000).map { "x'\($0)\0" })
            #expect(try await found(many).isEmpty)
            // What an article's category became later says nothing as of before.
            try await fixture.write(
                [fixture.article("c", "Flood without category.", knownFrom: StoreFixture.day(2), category: "politics")],
                to: store)
            #expect(try await found(["politics"], asOf: StoreFixture.day(0.5)) == votes)
        }
    }

    /// A place is a name: its words in a row, with capitals, in title or text of the version that the moment admits.
    func places() async throws {
        let articles = [
            fixture.article("a", "Flood in Old Quay today."), fixture.article("b", "Flood at an old quay."),
            fixture.article("c", "Flood in Quay Old.", title: "The Isle of Tern"),
            fixture.article("d", "Flood in Old Quayside and old Quay."),
            fixture.article("e", "Flood news.", knownFrom: StoreFixture.day(1)),
        ]
        try await withStore(articles) { store async throws in
            func found(_ places: Set<String>, asOf: Date? = nil) async throws -> Set<String> {
                let filter = SearchFilter(places: places, asOf: asOf)
                let words = try await fixture.matching(["flood"], in: store, filter: filter)
                let vectors = try await fixture.nearest("anything", in: store, filter: filter)
                #expect(Set(words) == Set(vectors))
                let page = try await store.articles(in: .standard, filter: filter, after: nil, limit: 100)
                #expect(Set(page.articles.map(\.article.text)) == Set(words))
                return Set(words)
            }
            #expect(try await found(["old quay"]) == ["Flood in Old Quay today."])
            #expect(try await found(["Isle of Tern"]) == ["Flood in Quay Old."])
            #expect(try await found(["isle of tern", "Old Quay", "Nowhere"]).count == 2)
            #expect(try await found(["Nowhere"]).isEmpty)
            #expect(try await found(["", "'; DROP TABLE version --"]).isEmpty)
            try await fixture.write(
                [fixture.article("e", "Flood in Old Quay later.", knownFrom: StoreFixture.day(2))], to: store)
            #expect(try await found(["Old Quay"]).count == 2)
            #expect(try await found(["Old Quay"], asOf: StoreFixture.day(1.5)) == ["Flood in Old Quay today."])
        }
    }
}
