import Corpus
import Retrieval

/// Numbers and dates, as words of a sentence show them.
enum Figures {
    /// A figure in digits or in words.
    static func isFigure(_ word: Word) -> Bool { word.isNumeric || numberWords.contains(word.folded) }

    /// A figure that stands at most five words before, or three behind, one of `stems`; any figure but a bare year
    /// where `stems` is empty.
    static func counts(_ stems: [String], in words: [Word]) -> Bool {
        let figures = words.indices.filter { isFigure(words[$0]) && !isYear(words[$0]) }
        guard !stems.isEmpty else { return !figures.isEmpty }
        return figures.contains { place in
            let near = max(0, place - 3)...min(words.count - 1, place + 5)
            return words[near].contains { stems.contains($0.stem) }
        }
    }

    /// A figure without a unit, with a word that `isCounted` at most four words behind it.
    static func hasCount(_ words: [Word], of isCounted: (Word) -> Bool = { _ in true }) -> Bool {
        words.indices.contains { place in
            isFigure(words[place]) && !isYear(words[place]) && !hasUnit(place, in: words)
                && words[place...].dropFirst().prefix(4).contains { !isFigure($0) && isCounted($0) }
        }
    }

    /// A percent sign or a unit belongs to the figure at a place, behind "million" too, or it is the day of a month.
    private static func hasUnit(_ place: Int, in words: [Word]) -> Bool {
        if words[place].followedByPercent { return true }
        let near = words[max(0, place - 1)...min(words.count - 1, place + 2)]
        if near.contains(where: { Measure.isUnit($0.folded) }) { return true }
        guard let day = Int(words[place].folded), (1...31).contains(day) else { return false }
        return near.prefix(3).contains { DateMention.monthNames.contains($0.folded) }
    }

    /// Has a figure other than a year.
    static func hasQuantity(_ words: [Word]) -> Bool { words.contains { isFigure($0) && !isYear($0) } }

    /// Whether words satisfy what a question of quantity asks: 1 for a figure of the right thing in the right unit, less
    /// for another figure.
    static func share(of words: [Word], counting stems: [String], in measure: Measure?) -> Float {
        if let measure { return measure.occurs(in: words) ? 1 : hasQuantity(words) ? 0.4 : 0 }
        return counts(stems, in: words) ? 1 : hasQuantity(words) ? 0.6 : 0
    }

    /// Names a day, month, year or time of day.
    static func hasDate(_ words: [Word]) -> Bool {
        words.contains { isYear($0) || DateMention.monthNames.contains($0.folded) || weekdays.contains($0.folded) }
            || words.contains { ["noon", "midnight", "yesterday", "tomorrow", "tonight"].contains($0.folded) }
    }

    static func isYear(_ word: Word) -> Bool {
        word.folded.utf8.count == 4 && Int(word.folded).map { (1500...2100).contains($0) } ?? false
    }

    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let numberWords: Set<String> = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
        "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "dozen", "half",
        "twice", "quarter", "third", "double", "none", "both", "one", "zero",
    ]
}
