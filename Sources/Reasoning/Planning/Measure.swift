import Corpus

/// Kinds of units, by which a figure that answers a question differs from one that merely stands near.
enum Measure: Sendable, Hashable, CaseIterable {
    case money
    case share
    case duration
    case length
    case weight

    /// Whether `words` have a figure with such a unit: directly behind it, or before it for currencies.
    func occurs(in words: [Word]) -> Bool {
        words.indices.contains { index in
            guard Figures.isFigure(words[index]) else { return false }
            let near = max(0, index - 1)...min(words.count - 1, index + 3)
            return words[near].contains { units.contains($0.folded) }
                || (self == .share && words[index].followedByPercent)
        }
    }

    /// What a reader calls a figure with such a unit.
    var noun: String {
        switch self {
        case .money: "sum of money"
        case .share: "percentage"
        case .duration: "length of time"
        case .length: "length"
        case .weight: "weight"
        }
    }

    /// The kind of unit that a question counts by name: "how many crowns", "how many cubic metres".
    static func counted(by words: some Sequence<String>) -> Measure? {
        let plurals = words.filter { $0.hasSuffix("s") || ["feet", "kg", "km"].contains($0) }
        return [Measure.money, .duration, .length, .weight].first { !$0.units.isDisjoint(with: plurals) }
    }

    /// Whether a folded word is a unit of any kind.
    static func isUnit(_ word: String) -> Bool { allUnits.contains(word) }

    /// "Per" is one only before "cent": "260 meals per day" are meals.
    private static let allUnits = allCases.reduce(into: Set(["cent"])) { $0.formUnion($1.units) }.subtracting(["per"])

    private var units: Set<String> {
        switch self {
        case .money:
            [
                "crown", "crowns", "pound", "pounds", "dollar", "dollars", "euro", "euros", "cents", "pence", "yen",
                "usd", "eur", "gbp",
            ]
        case .share: ["percent", "per", "percentage", "half", "third", "quarter", "points", "tenth"]
        case .duration:
            [
                "second", "seconds", "minute", "minutes", "min", "hour", "hours", "h", "day", "days", "week", "weeks",
                "month", "months", "year", "years", "fortnight",
            ]
        case .length:
            [
                "mm", "millimetres", "cm", "centimetres", "metre", "metres", "meter", "meters", "m", "km",
                "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "foot", "feet", "inch",
                "inches", "yard", "yards",
            ]
        case .weight:
            [
                "gram", "grams", "kg", "kilogram", "kilograms", "kilo", "kilos", "tonne", "tonnes", "ton", "tons",
                "pounds", "lb",
            ]
        }
    }

    /// "How long", "how heavy"; nil where the adjective does not say in what unit.
    static let adjectives: [String: Measure?] = [
        "long": nil, "old": nil, "far": nil, "high": nil, "tall": .length, "large": nil, "big": nil, "fast": nil,
        "deep": .length, "wide": .length, "heavy": .weight, "often": nil, "late": nil,
        "expensive": .money, "costly": .money,
    ]

    /// "What share", "what price".
    static let nouns: [String: Measure] = [
        "percentage": .share, "percent": .share, "share": .share, "proportion": .share, "turnout": .share,
        "cost": .money, "costs": .money, "price": .money, "salary": .money, "rent": .money, "fare": .money,
        "fee": .money, "reward": .money, "deficit": .money, "fine": .money, "bill": .money, "bonus": .money,
        "grant": .money, "debt": .money, "debts": .money,
        "duration": .duration, "distance": .length, "depth": .length, "width": .length,
    ]

    /// Words that make "how much" a question of money.
    static let spending: Set<String> = [
        "cost", "costs", "pay", "paid", "pays", "spend", "spent", "money", "charge", "charged", "earn", "raise",
        "raised", "owe", "worth", "price",
    ]
}
