import Corpus
import Foundation
import Testing

@testable import Retrieval

@Suite("Times that a question names")
struct TimeMentionTests {
    private static func at(_ text: String) -> Date { ArticleDate.date(text) ?? .distantPast }

    private func mentions(_ text: String) -> [TimeMention] {
        TimeMention.mentions(in: Words.words(in: text), at: Self.at("2023-11-10"))
    }

    @Test(
        "are days, in whatever form",
        arguments: ["on October 4, 2023", "4 October 2023", "the 4th October 2023", "since 2023-10-04"])
    func days(text: String) {
        #expect(mentions(text) == [.day(Self.at("2023-10-04"))])
    }

    @Test("are months and years")
    func months() {
        #expect(mentions("in March 2025") == [.months(DateMention(year: 2025, months: [3]))])
        #expect(mentions("between 4 October 2023 and May 2024").count == 2)
        #expect(mentions("on 4 Oct 2023") == mentions("on 4 October 2023"))
        #expect(mentions("before Sept. 4th, 2023") == mentions("before September 4th, 2023"))
        #expect(mentions("at 2023-13-40 or 99 May").allSatisfy { $0 == .months(DateMention(year: 2023, months: [])) })
    }

    @Test("fit the day named and its neighbours, whose clock is another's")
    func dayFit() {
        let day = TimeMention.day(Self.at("2023-10-04"))
        #expect(day.fit(Self.at("2023-10-03")) == 1)
        #expect(day.fit(Self.at("2023-10-05")) == 1)
        #expect(day.fit(Self.at("2023-10-02")) == 0)
        #expect(day.fit(Self.at("2023-10-06")) == 0)
    }

    @Test("are told from the search's moment")
    func relative() throws {
        let week = try #require(mentions("what happened last week").first)
        #expect(week.isRelative)
        #expect(week.fit(Self.at("2023-11-02")) == 1)
        #expect(week.fit(Self.at("2023-11-11")) == 0)
        #expect(week.fit(Self.at("2023-10-01")) == 0)
        #expect(mentions("a weekly paper, last but not least").isEmpty)
    }

    @Test("tell which words name them")
    func positions() {
        #expect(TimeMention.positions(in: Words.words(in: "the 4 October 2023 vote this week")) == [1, 2, 3])
    }
}
