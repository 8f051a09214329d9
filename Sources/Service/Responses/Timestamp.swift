import Foundation

/// Instants as RFC 3339 writes them.
///
/// Foundation's styles read '2025-02-30' as the second of March and stop before trailing characters; a filter must not
/// silently mean another day.
enum Timestamp {
    /// In UTC; with milliseconds only where there are some.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSinceReferenceDate
        return seconds == seconds.rounded()
            ? date.formatted(.iso8601) : date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Nil unless `text` is a date with time and offset, or a date alone, which means its first instant in UTC.
    static func date(_ text: String) -> Date? {
        var reader = Reader(bytes: Array(text.utf8.prefix(64)))
        guard let days = reader.days() else { return nil }
        let dayStart = Double(days) * 86_400
        if reader.isAtEnd { return Date(timeIntervalSince1970: dayStart) }
        guard reader.take("T") || reader.take("t") || reader.take(" "), let seconds = reader.secondsOfDay(),
            let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        return Date(timeIntervalSince1970: dayStart + seconds - Double(offset))
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: UnicodeScalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + digits] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += digits
            return range.contains(value) ? value : nil
        }

        /// Days since 1970-01-01 in the Gregorian calendar.
        mutating func days() -> Int? {
            guard let year = number(digits: 4, in: 1...9_999), take("-"),
                let month = number(digits: 2, in: 1...12), take("-")
            else { return nil }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            guard let day = number(digits: 2, in: 1...lengths[month - 1]) else { return nil }
            let past = year - 1
            let daysBeforeYear = past * 365 + past / 4 - past / 100 + past / 400
            return daysBeforeYear + lengths.prefix(month - 1).reduce(0, +) + day - 1 - 719_162
        }

        mutating func secondsOfDay() -> Double? {
            guard let hour = number(digits: 2, in: 0...23), take(":"),
                let minute = number(digits: 2, in: 0...59), take(":"),
                let second = number(digits: 2, in: 0...60)
            else { return nil }
            let whole = Double(hour * 3_600 + minute * 60 + min(second, 59))
            guard take(".") else { return whole }
            let start = position
            var fraction = 0.0
            var scale = 0.1
            while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
                fraction += Double(bytes[position] - 0x30) * scale
                scale /= 10
                position += 1
            }
            return position > start ? whole + fraction : nil
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if take("Z") || take("z") { return 0 }
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = number(digits: 2, in: 0...23), take(":"),
                let minutes = number(digits: 2, in: 0...59)
            else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }
    }
}
