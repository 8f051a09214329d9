import Corpus
import Foundation

/// Times that are told from now: "yesterday", "last week", "the past three days", "two weeks ago", "last Tuesday",
/// "in October" with no year.
enum RelativeTime {
    private static let day: TimeInterval = 86_400

    /// The time that begins at a word, and how many words tell it; nil where none does.
    static func span(at index: Int, in words: [Word], _ moment: Date) -> (Range<Date>, Int)? {
        let rest = words[index...].prefix(3).map(\.folded)
        switch rest[0] {
        case "today", "tonight": return (back(0...1, moment), 1)
        case "yesterday": return (back(0...2, moment), 1)
        default: break
        }
        return counted(rest, moment) ?? unit(rest, moment) ?? weekday(rest, moment) ?? month(rest, moment)
    }

    /// Some days before the moment up to some fewer days before it.
    private static func back(_ days: ClosedRange<Double>, _ moment: Date) -> Range<Date> {
        moment.addingTimeInterval(-days.upperBound * day)..<moment.addingTimeInterval(-days.lowerBound * day + 1)
    }

    /// "Three days ago", "past three days".
    private static func counted(_ words: [String], _ moment: Date) -> (Range<Date>, Int)? {
        guard words.count == 3 else { return nil }
        if words[2] == "ago", let count = number(words[0]), let unit = units[words[1]] {
            // Half a unit to either side, a day at least: nobody counts hours.
            let slack = max(1, unit / 2)
            return (back(max(0, count * unit - slack)...(count * unit + slack), moment), 3)
        }
        if lasts.contains(words[0]), let count = number(words[1]), let unit = units[words[2]] {
            return (back(0...(count * unit + 1), moment), 3)
        }
        return nil
    }

    /// "This week", "last month".
    private static func unit(_ words: [String], _ moment: Date) -> (Range<Date>, Int)? {
        guard words.count > 1, let unit = units[words[1]], unit > 1 || words[1] == "night" else { return nil }
        if words[0] == "this" { return (back(0...unit, moment), 2) }
        // "Last week" said on a Friday begins eleven days ago.
        return lasts.contains(words[0]) ? (back(0...(unit * 2), moment), 2) : nil
    }

    /// "Last Tuesday", "on Tuesday": the last one, today's left out, in whichever time zone it was one.
    private static func weekday(_ words: [String], _ moment: Date) -> (Range<Date>, Int)? {
        guard words.count > 1, words[0] == "on" || lasts.contains(words[0]),
            let wanted = weekdays.firstIndex(of: words[1])
        else { return nil }
        let today = DateMention.calendar.component(.weekday, from: moment) - 1
        let days = Double((today - wanted + 6) % 7 + 1)
        let start = DateMention.calendar.startOfDay(for: moment).addingTimeInterval(-days * day)
        return (start..<start.addingTimeInterval(2 * day), 2)
    }

    /// "In October", "last October", "since October", where no year follows: the last one that has begun.
    private static func month(_ words: [String], _ moment: Date) -> (Range<Date>, Int)? {
        guard words.count > 1, ["in", "during", "since"].contains(words[0]) || lasts.contains(words[0]),
            let month = DateMention.month(words[1]), words.count < 3 || Int(words[2]) == nil
        else { return nil }
        let calendar = DateMention.calendar
        let now = calendar.dateComponents([.year, .month], from: moment)
        guard let year = now.year, let current = now.month else { return nil }
        let first = DateComponents(year: month <= current ? year : year - 1, month: month)
        guard let start = calendar.date(from: first), let end = calendar.date(byAdding: .month, value: 1, to: start)
        else { return nil }
        return (start..<(words[0] == "since" ? max(end, moment) : end), 2)
    }

    private static func number(_ word: String) -> Double? {
        if let place = numbers.firstIndex(of: word) { return Double(place + 1) }
        return word == "a" || word == "an" ? 1 : Double(word).flatMap { (1...1_000).contains($0) ? $0 : nil }
    }

    private static let lasts: Set<String> = ["last", "past", "previous"]
    private static let numbers = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    /// In days.
    private static let units: [String: Double] = [
        "night": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "weekend": 7, "fortnight": 14, "month": 31,
        "months": 30.5, "year": 366, "years": 365.25,
    ]
}
