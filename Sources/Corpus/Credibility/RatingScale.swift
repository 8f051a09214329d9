import Foundation

/// What the values of a rating table mean, as a way from each to [0, 1].
public enum RatingScale: Sendable, Hashable, CustomStringConvertible {
    /// Numbers from the worst to the best; the best may be the smaller one.
    case numbers(worst: Double, best: Double)
    /// Words, by their value; compared without case.
    case words([String: Double])

    /// Marks of schools: the middles of five equal parts of [0, 1], `A` 0.9, `B` 0.7, `C` 0.5, `D` 0.3, `E` and `F` 0.1; `+` and `-`
    /// are a third of a part off.
    public static let letters: RatingScale = {
        var words: [String: Double] = [:]
        for (letter, value) in [("a", 0.9), ("b", 0.7), ("c", 0.5), ("d", 0.3), ("e", 0.1), ("f", 0.1)] {
            words[letter] = value
            words[letter + "+"] = value + 0.2 / 3
            words[letter + "-"] = value - 0.2 / 3
        }
        return .words(words)
    }()

    /// The words of the tables that are passed around most. "Mixed" is the middle; words that rate something else than
    /// reliability, such as "satire" or "left", are not among them.
    public static let categories = RatingScale.words([
        "very high": 0.95, "high": 0.85, "mostly factual": 0.7, "mostly high": 0.7, "medium": 0.5, "mixed": 0.5,
        "mostly low": 0.3, "low": 0.15, "very low": 0.05,
        "reliable": 0.85, "generally reliable": 0.85, "credible": 0.85, "trustworthy": 0.85,
        "no consensus": 0.5, "questionable": 0.3, "generally unreliable": 0.15, "unreliable": 0.15,
        "not credible": 0.15, "untrustworthy": 0.15, "deprecated": 0.05, "fake": 0.05, "conspiracy": 0.05,
        "good": 0.85, "bad": 0.15, "true": 0.85, "false": 0.15,
    ])

    /// From its name: `0-100`, `1-5`, `0-1`, `-1..1`, `5-1` (where less is better), `letters`, `categories`, or words of one's
    /// own with their values in [0, 1], `high=0.9,low=0.1`. Nil for another text.
    public init?(_ text: String) {
        let text = text.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
        switch text {
        case "letters", "letter", "a-f": self = .letters
        case "categories", "category", "words": self = .categories
        default:
            if text.contains("=") {
                guard let words = Self.ownWords(text) else { return nil }
                self = .words(words)
            } else {
                guard let match = text.wholeMatch(of: Self.range), let worst = RatingNumber.parse(match.output.1),
                    let best = RatingNumber.parse(match.output.2), worst != best
                else { return nil }
                self = .numbers(worst: worst, best: best)
            }
        }
    }

    // Not shared between threads: `Regex` is not `Sendable`.
    private static var range: Regex<(Substring, Substring, Substring)> {
        /(-?[0-9.]{1,12}) ?(?:-|–|:|\.\.| to ) ?(-?[0-9.]{1,12})/
    }

    private static func ownWords(_ text: String) -> [String: Double]? {
        var words: [String: Double] = [:]
        for pair in text.split(separator: ",") {
            let sides = pair.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, let value = RatingNumber.parse(sides[1]), (0...1).contains(value) else {
                return nil
            }
            let word = String(sides[0]).trimmingCharacters(in: .whitespacesAndNewlines)
            guard !word.isEmpty, words.updateValue(value, forKey: word) == nil else { return nil }
        }
        return words
    }

    /// What a value of a table is in [0, 1]; nil where the scale does not have it.
    public func rating(_ value: String) -> Double? {
        switch self {
        case .numbers(let worst, let best):
            guard let number = RatingNumber.parse(value), (min(worst, best)...max(worst, best)).contains(number) else {
                return nil
            }
            return (number - worst) / (best - worst)
        case .words(let words):
            let word = value.lowercased().map { "-_".contains($0) && value.count > 2 ? " " : $0 }
            return words[String(word).trimmingCharacters(in: .whitespacesAndNewlines)]
                ?? words[value.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)]
        }
    }

    /// In the form in which ``init(_:)`` takes it.
    public var description: String {
        switch self {
        case .numbers(let worst, let best): "\(RatingNumber.text(worst))..\(RatingNumber.text(best))"
        case .letters: "letters"
        case .categories: "categories"
        case .words(let words):
            words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key)=\(RatingNumber.text($0.value))" }
                .joined(separator: ",")
        }
    }
}

/// Numbers as people write them into tables.
enum RatingNumber {
    /// Digits with a sign, a point or a comma for the fraction, and `%`; nil for all else that Swift would take, such as
    /// `nan` and `0x1p3`.
    static func parse(_ text: some StringProtocol) -> Double? {
        var text = String(text).trimmingCharacters(in: .whitespacesAndNewlines)
        if text.hasSuffix("%") { text = String(text.dropLast()).trimmingCharacters(in: .whitespacesAndNewlines) }
        if text.count(where: { $0 == "," }) == 1, !text.contains(".") { text = text.replacing(",", with: ".") }
        guard !text.isEmpty, text.utf8.count <= 24, text.utf8.allSatisfy({ "+-.0123456789".utf8.contains($0) }) else {
            return nil
        }
        return Double(text)
    }

    /// Without `.0` behind whole numbers.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
    }
}
