import Corpus
import Foundation
import Testing

@testable import Retrieval

@Suite("Times told from now")
struct RelativeTimeTests {
    private static func at(_ text: String) -> Date { ArticleDate.date(text) ?? .distantPast }

    /// Said on a Friday.
    private func mention(in text: String) -> TimeMention? {
        TimeMention.mentions(in: Words.words(in: text), at: Self.at("2023-11-10T12:00:00Z")).first
    }

    @Test(
        "are counted, named by unit, by weekday or by month",
        arguments: [
            ("What closed three weeks ago?", "2023-10-20", "2023-11-08"),
            ("What closed 2 days ago?", "2023-11-08", "2023-11-03"),
            ("What closed in the past five days?", "2023-11-06", "2023-11-01"),
            ("What closed last Tuesday?", "2023-11-07", "2023-10-31"),
            ("What closed on Friday?", "2023-11-03", "2023-11-10"),
            ("What closed in October?", "2023-10-15", "2023-11-02"),
            ("What closed last December?", "2022-12-24", "2023-12-24"),
            ("What closed since September?", "2023-09-30", "2023-08-31"),
        ])
    func told(question: String, inside: String, outside: String) throws {
        let time = try #require(mention(in: question))
        #expect(time.isRelative)
        #expect(time.fit(Self.at(inside)) == 1)
        #expect(time.fit(Self.at(outside)) == 0)
    }

    @Test(
        "are none where a year follows, or where the words mean something else",
        arguments: ["in October 2022", "on the march", "it may rain", "may in the end", "ago", "one day", "last words"])
    func others(question: String) {
        #expect(mention(in: question)?.isRelative ?? false == false)
    }
}
