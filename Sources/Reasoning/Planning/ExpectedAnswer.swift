import Corpus

/// What an answer must contain to be one.
enum ExpectedAnswer: Sendable, Hashable {
    /// A figure; `of` holds the stems of what is counted, possibly none, `in` the kind of unit that it must have.
    case number(of: [String], in: Measure?)
    /// A point or span of time.
    case date
    /// A person or body, by name.
    case person
    /// A place, by name.
    case place
    /// A cause or a purpose.
    case reason
    case anything

    /// By the question's folded words.
    init(of words: [String]) {
        self = Self.counted(words) ?? Self.named(words) ?? Self.asked(words) ?? Self.compared(words) ?? .anything
    }

    /// What words for a search name without asking: "hospital blackout cost", "stadium opening date".
    private static func named(_ words: [String]) -> ExpectedAnswer? {
        let asks = words.contains {
            QuestionPlanner.interrogatives.contains($0) || QuestionPlanner.auxiliaries.contains($0)
        }
        guard !asks else { return nil }
        if let noun = words.first(where: { quantities.contains($0) }) {
            return .number(of: [], in: Measure.nouns[noun])
        }
        return words.contains { ["date", "dates", "weekday", "until"].contains($0) } ? .date : nil
    }

    /// Whether there was more of one than of another is told by figures.
    private static func compared(_ words: [String]) -> ExpectedAnswer? {
        guard words.contains(where: { comparatives.contains($0) }) else { return nil }
        return .number(of: [], in: words.lazy.compactMap { Measure.nouns[$0] }.first)
    }

    private static func counted(_ words: [String]) -> ExpectedAnswer? {
        for (index, pair) in zip(words, words.dropFirst()).enumerated() {
            let rest = words[(index + 2)...]
            switch pair {
            case ("how", "many") where isShare(rest): return .number(of: [], in: .share)
            case ("how", "many"):
                let noun = rest.prefix { !QuestionPlanner.auxiliaries.contains($0) }
                if let measure = Measure.counted(by: noun.prefix(3)) { return .number(of: [], in: measure) }
                return .number(of: stems(noun.prefix(3)), in: nil)
            case ("how", "much"):
                return .number(of: [], in: rest.contains { Measure.spending.contains($0) } ? .money : nil)
            case ("how", let adjective) where Measure.adjectives[adjective] != nil:
                return .number(of: [], in: Measure.adjectives[adjective] ?? nil)
            case ("what", let noun) where quantities.contains(noun),
                ("which", let noun) where quantities.contains(noun):
                return .number(of: [], in: Measure.nouns[noun])
            default: continue
            }
        }
        guard let what = words.firstIndex(of: "what") else { return nil }
        // "What did the inquiry cost": the verb is far behind.
        if what + 1 < words.count, QuestionPlanner.auxiliaries.contains(words[what + 1]),
            words[(what + 2)...].contains(where: { ["cost", "costs", "pay", "paid", "earn", "spend"].contains($0) })
        {
            return .number(of: [], in: .money)
        }
        let near = words[(what + 1)...].prefix(6).filter { !StopWords.english.contains($0) }.prefix(2)
        return near.first { quantities.contains($0) }.map { .number(of: [], in: Measure.nouns[$0]) }
    }

    /// "How many voted, in per cent": the unit comes behind.
    private static func isShare(_ words: ArraySlice<String>) -> Bool {
        words.contains { $0 == "percent" || $0 == "percentage" }
            || zip(words, words.dropFirst()).contains { $0 == "per" && $1 == "cent" }
    }

    private static func asked(_ words: [String]) -> ExpectedAnswer? {
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : ""
            switch word {
            case "when" where !isConjunction(index, in: words): return .date
            case "what", "which":
                if timeNouns.contains(next) { return .date }
                if personNouns.contains(next) { return .person }
                if placeNouns.contains(next) { return .place }
                return .anything
            case "who", "whom", "whose": return .person
            case "where": return .place
            case "why": return .reason
            default: continue
            }
        }
        return nil
    }

    /// Whether the "when" at a place tells a time instead of asking for one: something else is asked, and neither does a verb follow
    /// it as in a question, nor is it joined to another question.
    private static func isConjunction(_ place: Int, in words: [String]) -> Bool {
        let asksOtherwise = words.contains { $0 != "when" && QuestionPlanner.interrogatives.contains($0) }
        let next = place + 1 < words.count ? words[place + 1] : ""
        let previous = place > 0 ? words[place - 1] : ""
        return asksOtherwise && !QuestionPlanner.auxiliaries.contains(next)
            && !["and", "or", "from", "until", "since"].contains(previous)
    }

    private static func stems(_ words: some Sequence<String>) -> [String] {
        words.filter { !StopWords.english.contains($0) }.map(Stemmer.stem)
    }

    private static let timeNouns: Set<String> = [
        "date", "dates", "day", "days", "year", "month", "time", "weekday",
    ]
    private static let personNouns: Set<String> = [
        "person", "candidate", "councillor", "politician", "official", "judge", "sculptor", "artist", "architect",
        "doctor", "nurse", "surgeon", "professor", "scientist", "engineer", "lawyer", "minister", "mayor", "president",
        "senator", "member", "officer", "witness", "journalist", "reporter", "author", "writer", "singer", "actor",
        "player", "coach", "manager", "director", "executive", "founder", "owner", "teacher", "historian", "economist",
    ]
    private static let placeNouns: Set<String> = [
        "city", "cities", "ward", "wards", "place", "places", "street", "streets", "country", "countries", "town",
        "towns", "district", "districts", "village", "villages",
    ]
    private static let comparatives: Set<String> = [
        "more", "fewer", "less", "higher", "lower", "larger", "smaller", "greater", "longer", "shorter",
    ]
    private static let quantities: Set<String> = [
        "percentage", "percent", "share", "proportion", "number", "figure", "total", "cost", "costs", "price",
        "turnout", "margin", "rate", "sum", "amount", "size", "capacity", "population", "salary", "rent", "fare",
        "fee", "reward", "deficit", "rise", "estimate", "majority", "score", "weight", "length", "height", "age",
        "budget", "wait", "offer", "fine", "value", "tonnage", "throughput", "level", "quantity", "bill", "bonus",
        "grant", "increase", "volume", "area", "duration", "distance", "depth", "width", "speed", "temperature",
        "count",
    ]
}
