import Foundation

/// Points in time as the store keeps them: whole milliseconds since 1970, rounded to the nearest.
enum Instant {
    private static let bound = 9_000_000_000_000_000.0

    static func milliseconds(_ date: Date) -> Int64 {
        let value = (date.timeIntervalSince1970 * 1000).rounded()
        guard value.isFinite else { return value == .infinity ? Int64(bound) : value.isNaN ? 0 : -Int64(bound) }
        return Int64(min(max(value, -bound), bound))
    }

    static func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
