import Corpus
import Foundation
import Store
import Testing

extension StoreConformance {
    /// Versions follow each other in time, in whatever order they come.
    public func time() async throws {
        try await versionsEndEachOther()
        try await versionsOutOfOrderFindTheirPlace()
        try await equalBeginningsLetTheLaterStand()
        try await asOfSeesWhatStood()
        try await datesFilter()
        try await retractedIsLeftOut()
    }

    private func version(_ text: String, day: Double, published: Date? = StoreFixture.day(0)) -> Article {
        fixture.article("a", text, published: published, knownFrom: StoreFixture.day(day))
    }

    func versionsEndEachOther() async throws {
        let (first, second) = (version("One.", day: 1), version("Two.", day: 2))
        try await withStore([first, second]) { store async throws in
            let versions = try await store.versions(of: first.id, in: .standard)
            #expect(versions.map(\.article) == [first, second])
            #expect(versions.map(\.knownTo) == [StoreFixture.day(2), nil])
            #expect(try await store.article(first.id, in: .standard, asOf: nil)?.article == second)
            #expect(try await store.article(first.id, in: .standard, asOf: StoreFixture.day(1.5))?.article == first)
            #expect(try await store.article(first.id, in: .standard, asOf: StoreFixture.day(2))?.article == second)
            #expect(try await store.article(first.id, in: .standard, asOf: StoreFixture.day(0.5)) == nil)
            #expect(try await fixture.nearest("One.", in: store) == ["Two."])
            #expect(try await fixture.matching(["One", "Two"], in: store) == ["Two."])
        }
    }

    func versionsOutOfOrderFindTheirPlace() async throws {
        let versions = [4.0, 1, 3, 2].map { version("Day \($0).", day: $0) }
        try await withStore(versions) { store async throws in
            let stored = try await store.versions(of: versions[0].id, in: .standard)
            #expect(stored.map(\.article.knownFrom) == [1, 2, 3, 4].map { StoreFixture.day($0) })
            #expect(stored.map(\.knownTo) == [StoreFixture.day(2), StoreFixture.day(3), StoreFixture.day(4), nil])
            #expect(try await fixture.nearest("Day 2.0.", in: store) == ["Day 4.0."])
            let asOf = SearchFilter(asOf: StoreFixture.day(2.5))
            #expect(try await fixture.nearest("Day 4.0.", in: store, filter: asOf) == ["Day 2.0."])
            #expect(try await fixture.matching(["day"], in: store, filter: asOf) == ["Day 2.0."])
        }
    }

    func equalBeginningsLetTheLaterStand() async throws {
        let (first, second) = (version("One.", day: 1), version("Two.", day: 1))
        try await withStore([first, second, version("Later.", day: 5)]) { store async throws in
            let versions = try await store.versions(of: first.id, in: .standard)
            #expect(versions.map(\.article.text) == ["One.", "Two.", "Later."])
            #expect(versions.map(\.knownTo) == [StoreFixture.day(1), StoreFixture.day(5), nil])
            let asOf = SearchFilter(asOf: StoreFixture.day(1))
            #expect(try await fixture.nearest("One.", in: store, filter: asOf) == ["Two."])
            #expect(try await store.article(first.id, in: .standard, asOf: StoreFixture.day(1))?.article == second)
        }
    }

    func asOfSeesWhatStood() async throws {
        let articles = [
            fixture.article("a", "Known early.", published: StoreFixture.day(1), knownFrom: StoreFixture.day(1)),
            fixture.article("b", "Known late.", published: StoreFixture.day(1), knownFrom: StoreFixture.day(5)),
            fixture.article("c", "Published ahead.", published: StoreFixture.day(9), knownFrom: StoreFixture.day(1)),
            fixture.article("d", "Undated.", published: nil, knownFrom: StoreFixture.day(1)),
        ]
        try await withStore(articles) { store async throws in
            for (day, undated, expected) in [
                (0.5, false, []), (1, false, ["Known early."]), (5, false, ["Known early.", "Known late."]),
                (1, true, ["Known early.", "Undated."]),
                (9, true, ["Known early.", "Known late.", "Published ahead.", "Undated."]),
            ] as [(Double, Bool, [String])] {
                let filter = SearchFilter(asOf: StoreFixture.day(day), includeUndated: undated)
                try await expectSeen(expected, filter, store)
            }
            try await expectSeen(articles.map(\.text).sorted(), .standing, store)
        }
    }

    func datesFilter() async throws {
        let articles =
            (1...5).map { day in
                fixture.article(
                    "\(day)", "Day \(day).", source: day == 2 ? "Ébène" : "The Courier",
                    published: StoreFixture.day(Double(day)))
            } + [fixture.article("u", "Undated.", published: nil)]
        try await withStore(articles) { store async throws in
            let from = SearchFilter(publishedFrom: StoreFixture.day(3))
            try await expectSeen(["Day 3.", "Day 4.", "Day 5."], from, store)
            let before = SearchFilter(publishedBefore: StoreFixture.day(3))
            try await expectSeen(["Day 1.", "Day 2."], before, store)
            let between = SearchFilter(
                publishedFrom: StoreFixture.day(2), publishedBefore: StoreFixture.day(4), includeUndated: true)
            try await expectSeen(["Day 2.", "Day 3.", "Undated."], between, store)
            try await expectSeen(["Day 2."], SearchFilter(sources: ["éBÈNE", "none"]), store)
            try await expectSeen([], SearchFilter(sources: ["none' OR 1=1"]), store)
            try await expectSeen(articles.map(\.text).sorted(), .standing, store)
            // The filter comes before the limit.
            #expect(try await fixture.nearest("Day 1.", in: store, filter: from, limit: 1).count == 1)
            #expect(try await fixture.matching(["day"], in: store, filter: from, limit: 1).count == 1)
        }
    }

    func retractedIsLeftOut() async throws {
        let first = fixture.article("a", "It was so.", knownFrom: StoreFixture.day(1))
        let withdrawn = fixture.article("a", "It was so.", knownFrom: StoreFixture.day(2), retracted: true)
        try await withStore([first, withdrawn]) { store async throws in
            try await expectSeen([], .standing, store)
            try await expectSeen(["It was so."], SearchFilter(includeRetracted: true), store)
            try await expectSeen(["It was so."], SearchFilter(asOf: StoreFixture.day(1)), store)
            try await expectSeen([], SearchFilter(asOf: StoreFixture.day(2)), store)
            #expect(try await store.article(first.id, in: .standard, asOf: nil)?.article.retracted == true)
        }
    }

    /// Both searches and the listing see exactly these texts.
    private func expectSeen(
        _ texts: [String], _ filter: SearchFilter, _ store: any Store, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let dense = try await fixture.nearest("Anything.", in: store, filter: filter, limit: 100)
        #expect(dense.sorted() == texts, sourceLocation: sourceLocation)
        let words = ["day", "known", "published", "undated", "it", "so"]
        let lexical = try await fixture.matching(words, in: store, filter: filter, limit: 100)
        #expect(lexical.sorted() == texts, sourceLocation: sourceLocation)
        let listed = try await store.articles(in: .standard, filter: filter, after: nil, limit: 100)
        #expect(listed.articles.map(\.article.text).sorted() == texts, sourceLocation: sourceLocation)
    }
}
