/// What a figure is reckoned by: "a year", "per kilometre", "monthly".
enum Rate {
    /// The units by which the text reckons, as stems.
    static func rates(in words: [ReadWord]) -> Set<String> {
        var rates: Set<String> = []
        for (index, word) in words.enumerated() {
            if let unit = adverbs[word.folded] { rates.insert(unit) }
            guard ["a", "an", "per", "each", "every"].contains(word.folded), index > 0, index + 1 < words.count else {
                continue
            }
            let unit = words[index + 1].folded
            guard let known = units[unit], isReckoning(words, index), !isPlace(words, index + 1) else { continue }
            rates.insert(known)
        }
        return rates
    }

    /// "85,000 crowns a year", "once a month", "three months each": a figure stands shortly before; "for a year" is no rate.
    private static func isReckoning(_ words: [ReadWord], _ index: Int) -> Bool {
        if words[index].before != " " { return false }
        if words[index].folded == "per" || words[index].folded == "every" { return true }
        if index + 2 < words.count, ["ago", "earlier", "later", "before", "after"].contains(words[index + 2].folded) {
            return false
        }
        let before = words[max(0, index - 4)..<index]
        guard let last = before.last,
            !["for", "in", "of", "to", "than", "within", "over", "after", "about", "nearly"].contains(last.folded)
        else { return false }
        return before.contains {
            $0.isNumeric || NumberWords.cardinals[$0.folded] != nil || ["once", "twice", "times"].contains($0.folded)
        }
    }

    /// "Every second patient" is one of two.
    private static func isPlace(_ words: [ReadWord], _ index: Int) -> Bool {
        words[index].folded == "second" && index + 1 < words.count && words[index + 1].before == " "
            && !words[index + 1].isStopWord
    }

    private static let units: [String: String] = [
        "second": "second", "minute": "minute", "hour": "hour", "day": "day", "morning": "day", "evening": "day",
        "night": "night", "week": "week",
        "month": "month",
        "year": "year", "quarter": "quarter", "kilometre": "kilometre", "kilometer": "kilometre", "mile": "mile",
        "head": "person",
        "person": "person", "litre": "litre", "tonne": "tonne", "kilo": "kilogram", "kilogram": "kilogram",
        "hectare": "hectare",
        "shift": "shift", "game": "game", "term": "term",
    ]
    private static let adverbs: [String: String] = [
        "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year",
        "annual": "year", "annually": "year", "quarterly": "quarter",
    ]
}
