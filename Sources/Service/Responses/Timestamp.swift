import Foundation

/// Instants as RFC 3339 writes them; `ArticleDate` reads them.
enum Timestamp {
    /// In UTC; with milliseconds only where there are some.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSinceReferenceDate
        return seconds == seconds.rounded()
            ? date.formatted(.iso8601) : date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
