import Retrieval

/// What an answer must contain to be one.
enum Expectation: Sendable, Hashable {
    /// A figure; `of` holds the stems of what is counted or measured, possibly none.
    case number(of: [String])
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
        self = Self.counted(words) ?? Self.asked(words)
    }

    private static func counted(_ words: [String]) -> Expectation? {
        for (index, pair) in zip(words, words.dropFirst()).enumerated() {
            let rest = words[(index + 2)...]
            switch pair {
            case ("how", "many"), ("how", "much"):
                let noun = rest.prefix { !QuestionPlanner.auxiliaries.contains($0) }
                return .number(of: stems(noun.prefix(3)))
            case ("how", let adjective) where Self.measures.contains(adjective):
                return .number(of: [])
            case ("what", let noun) where Self.quantities.contains(noun),
                ("which", let noun) where Self.quantities.contains(noun):
                return .number(of: stems([noun]))
            default: continue
            }
        }
        guard let what = words.firstIndex(of: "what") else { return nil }
        let near = words[(what + 1)...].prefix(6).filter { !StopWords.english.contains($0) }.prefix(2)
        return near.contains { Self.quantities.contains($0) } ? .number(of: stems(near)) : nil
    }

    private static func asked(_ words: [String]) -> Expectation {
        let timeNouns: Set<String> = ["date", "day", "year", "month", "time", "weekday"]
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : ""
            switch word {
            case "when": return .date
            case "what", "which":
                if timeNouns.contains(next) { return .date }
                if ["person", "candidate", "councillor", "politician", "official", "judge"].contains(next) {
                    return .person
                }
                if ["city", "ward", "place", "street", "country", "town", "district"].contains(next) { return .place }
                return .anything
            case "who", "whom", "whose": return .person
            case "where": return .place
            case "why": return .reason
            default: continue
            }
        }
        return .anything
    }

    private static func stems(_ words: some Sequence<String>) -> [String] {
        words.filter { !StopWords.english.contains($0) }.map(Stemmer.stem)
    }

    private static let measures: Set<String> = [
        "long", "old", "far", "high", "tall", "large", "big", "fast", "deep", "wide", "heavy", "often", "late",
    ]
    private static let quantities: Set<String> = [
        "percentage", "percent", "share", "proportion", "number", "figure", "total", "cost", "costs", "price",
        "turnout", "margin", "rate", "sum", "amount", "size", "capacity", "population", "salary", "rent", "fare",
        "fee", "reward", "deficit", "rise", "estimate", "majority", "score", "weight", "length", "height", "age",
        "budget", "wait", "offer", "fine", "value", "tonnage", "throughput", "level",
    ]
}
