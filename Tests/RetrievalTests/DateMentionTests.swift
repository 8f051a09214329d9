import Corpus
import Foundation
import Testing

@testable import Retrieval

@Suite("Date mentions")
struct DateMentionTests {
    private func mentions(_ text: String) -> [DateMention] { DateMention.mentions(in: Words.words(in: text)) }

    private func day(_ text: String) throws -> Date { try Date("\(text)T12:00:00Z", strategy: .iso8601) }

    @Test(
        "are months, seasons and years with a year",
        arguments: [
            ("in March 2025", [DateMention(year: 2025, months: [3])]),
            ("on 14 October, 2025", [DateMention(year: 2025, months: [10])]),
            (
                "autumn 2024 against February 2026",
                [DateMention(year: 2024, months: [9, 10, 11]), DateMention(year: 2026, months: [2])]
            ),
            ("the 2025 election", [DateMention(year: 2025, months: [])]),
            ("the 2025-26 budget", []),
            ("in March", []),
            ("Sept 2024 vs Feb 2026", [DateMention(year: 2024, months: [9]), DateMention(year: 2026, months: [2])]),
            ("Mar. 2025", [DateMention(year: 2025, months: [3])]),
            ("12345 or 999", []),
        ])
    func parse(text: String, expected: [DateMention]) {
        #expect(mentions(text) == expected)
    }

    @Test("fit what was published then, and half what was published just after")
    func fit() throws {
        let march = DateMention(year: 2025, months: [3])
        #expect(march.fit(try day("2025-03-31")) == 1)
        #expect(march.fit(try day("2025-04-01")) == 0.5)
        #expect(march.fit(try day("2025-02-28")) == 0)
        #expect(march.fit(try day("2024-03-15")) == 0)
        #expect(DateMention(year: 2024, months: [12]).fit(try day("2025-01-05")) == 0.5)
        #expect(DateMention(year: 2025, months: []).fit(try day("2025-07-01")) == 0.5)
        let winter = DateMention(year: 2025, months: [12, 1, 2])
        #expect(winter.fit(try day("2024-12-08")) == 1)
        #expect(winter.fit(try day("2025-12-08")) == 0)
    }
}
