public import Corpus
public import Foundation

/// A month, season or year that a question names: `March 2025`, `autumn 2024`, `2026`.
public struct DateMention: Sendable, Hashable {
    public let year: Int
    /// 1 to 12, in order of time; empty for the whole year. A winter begins in the year before its January.
    public let months: [Int]

    /// The mentions in a question, in order. A month without a year is none: it does not say which.
    public static func mentions(in words: [Word]) -> [DateMention] {
        words.indices.compactMap { mention(endingAt: $0, in: words)?.mention }
    }

    /// The mention whose year stands at `index`, and the positions of its words.
    static func mention(endingAt index: Int, in words: [Word]) -> (mention: DateMention, positions: ClosedRange<Int>)? {
        guard let year = year(words[index]), !beginsFinancialYear(words, at: index) else { return nil }
        for position in (max(0, index - 3)..<index).reversed() {
            let name = words[position].folded
            guard let months = monthsByName[name] ?? monthAbbreviations[name].map({ [$0] }) else { continue }
            return (DateMention(year: year, months: months), position...index)
        }
        return (DateMention(year: year, months: []), index...index)
    }

    /// The number of a month, 1 to 12, by its name.
    static func month(_ name: String) -> Int? {
        guard let months = monthsByName[name], months.count == 1 else { return nil }
        return months[0]
    }

    /// The number of a month beside a figure, where its name may be cut short: "4 Sept". Alone, "Jan" and "Mar" are names of people.
    public static func monthBesideFigure(_ name: String) -> Int? { month(name) ?? monthAbbreviations[name] }

    /// The English names of the months, in lower case.
    public static let monthNames: Set<String> = Set(monthsByName.filter { $0.value.count == 1 }.keys)

    /// How well a date of publication fits: 1 within the months named, 0.5 in the month after them (news follow), and 0.5 for the
    /// right year where only a year is named. In UTC.
    public func fit(_ date: Date) -> Float {
        let parts = Self.calendar.dateComponents([.year, .month], from: date)
        guard let year = parts.year, let month = parts.month else { return 0 }
        if months.isEmpty { return year == self.year ? 0.5 : 0 }
        let published = year * 12 + month
        let named = months.map { $0 == 12 && months.count > 1 ? (self.year - 1) * 12 + $0 : self.year * 12 + $0 }
        if named.contains(published) { return 1 }
        return named.contains(published - 1) ? 0.5 : 0
    }

    /// `2025-26` is the name of a budget, not a date.
    private static func beginsFinancialYear(_ words: [Word], at index: Int) -> Bool {
        guard index + 1 < words.count, let year = Int(words[index].folded) else { return false }
        let next = words[index + 1].folded
        return next.utf8.count == 2 && Int(next) == (year + 1) % 100
    }

    private static func year(_ word: Word) -> Int? {
        guard word.folded.utf8.count == 4, let year = Int(word.folded), (1800...2200).contains(year) else { return nil }
        return year
    }

    private static let monthAbbreviations: [String: Int] = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
        "dec": 12,
    ]

    static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static let monthsByName: [String: [Int]] = [
        "january": [1], "february": [2], "march": [3], "april": [4], "may": [5], "june": [6], "july": [7],
        "august": [8], "september": [9], "october": [10], "november": [11], "december": [12], "spring": [3, 4, 5],
        "summer": [6, 7, 8], "autumn": [9, 10, 11], "winter": [12, 1, 2],
    ]
}
