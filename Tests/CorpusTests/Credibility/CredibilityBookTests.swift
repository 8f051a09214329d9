import Foundation
import Testing

@testable import Corpus

/// A log of changes that is written as a story.
struct LedgerStory {
    static func day(_ day: Double) -> Date { Date(timeIntervalSince1970: 1_700_000_000 + day * 86_400) }

    var sources: [Source]
    private(set) var entries: [CredibilityEntry] = []
    private var tables: [Int64: RatingTable] = [:]

    init(sources: [Source] = []) { self.sources = sources }

    var ledger: CredibilityLedger {
        CredibilityLedger(revision: Int64(entries.count), sources: sources, entries: entries, tables: tables)
    }

    func mean(_ source: String, _ url: String? = nil, day: Double? = nil) -> Double {
        ledger.book(asOf: day.map(Self.day)).belief(source: source, url: url).mean
    }

    @discardableResult
    mutating func add(
        _ effect: CredibilityChange.Effect, _ source: String = "", url: String? = nil, day: Double? = nil
    ) -> Int64 {
        let id = Int64(entries.count + 1)
        let change = CredibilityChange(
            effect, source: source, url: url, cause: "test", holdsFrom: day.map(Self.day))
        entries.append(CredibilityEntry(id: id, change: change, recordedAt: Self.day(day ?? 0)))
        return id
    }

    @discardableResult
    mutating func table(
        _ name: String, _ ratings: [RatingTable.Subject: Double], strength: Double = 10, day: Double = 0
    ) -> Int64 {
        let id = add(.imported(table: name, ratings: ratings.count), day: day)
        tables[id] = RatingTable(name: name, file: "f.csv", scale: "0..1", strength: strength, ratings: ratings)
        return id
    }
}

@Suite("Whom a rating reaches")
struct CredibilityBookTests {
    private let rated = Belief(rating: 0.9, strength: 10).mean

    @Test("an outlet by name, alias, host and parent domain")
    func matching() {
        var story = LedgerStory()
        story.sources = [
            Source(name: "The Ledger", domain: "ledger.example", aliases: ["VL", "ledger.test"]), Source(name: "Other"),
        ]
        story.add(.declared(rating: 0.9), "The Ledger")
        for (source, url) in [
            ("The Ledger", nil), ("THE LEDGER", nil), ("vl", nil), ("ledger.example", nil), ("www.ledger.test", nil),
            ("", "https://ledger.example/a"), ("", "http://www.ledger.example"),
            ("", "https://news.ledger.example/a?b"),
            ("Unheard of", "https://a.b.LEDGER.test:8080/x"), ("The Ledger", "https://m.ledger.example/1"),
            ("The Ledger", "https://ledger.test/1"), ("The Ledger", "no address"),
        ] as [(String, String?)] {
            #expect(story.mean(source, url) == rated, "\(source) \(url ?? "")")
        }
        for (source, url) in [
            ("", nil), ("Other", nil), ("Ledger", nil), ("", "https://notledger.example"), ("", "https://example"),
            ("", "https://ledger.example.evil.test"), ("", "mailto:a@ledger.example"), ("", "https://192.0.2.1/"),
        ] as [(String, String?)] {
            #expect(story.mean(source, url) == 0.5, "\(source) \(url ?? "")")
        }
    }

    @Test("never across a public suffix")
    func suffixes() {
        var story = LedgerStory()
        story.table("T", [.domain("a.co.uk"): 0.9, .domain("blogspot.com"): 0.1, .domain("co.uk"): 0.1])
        #expect(story.mean("", "https://news.a.co.uk/") == rated)
        #expect(story.mean("", "https://b.co.uk/") == 0.5)
        #expect(story.mean("", "https://x.blogspot.com/") == 0.5)
        #expect(story.mean("", "https://blogspot.com/") < 0.5)
    }

    @Test("letters beyond ASCII and their Punycode are one")
    func international() {
        var story = LedgerStory()
        story.table("T", [.domain("xn--bcher-kva.example"): 0.9])
        #expect(story.mean("", "https://www.bücher.example/") == rated)
        #expect(story.mean("", "https://XN--BCHER-KVA.example/") == rated)
    }

    @Test("the nearest rating counts, table by table")
    func nearest() {
        var story = LedgerStory()
        story.table("T", [.domain("a.example"): 0.9, .domain("blog.a.example"): 0.1])
        #expect(story.mean("", "https://a.example") == rated)
        #expect(story.mean("", "https://x.blog.a.example") == Belief(rating: 0.1, strength: 10).mean)
        story.table("U", [.domain("a.example"): 0.9])
        // The second table knows only the parent.
        #expect(story.ledger.book(asOf: nil).belief(source: "", url: "https://blog.a.example").spread > 0.2)
    }

    @Test("a name that is borrowed brings no trust")
    func borrowed() {
        var story = LedgerStory()
        story.sources = [Source(name: "Ledger", domain: "ledger.example"), Source(name: "Nameless")]
        story.add(.declared(rating: 0.9), "Ledger")
        story.add(.declared(rating: 0.9), "Nameless")
        story.table("T", [.domain("bad.example"): 0.05, .domain("good.example"): 0.99])
        let book = story.ledger.book(asOf: nil)
        #expect(book.finding(source: "Ledger", url: "https://new.example/1").belief == .neutral)
        #expect(book.finding(source: "Ledger", url: "https://new.example/1").basis == .unconfirmed("Ledger"))
        #expect(story.mean("Ledger", "https://bad.example/1") < 0.2)
        #expect(story.mean("Ledger", "https://good.example/1") == rated)
        // Of an outlet without domains nobody can tell; an address that is known to be bad still counts.
        #expect(story.mean("Nameless", "https://new.example/1") == rated)
        #expect(story.mean("Nameless", "https://bad.example/1") < 0.2)
        // Nor does a borrowed name bring blame.
        story.add(.outcome(.retracted, weight: 1), "Ledger", url: "https://new.example/1")
        #expect(story.mean("Ledger", "https://ledger.example/1") == rated)
        #expect(story.mean("Anybody", "https://new.example/2") < 0.5)
    }

    @Test("an alias that two outlets share names neither")
    func ambiguous() {
        var story = LedgerStory()
        story.sources = [
            Source(name: "A", aliases: ["Post", "shared.example"]),
            Source(name: "B", aliases: ["Post", "shared.example"]),
            Source(name: "C", aliases: ["A"]),
        ]
        // Each of them is confirmed by the domain that they share all the same.
        story.add(.outcome(.corroborated, weight: 1), "A", url: "https://shared.example/1")
        #expect(story.ledger.book(asOf: nil).finding(source: "A", url: "https://shared.example").basis == .source("A"))
        story = LedgerStory(sources: story.sources)
        for name in ["A", "B", "C"] { story.add(.declared(rating: name == "A" ? 0.9 : 0.1), name) }
        #expect(story.mean("Post") == 0.5 && story.mean("", "https://shared.example") == 0.5)
        #expect(story.mean("a") == rated && story.mean("A", "https://shared.example") == rated)
    }

    @Test("the basis of a belief is named")
    func basis() {
        var story = LedgerStory()
        story.sources = [Source(name: "Ledger", domain: "ledger.example")]
        story.table("T", [.domain("ledger.example"): 0.9, .domain("a.co.uk"): 0.9, .name("tide"): 0.3])
        let book = story.ledger.book(asOf: nil)
        #expect(book.finding(source: "", url: "https://x.ledger.example").basis == .source("Ledger"))
        #expect(book.finding(source: "X", url: "https://x.a.co.uk").basis == .source("a.co.uk"))
        #expect(book.finding(source: "Tide", url: nil).basis == .source("tide"))
        #expect(book.finding(source: "X", url: "https://b.co.uk").basis == .unknown)
        #expect(CredibilityBook.empty.finding(source: "Ledger", url: "https://ledger.example").basis == .unknown)
        #expect(book.revision == story.ledger.revision)
    }

    @Test("outcomes reach the owner of all hosts")
    func owner() {
        var story = LedgerStory()
        story.add(.outcome(.retracted, weight: 1), "", url: "https://news.a.example/1")
        #expect(story.mean("Somebody", "https://www.a.example") == Belief.neutral.adding(support: 0, doubt: 1).mean)
        story.add(.outcome(.feedbackFor, weight: 1), "Blog")
        #expect(story.mean("blog", nil) > 0.5)
        #expect(story.mean("blog", "https://b.example") > 0.5)
    }

    @Test("a long address costs no more than a look", .timeLimit(.minutes(1)))
    func hostile() {
        var story = LedgerStory()
        story.table("T", [.domain("a.example"): 0.9])
        let book = story.ledger.book(asOf: nil)
        for url in [
            "https://" + String(repeating: "a.", count: 120) + "example", String(repeating: "https://", count: 1_000),
            "https://" + String(repeating: "é", count: 4_000), "https://[:::::]/", "https://..example",
        ] {
            #expect(book.belief(source: url, url: url).mean >= 0.5)
        }
    }
}
