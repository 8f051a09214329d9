import Corpus
public import Foundation

/// A time that a question names, by which articles can be found: a day, a month, season or year, a time told from
/// now ("last week", "three days ago", "last Tuesday"), or one told by an event that the corpus dates.
public enum TimeMention: Sendable, Hashable {
    /// Begins at midnight in UTC.
    case day(Date)
    case months(DateMention)
    case span(Range<Date>)
    /// Told by what happened: see ``EventCalendar``.
    case event(Range<Date>)

    /// Told from now.
    var isRelative: Bool {
        if case .span = self { true } else { false }
    }

    /// How well a date of publication fits, 0 to 1. Around a day, one day to either side counts as much, since the
    /// outlet's clock is not known.
    public func fit(_ date: Date) -> Float {
        switch self {
        case .day(let day): (-Self.day..<2 * Self.day).contains(date.timeIntervalSince(day)) ? 1 : 0
        case .months(let mention): mention.fit(date)
        case .span(let span): span.contains(date) ? 1 : 0
        // What was before an event is often told after it.
        case .event(let span): span.contains(date) ? 0.5 : 0
        }
    }

    /// The mentions in a question, in order; `moment` is what "now" means.
    static func mentions(in words: [Word], at moment: Date) -> [TimeMention] {
        scan(words, moment).map(\.mention)
    }

    /// The positions of the words that name a day, month or year.
    static func positions(in words: [Word]) -> Set<Int> {
        Set(scan(words, .distantPast).filter { !$0.mention.isRelative }.flatMap(\.positions))
    }

    private static func scan(_ words: [Word], _ moment: Date) -> [(mention: TimeMention, positions: ClosedRange<Int>)] {
        var found: [(mention: TimeMention, positions: ClosedRange<Int>)] = []
        for index in words.indices {
            let next: (mention: TimeMention, positions: ClosedRange<Int>)?
            if let (day, positions) = day(at: index, in: words) {
                next = (.day(day), positions)
            } else if let (mention, positions) = DateMention.mention(endingAt: index, in: words) {
                next = (.months(mention), positions)
            } else if let (span, length) = RelativeTime.span(at: index, in: words, moment) {
                next = (.span(span), index...(index + length - 1))
            } else {
                next = nil
            }
            guard let next else { continue }
            // "4 October 2023" holds "October 2023".
            if let last = found.last, last.positions.overlaps(next.positions) { continue }
            found.append(next)
        }
        return found
    }

    /// "October 4, 2023", "4 Oct 2023", "2023-10-04".
    private static func day(at index: Int, in words: [Word]) -> (Date, ClosedRange<Int>)? {
        guard index + 2 < words.count else { return nil }
        let (first, second, third) = (words[index].folded, words[index + 1].folded, words[index + 2].folded)
        let parts: (year: Int?, month: Int?, day: Int?) =
            if let month = DateMention.monthBesideFigure(first) {
                (Int(third), month, number(second))
            } else if let month = DateMention.monthBesideFigure(second) {
                (Int(third), month, number(first))
            } else {
                (Int(first), Int(second), Int(third))
            }
        guard let year = parts.year, (1800...2200).contains(year), let month = parts.month, (1...12).contains(month),
            let day = parts.day, (1...31).contains(day),
            let date = DateMention.calendar.date(from: DateComponents(year: year, month: month, day: day))
        else { return nil }
        return (date, index...(index + 2))
    }

    /// "4", "4th".
    private static func number(_ word: String) -> Int? {
        guard let ending = ["st", "nd", "rd", "th"].first(where: { word.hasSuffix($0) }) else { return Int(word) }
        return Int(word.dropLast(ending.count))
    }

    private static let day: TimeInterval = 86_400
}
