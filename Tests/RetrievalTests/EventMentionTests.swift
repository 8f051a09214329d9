import ConformanceSuites
import Corpus
import Foundation
import Store
import Testing

@testable import Retrieval

@Suite("Times told by events")
struct EventMentionTests {
    private func mentions(_ question: String) -> [String] {
        EventMention.mentions(in: Words.words(in: question)).map { mention in
            "\(mention.relation) \(mention.words.map(\.folded).joined(separator: " "))"
        }
    }

    @Test("are read by their form")
    func form() {
        #expect(mentions("Who led the polls before the election?") == ["before election"])
        #expect(mentions("What changed after the port strike of the dockers ended?") == ["after port strike dockers"])
        #expect(mentions("What changed after the strike began, and why?") == ["after strike"])
        #expect(mentions("What has closed since the flood began?") == ["after flood"])
        #expect(mentions("Who spoke during the debate, and until the vote?") == ["during debate", "before vote"])
    }

    @Test("are no dates, no people, no articles and no empty ones")
    func others() {
        #expect(mentions("After the Ledger article on it, before the report") == [])
        #expect(mentions("before October 2024, after the December 2024 flood, since the") == [])
        #expect(mentions("after Hallard resigned, before it") == [])
        #expect(mentions("") == [])
    }

    private static let fixture = StoreFixture()

    private func passage(_ title: String, _ source: String, day: Double?) -> StoredPassage {
        let article = Self.fixture.article(
            title + source, "Text of the paper", title: title, source: source,
            published: day.map { StoreFixture.day($0) })
        return StoredPassage(
            key: 1, chunk: Self.fixture.chunks(of: article)[0], article: ArticleHead(article, knownTo: nil), vector: [],
            sentenceVectors: [])
    }

    private func span(_ passages: [StoredPassage]) -> Range<Date>? {
        let mention = EventMention(relation: .after, words: Words.words(in: "flood"))
        return EventCalendar.span(of: mention, in: passages, PublisherDirectory([]))
    }

    @Test("are dated by the week in which most publishers name them")
    func dated() {
        let passages = [
            passage("A flood long ago", "a", day: 0), passage("The flood", "a", day: 100),
            passage("Flood in the wards", "b", day: 101), passage("After the flood", "c", day: 103),
            passage("The flood a year on", "a", day: 465), passage("Flood fund", "b", day: 466),
        ]
        #expect(span(passages) == StoreFixture.day(100)..<StoreFixture.day(104))
        #expect(span(passages.reversed()) == span(passages))
    }

    @Test("are not dated by one publisher, by undated articles, or by articles on something else")
    func undated() {
        #expect(span([passage("The flood", "a", day: 1), passage("Flood again", "a", day: 2)]) == nil)
        #expect(span([passage("The flood", "a", day: nil), passage("Flood again", "b", day: nil)]) == nil)
        #expect(span([passage("The fire", "a", day: 1), passage("The fires", "b", day: 1)]) == nil)
        #expect(span([]) == nil)
    }
}
