import Corpus
import Foundation
import Store
import Testing

extension StoreConformance {
    /// Beliefs come from ratings and a log that is only added to, and each moment knows what held then.
    public func credibility() async throws {
        try await beliefsAreNeutralUntilTold()
        try await changesAreLoggedAndReversed()
        try await tablesReplaceEachOther()
        try await asOfBelievesWhatHeld()
        try await retractionsAndCorrectionsAreLearned()
        try await refusedChangesLeaveNothing()
        try await corporaBelieveApart()
    }

    private func mean(
        of source: String, at url: String? = nil, asOf: Date? = nil, in store: any Store,
        _ corpus: CorpusName = .standard
    ) async throws -> Double {
        try await store.credibility(of: corpus, asOf: asOf).belief(source: source, url: url).mean
    }

    /// A decision that holds from a day on.
    private func decision(_ source: String, _ rating: Double, day: Double? = nil) -> CredibilityChange {
        CredibilityChange(
            .set(rating: rating, strength: 10), source: source, cause: "a test",
            holdsFrom: day.map { StoreFixture.day($0) })
    }

    private func table(_ name: String, _ ratings: [RatingTable.Subject: Double], note: String? = nil) -> RatingTable {
        RatingTable(name: name, file: "ratings.csv", scale: "0..1", note: note, ratings: ratings)
    }

    func beliefsAreNeutralUntilTold() async throws {
        try await withStore([fixture.article("a", "One.")]) { store async throws in
            #expect(try await store.credibility(of: .standard, asOf: nil).belief(source: "X", url: nil) == .neutral)
            let revision = try await store.credibility(of: .standard, asOf: nil).revision
            // Articles are no reason to believe otherwise.
            try await fixture.write([fixture.article("b", "Two.")], to: store)
            #expect(try await store.credibility(of: .standard, asOf: nil).revision == revision)
            let courier = Source(name: "The Courier", domain: "courier.example", aliases: ["TC"], reliability: 0.9)
            try await store.setSources([courier], in: .standard)
            let book = try await store.credibility(of: .standard, asOf: nil)
            #expect(book.revision > revision)
            #expect(book.belief(source: "tc", url: nil) == Belief(rating: 0.9, strength: 10))
            #expect(book.belief(source: "", url: "https://news.courier.example/1").mean > 0.8)
            // What a list declares holds from always, is in the log, and is entered once.
            #expect(try await mean(of: "TC", asOf: .distantPast, in: store) > 0.8)
            try await store.setSources([courier], in: .standard)
            var ledger = try await store.credibilityLedger(of: .standard)
            #expect(ledger.entries.map(\.change.effect) == [.declared(rating: 0.9)])
            #expect(ledger.entries[0].change.holdsFrom == nil && ledger.sources == [courier])
            try await store.setSources([Source(name: "The Courier")], in: .standard)
            ledger = try await store.credibilityLedger(of: .standard)
            #expect(ledger.entries.last?.change.effect == .declared(rating: nil))
            #expect(try await mean(of: "The Courier", in: store) == 0.5)
            await expect("unknown-corpus") {
                _ = try await store.credibility(of: try #require(CorpusName(rawValue: "none")), asOf: nil)
            }
        }
    }

    func changesAreLoggedAndReversed() async throws {
        try await withStore { store async throws in
            let first = try await store.record(decision("Tide", 0.9), in: .standard)
            let before = try await store.credibility(of: .standard, asOf: nil)
            let sequence = try await store.sequence(of: .standard)
            let second = try await store.record(decision("Tide", 0.1), in: .standard)
            #expect(second.id > first.id && second.change.holdsFrom == second.recordedAt)
            #expect(try await store.sequence(of: .standard) > sequence)
            #expect(try await mean(of: "tide", in: store) < 0.2)

            let undo = CredibilityChange(.reversal(of: second.id), cause: "a mistake")
            let third = try await store.record(undo, in: .standard)
            let after = try await store.credibility(of: .standard, asOf: nil)
            #expect(after.belief(source: "Tide", url: nil) == before.belief(source: "Tide", url: nil))
            #expect(after.revision > before.revision)
            await expect("entry-reversed") { try await store.record(undo, in: .standard) }
            await expect("unknown-entry") {
                try await store.record(CredibilityChange(.reversal(of: 999), cause: "x"), in: .standard)
            }
            try await store.record(CredibilityChange(.reversal(of: third.id), cause: "none after all"), in: .standard)
            #expect(try await mean(of: "Tide", in: store) < 0.2)

            let ledger = try await store.credibilityLedger(of: .standard)
            #expect(ledger.entries.count == 4 && Array(ledger.entries.prefix(3)) == [first, second, third])

            // One key counts once, and what was taken back is not learned again.
            let seen = CredibilityChange(
                .outcome(.corroborated, weight: 0.5), source: "Tide", url: "https://tide.example/1",
                cause: "two others",
                key: "corroborated:1")
            let kept = try await store.record(seen, in: .standard)
            #expect(try await store.record(seen, in: .standard) == kept)
            #expect(try await store.credibilityLedger(of: .standard).entries.count == 5)
        }
    }

    func tablesReplaceEachOther() async throws {
        try await withStore { store async throws in
            let ratings: [RatingTable.Subject: Double] = [.domain("a.example"): 0.9, .name("tide"): 0.2]
            let watch = table("Watch", ratings, note: "CC BY 4.0")
            let first = try await store.importRatings(watch, into: .standard, since: nil)
            #expect(first.change.effect == .imported(table: "Watch", ratings: 2))
            #expect(try await mean(of: "", at: "https://x.a.example/", in: store) > 0.8)
            #expect(try await store.credibilityLedger(of: .standard).tables == [first.id: watch])
            let second = try await store.importRatings(
                table("Watch", [.domain("a.example"): 0.1]), into: .standard, since: nil)
            #expect(try await mean(of: "a.example", in: store) < 0.2)
            #expect(try await mean(of: "Tide", in: store) == 0.5)
            try await store.importRatings(table("Other", [.domain("a.example"): 0.1]), into: .standard, since: nil)
            let both = try await store.credibility(of: .standard, asOf: nil).belief(source: "a.example", url: nil)
            #expect(both == Belief(rating: 0.1, strength: 20))
            try await store.record(CredibilityChange(.reversal(of: second.id), cause: "the wrong file"), in: .standard)
            #expect(try await mean(of: "Tide", in: store) < 0.3)
            await expect("ratings-invalid") {
                try await store.importRatings(table("", ratings), into: .standard, since: nil)
            }
            await expect("credibility-change") {
                try await store.importRatings(watch, into: .standard, since: .distantFuture)
            }
        }
    }

    func asOfBelievesWhatHeld() async throws {
        try await withStore { store async throws in
            try await store.record(decision("Tide", 0.9, day: 3), in: .standard)
            try await store.importRatings(table("T", [.name("ebb"): 0.9]), into: .standard, since: StoreFixture.day(5))
            try await store.record(decision("Tide", 0.2), in: .standard)
            for (day, tide, ebb) in [
                (2.9, false, false), (3, true, false), (4.999, true, false), (5, true, true), (100, true, true),
            ] as [(Double, Bool, Bool)] {
                let moment = StoreFixture.day(day)
                #expect(try await (mean(of: "Tide", asOf: moment, in: store) > 0.8) == tide, "\(day)")
                #expect(try await (mean(of: "Ebb", asOf: moment, in: store) > 0.8) == ebb, "\(day)")
            }
            #expect(try await mean(of: "Tide", in: store) < 0.3)
            #expect(try await mean(of: "Tide", asOf: .distantFuture, in: store) < 0.3)
        }
    }

    func retractionsAndCorrectionsAreLearned() async throws {
        func version(_ key: String, _ text: String, day: Double, retracted: Bool = false) -> Article {
            fixture.article(key, text, knownFrom: StoreFixture.day(day), retracted: retracted)
        }
        let (false1, withdrawn) = (
            version("a", "It was so.", day: 1), version("a", "It was so.", day: 4, retracted: true)
        )
        let corrected = version("b", "Nine.\nCorrection: it was nine.", day: 6)
        try await withStore([false1, version("b", "Ten.", day: 1), version("c", "Rain.", day: 1)]) {
            store async throws in
            func outcomes() async throws -> [String] {
                try await store.credibilityLedger(of: .standard).entries.map { entry in
                    if case .outcome(let outcome, _) = entry.change.effect { outcome.rawValue } else { "other" }
                }
            }
            #expect(try await outcomes() == [])
            try await fixture.write([withdrawn], to: store)
            // News that grows is no correction.
            try await fixture.write([corrected, version("c", "Rain and wind.", day: 2)], to: store)
            #expect(try await outcomes() == ["retracted", "corrected"])
            let neutral = Belief.neutral
            for (day, belief) in [
                (3.9, neutral), (4, neutral.adding(support: 0, doubt: 1)), (6, neutral.adding(support: 0, doubt: 1.25)),
            ] {
                let book = try await store.credibility(of: .standard, asOf: StoreFixture.day(day))
                #expect(book.belief(source: "The Courier", url: withdrawn.url) == belief, "\(day)")
            }
            // Versions may come in any order.
            try await fixture.write([version("d", "Six.\nCorrection: it was six.", day: 8)], to: store)
            #expect(try await outcomes().count == 2)
            try await fixture.write([version("d", "Seven.", day: 1)], to: store)
            #expect(try await outcomes().last == "corrected")
            let eighth = try await store.credibilityLedger(of: .standard).entries.last
            #expect(eighth?.change.holdsFrom == StoreFixture.day(8))
            // Of the address only the host is kept: an article that is removed leaves no trace of what it was about.
            #expect(eighth?.change.host == "example.org")
            // The same again, a further version of it, and the article removed and brought in again: once is once.
            let book = try await store.credibility(of: .standard, asOf: nil)
            try await fixture.write([withdrawn, corrected], to: store)
            try await fixture.write([version("a", "It was not so.", day: 7, retracted: true)], to: store)
            try await store.deleteArticle(withdrawn.id, in: .standard)
            try await fixture.write([false1, withdrawn], to: store)
            #expect(try await outcomes() == ["retracted", "corrected", "corrected"])
            let again = try await store.credibility(of: .standard, asOf: nil)
            #expect(again.belief(source: "", url: withdrawn.url) == book.belief(source: "", url: withdrawn.url))
            #expect(again.revision == book.revision)
        }
    }

    func refusedChangesLeaveNothing() async throws {
        try await withStore { store async throws in
            let sequence = try await store.sequence(of: .standard)
            for change in [
                decision("", 0.5), decision("A", 1.5),
                CredibilityChange(.declared(rating: 0.5), source: "A", cause: "x"),
                CredibilityChange(.imported(table: "T", ratings: 0), cause: "x"),
                CredibilityChange(
                    .outcome(.corrected, weight: 1), source: "A", cause: "x", holdsFrom: .distantFuture),
            ] {
                await expect("credibility-change") { try await store.record(change, in: .standard) }
            }
            #expect(try await store.credibilityLedger(of: .standard).entries.isEmpty)
            #expect(try await store.sequence(of: .standard) == sequence)
        }
    }

    func corporaBelieveApart() async throws {
        try await withStore { store async throws in
            let other = StoreFixture(corpus: try #require(CorpusName(rawValue: "other")))
            try await other.prepare(store)
            let entry = try await store.record(decision("Tide", 0.9), in: .standard)
            try await store.importRatings(table("T", [.domain("a.example"): 0.9]), into: .standard, since: nil)
            #expect(try await mean(of: "Tide", in: store, other.corpus) == 0.5)
            await expect("unknown-entry") {
                try await store.record(CredibilityChange(.reversal(of: entry.id), cause: "x"), in: other.corpus)
            }
            // A corpus that is made anew believes nothing.
            #expect(try await mean(of: "Tide", in: store) > 0.8)
            try await store.deleteCorpus(.standard)
            await expect("unknown-corpus") { _ = try await store.credibility(of: .standard, asOf: nil) }
            try await fixture.prepare(store)
            #expect(try await mean(of: "Tide", in: store) == 0.5)
            #expect(try await store.check() == [])
        }
    }
}
