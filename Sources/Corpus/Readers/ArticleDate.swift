public import Foundation

/// Reads the dates that records carry, and writes them, without a calendar library: strict in form, proleptic Gregorian, to the
/// millisecond.
///
/// Taken are RFC 3339 (`2025-05-16T07:30:00Z`, also with a fraction, with an offset, or with a blank for the `T`),
/// the same without an offset (meant as UTC) or without seconds, a day alone (its first moment in UTC), and the
/// seconds or milliseconds since 1970.
public enum ArticleDate {
    /// Years 1 to 9999, in milliseconds since 1970.
    static let range: ClosedRange<Double> = -62_135_596_800_000...253_402_300_799_999

    /// No form needs as many bytes.
    private static let longestText = 64

    /// From this magnitude on a number counts milliseconds: as seconds it would lie in the year 5138.
    private static let smallestMilliseconds = 1e11

    /// Nil where `number` is no date in ``range``.
    static func date(epoch number: Double) -> Date? {
        let milliseconds = (abs(number) >= smallestMilliseconds ? number : number * 1_000).rounded()
        guard range.contains(milliseconds) else { return nil }
        return Date(timeIntervalSince1970: milliseconds / 1_000)
    }

    /// Nil where `text` has none of the forms above, or names a day or time that does not exist.
    public static func date(_ text: String) -> Date? {
        guard text.utf8.count <= longestText else { return nil }
        let text = text.trimmingCharacters(in: .whitespaces).utf8
        if text.count >= 9, text.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
            let number = Double(String(decoding: text, as: UTF8.self))
        {
            return date(epoch: number)
        }
        var scanner = DateScanner(bytes: Array(text))
        guard let milliseconds = scanner.milliseconds(), range.contains(Double(milliseconds)) else { return nil }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// An instant by RFC 3339 in UTC, with milliseconds only where there are some; `date(_:)` reads it back. Foundation's
    /// styles write days before 1582 by another calendar. Dates outside of the years 1 to 9999 become the nearest within.
    public static func text(_ date: Date) -> String {
        let (day, time) = parts(date)
        let seconds = time / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        let fraction = time % 1_000 == 0 ? "" : "." + padded(time % 1_000, 3)
        return "\(day)T\(clock)\(fraction)Z"
    }

    /// The day of an instant in UTC, `2025-05-16`.
    public static func day(_ date: Date) -> String { parts(date).day }

    /// The day, and the milliseconds since it began.
    private static func parts(_ date: Date) -> (day: String, time: Int) {
        let exact = (date.timeIntervalSince1970 * 1_000).rounded()
        let milliseconds = Int(min(max(exact, range.lowerBound), range.upperBound))
        let time = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
        // Counted from 0000-03-01, so that the leap day ends a year, and in eras of 400 years.
        let days = (milliseconds - time) / 86_400_000 + 719_468
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return ("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))", time)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// Consumes the parts of a date from the left.
private struct DateScanner {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ characters: String) -> Bool {
        guard let next, characters.utf8.contains(next) else { return false }
        position += 1
        return true
    }

    private mutating func number(digits: Int) -> Int64? {
        guard position + digits <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[position..<position + digits] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        position += digits
        return value
    }

    mutating func milliseconds() -> Int64? {
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
            let day = number(digits: 2), let days = Self.days(year, month, day)
        else { return nil }
        var milliseconds = days * 86_400_000
        if take("Tt ") {
            guard let time = time(), let offset = offset() else { return nil }
            milliseconds += time - offset
        }
        return next == nil ? milliseconds : nil
    }

    /// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fraction`; a leap second counts as the second before it.
    private mutating func time() -> Int64? {
        guard let hour = number(digits: 2), hour < 24, take(":"), let minute = number(digits: 2), minute < 60 else {
            return nil
        }
        var milliseconds = (hour * 60 + minute) * 60_000
        if take(":") {
            guard let second = number(digits: 2), second <= 60 else { return nil }
            milliseconds += min(second, 59) * 1_000
            if take(".,") {
                guard let fraction = fraction() else { return nil }
                milliseconds += fraction
            }
        }
        return milliseconds
    }

    /// Digits after the point, cut to milliseconds.
    private mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var weight: Int64 = 100
        let start = position
        while let digit = number(digits: 1) {
            value += digit * weight
            weight /= 10
        }
        return position > start ? value : nil
    }

    /// `Z`, `±HH:mm`, `±HHmm`, `±HH` or nothing, in milliseconds east of UTC.
    private mutating func offset() -> Int64? {
        while take(" ") {}
        guard let sign = next else { return 0 }
        if take("Zz") { return 0 }
        guard take("+-"), let hours = number(digits: 2), hours < 24 else { return nil }
        let hasColon = take(":")
        var minutes: Int64 = 0
        if hasColon || next != nil {
            guard let value = number(digits: 2), value < 60 else { return nil }
            minutes = value
        }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60_000 : 60_000)
    }

    /// Days since 1970-01-01; nil where there is no such day. Years are counted from March, so that the leap day ends
    /// one.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1, (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        let marchYear = month > 2 ? year : year - 1
        let monthsFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthsFromMarch + 2) / 5 + day - 1
        return 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }
}
