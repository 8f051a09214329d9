import Corpus
import Foundation
import Testing

@testable import Service

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "is written as it is read",
        arguments: ["2025-03-01T00:00:00Z", "2025-03-01T12:30:45.250Z", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z"])
    func roundTrip(text: String) {
        #expect(ArticleDate.date(text).map(Timestamp.text) == text)
    }
}
