import Foundation
import Testing

@testable import Corpus

@Suite("The log of credibility")
struct CredibilityLedgerTests {
    private func story() -> LedgerStory {
        var story = LedgerStory()
        story.sources = [Source(name: "A", domain: "a.example"), Source(name: "B")]
        story.add(.declared(rating: 0.8), "A")
        story.table("T", [.domain("a.example"): 0.7, .name("b"): 0.4, .domain("c.example"): 0.2], day: 2)
        story.add(.set(rating: 0.3, strength: 20), "B", day: 3)
        story.add(.outcome(.retracted, weight: 1), "A", day: 4)
        story.table("T", [.domain("a.example"): 0.6], day: 5)
        story.add(.outcome(.corroborated, weight: 0.5), "c.example", day: 6)
        return story
    }

    private func beliefs(_ story: LedgerStory, day: Double?) -> [Belief] {
        let book = story.ledger.book(asOf: day.map(LedgerStory.day))
        return ["A", "B", "c.example", "d.example"].map { book.belief(source: $0, url: nil) }
    }

    @Test("each moment knows what held then, and nothing later")
    func moments() {
        let story = story()
        let declared = Belief(rating: 0.8, strength: 10)
        #expect(beliefs(story, day: -1_000) == [declared, .neutral, .neutral, .neutral])
        #expect(beliefs(story, day: 1.99)[0] == declared)
        #expect(beliefs(story, day: 2)[1] == Belief(rating: 0.4, strength: 10))
        #expect(beliefs(story, day: 3)[1] == Belief(rating: 0.3, strength: 20))
        #expect(beliefs(story, day: 4)[0].mean < beliefs(story, day: 3.9)[0].mean)
        // The second import takes the place of the first, so that C is rated no more.
        #expect(beliefs(story, day: 4.9)[2] == Belief(rating: 0.2, strength: 10))
        #expect(beliefs(story, day: 5)[2] == .neutral)
        #expect(beliefs(story, day: nil) == beliefs(story, day: 6))
    }

    @Test("no moment changes by what is recorded to hold later", arguments: 0..<8)
    func noLeak(day: Int) {
        var story = story()
        let before = (0...day).map { beliefs(story, day: Double($0)) }
        for (index, source) in ["A", "B", "c.example", "d.example"].enumerated() {
            let since = Double(day) + 0.5 + Double(index)
            story.add(.set(rating: 0.99, strength: 100), source, day: since)
            story.add(.outcome(.retracted, weight: 9), source, day: since)
            story.table("T", [.domain("a.example"): 0], strength: 100, day: since)
            story.add(.reversal(of: Int64(index + 1)), day: since)
        }
        #expect((0...day).map { beliefs(story, day: Double($0)) } == before)
    }

    @Test("an undo restores exactly what was, and can itself be undone", arguments: 0..<6)
    func undo(kind: Int) throws {
        var story = story()
        let before = beliefs(story, day: nil)
        let id =
            switch kind {
            case 0: story.add(.set(rating: 0.123, strength: 7.7), "A", day: 10)
            case 1: story.add(.outcome(.feedbackAgainst, weight: 0.3), "B", day: 10)
            case 2: story.add(.outcome(.corroborated, weight: 0.77), "d.example", day: 10)
            case 3: story.table("T", [.domain("a.example"): 0.01, .domain("d.example"): 0.9], day: 10)
            case 4: story.table("New", [.domain("c.example"): 0.01], strength: 3.3, day: 10)
            default: story.add(.declared(rating: 0.1), "A")
            }
        let changed = beliefs(story, day: nil)
        #expect(changed != before)
        let undo = story.add(.reversal(of: id), day: 11)
        #expect(beliefs(story, day: nil) == before)
        // What was believed meanwhile stays what was believed.
        #expect(beliefs(story, day: 10.5) == changed)
        let error = #expect(throws: BylineError.self) { try story.ledger.checkReversal(of: id) }
        #expect(error?.code == .entryReversed)
        try story.ledger.checkReversal(of: undo)
        story.add(.reversal(of: undo), day: 12)
        #expect(beliefs(story, day: nil) == changed)
        #expect(beliefs(story, day: 11) == before)
        try story.ledger.checkReversal(of: id)
        #expect(#expect(throws: BylineError.self) { try story.ledger.checkReversal(of: 99) }?.code == .unknownEntry)
    }

    @Test("a decision stands in place of ratings, and the one that holds from later counts")
    func decisions() {
        var story = story()
        story.add(.set(rating: 0.6, strength: 5), "A", day: 20)
        story.add(.set(rating: 0.1, strength: 5), "A", day: 15)
        #expect(story.mean("A", day: 19) < 0.3)
        #expect(story.mean("A") > story.mean("A", day: 19))
        story.add(.set(rating: 0.9, strength: 50), "c.example", day: 1)
        #expect(story.mean("", "https://x.c.example/", day: 1.5) > 0.85)
        // A table that rates a host of it counts there.
        story.table("U", [.domain("x.c.example"): 0.2], day: 2)
        #expect(story.mean("", "https://x.c.example/") < 0.5)
        #expect(story.mean("", "https://y.c.example/") > 0.85)
        #expect(story.ledger.account(of: "y.c.example", asOf: nil)?.decision?.rating == 0.9)
    }

    @Test("moments with the same beliefs have one epoch")
    func epochs() {
        let ledger = story().ledger
        let days = stride(from: -1.0, through: 8, by: 0.25).map { $0 }
        for (earlier, later) in zip(days, days.dropFirst()) {
            let same = ledger.epoch(asOf: LedgerStory.day(earlier)) == ledger.epoch(asOf: LedgerStory.day(later))
            #expect(same == ![2, 3, 4, 5, 6].contains(later))
        }
        #expect(ledger.epoch(asOf: nil) == ledger.epoch(asOf: .distantFuture))
    }

    @Test("an account says what a belief is made of, and agrees with the book")
    func accounts() throws {
        let story = story()
        let ledger = story.ledger
        let a = try #require(ledger.account(of: "A", asOf: nil))
        #expect(a.title == "A" && a.source?.domain == "a.example" && a.isKnown)
        #expect(a.votes.map(\.table) == ["list of outlets", "T"] && a.votes.map(\.rating) == [0.8, 0.6])
        #expect(a.observations.map(\.outcome) == [.retracted])
        #expect(ledger.account(of: "B", asOf: nil)?.decision?.strength == 20)
        #expect(ledger.account(of: "nobody", asOf: nil)?.isKnown == false)
        #expect(ledger.account(of: "", asOf: nil) == nil)
        for day in [nil, 1, 2.5, 4, 5.5] as [Double?] {
            let moment = day.map(LedgerStory.day)
            for account in ledger.accounts(asOf: moment, rated: true) {
                #expect(ledger.book(asOf: moment).belief(source: account.title, url: nil) == account.belief)
            }
        }
        #expect(ledger.accounts(asOf: nil, rated: false).map(\.title) == ["A", "B", "c.example"])
        let early = ledger.accounts(asOf: LedgerStory.day(2), rated: true)
        #expect(early.map(\.title) == ["A", "B", "c.example"])
    }

    @Test("entries are found by whom they concern")
    func entries() {
        var story = story()
        story.add(.reversal(of: 4), day: 9)
        story.add(.outcome(.corrected, weight: 0.25), "A", url: "https://a.example/9", day: 10)
        #expect(story.ledger.entries(about: "a.example", asOf: nil).map(\.id) == [1, 2, 4, 5, 7, 8])
        #expect(story.ledger.entries(about: "a", asOf: LedgerStory.day(4)).map(\.id) == [1, 2, 4])
        #expect(story.ledger.entries(about: "c.example", asOf: nil).map(\.id) == [2, 6])
        #expect(story.ledger.entries(about: "", asOf: nil).isEmpty)
        #expect(story.ledger.counting(asOf: nil).map(\.id) == [1, 2, 3, 5, 6, 7, 8])
    }

    @Test("what cannot be recorded is refused with what to do")
    func refused() {
        let now = LedgerStory.day(0)
        func change(
            _ effect: CredibilityChange.Effect, source: String = "A", url: String? = nil, cause: String = "c",
            holdsFrom: Date? = nil
        ) -> CredibilityChange {
            CredibilityChange(effect, source: source, url: url, cause: cause, holdsFrom: holdsFrom)
        }
        for good in [
            change(.set(rating: 0, strength: 1_000)), change(.outcome(.corrected, weight: 0.1), source: "", url: "u"),
            change(.reversal(of: 1), source: ""), change(.declared(rating: nil)), change(.declared(rating: 1)),
            change(.imported(table: "T", ratings: 1), source: "", holdsFrom: now),
        ] {
            #expect(throws: Never.self) { try good.check(at: now) }
        }
        for bad in [
            change(.set(rating: 1.1, strength: 1)), change(.set(rating: .nan, strength: 1)),
            change(.set(rating: 0.5, strength: 0)), change(.set(rating: 0.5, strength: .infinity)),
            change(.outcome(.corrected, weight: -1)), change(.outcome(.corrected, weight: 101)),
            change(.declared(rating: -0.1)), change(.set(rating: 1, strength: 1), source: ""),
            change(.reversal(of: 1), cause: ""), change(.set(rating: 1, strength: 1), source: "a\u{0}"),
            change(.set(rating: 1, strength: 1), cause: String(repeating: "x", count: 9_000)),
            change(.set(rating: 1, strength: 1), holdsFrom: LedgerStory.day(0.001)),
        ] {
            let error = #expect(throws: BylineError.self) { try bad.check(at: now) }
            #expect(error?.code == .credibilityChange && error?.remedy.isEmpty == false)
        }
    }
}
