import Foundation
import Testing

@testable import Corpus

@Suite struct ArticleDateTests {
    @Test(arguments: [
        ("2025-05-16T07:30:00Z", 1_747_380_600.0), ("2025-05-16t07:30:00z", 1_747_380_600),
        ("2025-05-16T07:30:00.5Z", 1_747_380_600.5), ("2025-05-16T07:30:00.1239999Z", 1_747_380_600.123),
        ("2025-05-16T09:30:00+02:00", 1_747_380_600), ("2025-05-16T02:00:00-0530", 1_747_380_600),
        ("2025-05-16T09:30:00+02", 1_747_380_600), ("2025-05-16 07:30:00", 1_747_380_600),
        ("2025-05-16 07:30", 1_747_380_600), ("2025-05-16 07:30:00 +0000", 1_747_380_600),
        (" 2025-05-16 ", 1_747_353_600), ("1970-01-01", 0), ("1969-12-31T23:59:59Z", -1),
        ("2000-02-29", 951_782_400), ("0001-01-01", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("2016-12-31T23:59:60Z", 1_483_228_799), ("1747380600", 1_747_380_600), ("1747380600123", 1_747_380_600.123),
    ])
    func reads(_ text: String, _ seconds: Double) {
        #expect(ArticleDate.date(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "soon", "2025", "2025-5-16", "2025-05", "2025-13-01", "2025-00-10", "2025-02-29", "1900-02-29",
        "2025-04-31",
        "2025-05-16T", "2025-05-16T24:00:00Z", "2025-05-16T07:60:00Z", "2025-05-16T07:30:61Z", "2025-05-16T07:30:00.Z",
        "2025-05-16T07:30:00+25:00", "2025-05-16T07:30:00+0", "2025-05-16T07:30:00ZZ", "2025-05-16x", "16.05.2025",
        "0000-01-01", "20250516", "3 days ago", "２０２５-05-16", "0001-01-01T00:00:00+01:00", "99999999999999999999",
    ])
    func refuses(_ text: String) {
        #expect(ArticleDate.date(text) == nil)
    }

    @Test func tellsSecondsFromMilliseconds() {
        #expect(ArticleDate.date(epoch: 1_747_380_600)?.timeIntervalSince1970 == 1_747_380_600)
        #expect(ArticleDate.date(epoch: 1_747_380_600_000)?.timeIntervalSince1970 == 1_747_380_600)
        #expect(ArticleDate.date(epoch: -1)?.timeIntervalSince1970 == -1)
        for number in [1e18, -1e18, .infinity, .nan] { #expect(ArticleDate.date(epoch: number) == nil) }
    }

    @Test(arguments: [
        "2025-03-01T00:00:00Z", "2025-03-01T12:30:45.250Z", "2025-03-01T23:59:59.007Z", "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59Z", "1582-10-10T00:00:00Z", "1900-02-28T00:00:00Z",
        "2000-02-29T00:00:00Z", "9999-12-31T23:59:59Z",
    ])
    func writesWhatItReads(_ text: String) {
        #expect(ArticleDate.date(text).map(ArticleDate.text) == text)
        #expect(ArticleDate.date(text).map(ArticleDate.day) == String(text.prefix(10)))
    }

    @Test func writesTheNearestDateThereIs() {
        #expect(ArticleDate.text(.distantPast.addingTimeInterval(-1e12)) == "0001-01-01T00:00:00Z")
        #expect(ArticleDate.text(Date(timeIntervalSince1970: 1e15)) == "9999-12-31T23:59:59.999Z")
    }

    @Test func agreesWithTheCalendarOnEveryDayOfFourCenturies() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for day in stride(from: -50_000, to: 100_000, by: 37) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            #expect(ArticleDate.date(text) == date)
            #expect(ArticleDate.day(date) == text)
        }
    }
}
