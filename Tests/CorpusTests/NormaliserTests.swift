import Foundation
import Testing

@testable import Corpus

@Suite struct NormaliserTests {
    private let ingested = Date(timeIntervalSince1970: 1_750_000_000.1234)
    private let published = Date(timeIntervalSince1970: 1_740_000_000)

    private func article(
        _ raw: RawArticle, in corpus: CorpusName = .standard, provenance: Provenance = .live
    ) throws -> Article {
        try Normaliser().article(from: raw, in: corpus, provenance: provenance, ingestedAt: ingested)
    }

    private var raw: RawArticle {
        RawArticle(
            id: "7", url: "https://www.ledger.example/a?utm_source=x", source: "The  Ledger", title: "Levy\nrises",
            text: "The levy rises by 3.2%.  The council said so, and the mayor agreed with the council on this.",
            author: " Hannah Ostrow ", category: "budget", publishedAt: published)
    }

    @Test func cleansEveryField() throws {
        let article = try article(raw)
        #expect(article.source == "The Ledger")
        #expect(article.title == "Levy rises")
        #expect(article.text.hasPrefix("The levy rises by 3.2%. The council"))
        #expect(article.author == "Hannah Ostrow")
        #expect(article.url == "https://www.ledger.example/a")
        #expect(article.language == "en")
        #expect(article.publishedAt == published)
    }

    @Test func namesAnArticleByItsURL() throws {
        var other = raw
        (other.url, other.id, other.title) = ("http://ledger.example/a/#top", "8", "Another title")
        other.source = "the ledger"
        #expect(try article(other).id == article(raw).id)
        other.url = "https://ledger.example/b"
        #expect(try article(other).id != article(raw).id)
    }

    @Test func namesAnArticleByTheReadersIDWithoutAURL() throws {
        var one = raw
        var other = raw
        (one.url, other.url, other.text) = (nil, "no url", "Changed.")
        #expect(try article(one).id == article(other).id)
        other.id = "8"
        #expect(try article(one).id != article(other).id)
    }

    @Test func namesAnArticleByItsContentWithoutEither() throws {
        var one = raw
        (one.url, one.id) = (nil, " ")
        var other = one
        other.text = " " + other.text.replacing(" ", with: "\u{A0}")
        #expect(try article(one).id == article(other).id)
        other.text += " More."
        #expect(try article(one).id != article(other).id)
    }

    @Test func tellsOutletsAndCorporaApart() throws {
        var other = raw
        other.source = "Harbour Post"
        #expect(try article(other).id != article(raw).id)
        let corpus = try #require(CorpusName(rawValue: "second"))
        #expect(try article(raw, in: corpus).id != article(raw).id)
    }

    @Test func keepsAVersionForEqualContentOnly() throws {
        let version = try article(raw).version
        var same = raw
        same.url = "http://ledger.example/a"
        same.id = "another"
        #expect(try article(same).version == version)
        #expect(try article(raw, provenance: .backfill).version == version)

        let changes: [(inout RawArticle) -> Void] = [
            { $0.text += " More." }, { $0.title = "Other" }, { $0.source = "Other" }, { $0.url = nil },
            { $0.author = nil }, { $0.category = nil }, { $0.language = "en-GB" }, { $0.publishedAt = nil },
            { $0.updatedAt = self.published }, { $0.retracted = true },
        ]
        let versions = try changes.map { change in
            var changed = raw
            change(&changed)
            return try article(changed).version
        }
        #expect(Set(versions + [version]).count == changes.count + 1)
    }

    @Test func datesAVersionByProvenance() throws {
        #expect(try article(raw).knownFrom == Date(timeIntervalSince1970: 1_750_000_000.123))
        #expect(try article(raw, provenance: .backfill).knownFrom == published)
        var corrected = raw
        corrected.updatedAt = published.addingTimeInterval(60)
        #expect(try article(corrected, provenance: .backfill).knownFrom == published.addingTimeInterval(60))
        corrected.updatedAt = nil
        corrected.publishedAt = nil
        #expect(
            try article(corrected, provenance: .backfill).knownFrom == Date(timeIntervalSince1970: 1_750_000_000.123))
    }

    @Test func takesTheRecordsLanguageWhereItIsOne() throws {
        var record = raw
        record.language = "PT_br"
        #expect(try article(record).language == "pt-BR")
        record.language = "English"
        #expect(try article(record).language == "en")
        record.language = "und"
        #expect(try article(record).language == "en")
    }

    @Test func refusesAnEmptyArticle() throws {
        let error = try #require(throws: BylineError.self) {
            try article(RawArticle(title: " \u{200B}", text: "\n&nbsp;"))
        }
        #expect(error.code == .articleEmpty)
        #expect(
            error.description == "The article has neither a title nor a text. "
                + "Give it a `title` or a `text`, or leave the record out.")
    }

    @Test func refusesWhatIsTooLarge() throws {
        let normaliser = Normaliser(maximumTextBytes: 10)
        let error = try #require(throws: BylineError.self) {
            try normaliser.article(
                from: RawArticle(title: "", text: "eleven bytes"), in: .standard, provenance: .live,
                ingestedAt: ingested)
        }
        #expect(error.code == .articleTooLarge)
        #expect(error.message == "The article's `text` has 12 bytes; at most 10 are taken.")
        let title = String(repeating: "x", count: 20_000)
        #expect(throws: BylineError.self) { try article(RawArticle(title: title, text: "")) }
    }

    @Test func refusesADateOutsideTheCalendar() throws {
        for seconds in [1e15, -1e15, .infinity, .nan] {
            let error = try #require(throws: BylineError.self) {
                try article(RawArticle(title: "x", text: "", updatedAt: Date(timeIntervalSince1970: seconds)))
            }
            #expect(error.code == .articleDate)
        }
    }

    @Test(arguments: 0..<100)
    func namesHostileTextTheSameWayTwice(seed: Int) throws {
        let text = HostileText.random(seed: UInt64(seed)) + "x"
        let first = try article(RawArticle(title: text, text: text))
        #expect(try article(RawArticle(title: text, text: text)) == first)
        #expect(scalars(TextCleaner.clean(first.text, decodesReferences: false)) == scalars(first.text))
    }
}
