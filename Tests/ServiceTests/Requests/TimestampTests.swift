import Foundation
import Testing

@testable import Service

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0), ("2025-03-01", 1_740_787_200), ("2025-03-01T01:00:00+01:00", 1_740_787_200),
        ("2025-02-28T23:59:59.500-00:00", 1_740_787_199.5), ("2024-02-29T00:00:00z", 1_709_164_800),
        ("1969-12-31T23:59:59Z", -1), ("0001-01-01", -62_135_596_800), ("2000-01-01 00:00:00Z", 946_684_800),
    ])
    func reads(text: String, seconds: Double) {
        #expect(Timestamp.date(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "", "2025", "2025-3-1", "2025-02-29", "2025-02-30", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01",
        "2025-03-01T00:00:00", "2025-03-01T24:00:00Z", "2025-03-01T00:60:00Z", "2025-03-01T00:00Z",
        "2025-03-01T00:00:00.Z", "2025-03-01T00:00:00Zjunk", "2025-03-01T00:00:00+1:00", "2025-03-01T00:00:00+01",
        "٢٠٢٥-٠٣-٠١", "1740787200", "yesterday", "2025-03-01T00:00:00Z\0",
    ])
    func refuses(text: String) { #expect(Timestamp.date(text) == nil) }

    @Test func writesWhatItReads() {
        for text in ["2025-03-01T00:00:00Z", "2025-03-01T12:30:45.250Z"] {
            #expect(Timestamp.date(text).map(Timestamp.text) == text)
        }
    }
}
