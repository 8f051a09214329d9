/// Whether one figure says what another says.
enum FigureMatch {
    /// Whether a text that states `stated` supports `claimed`.
    ///
    /// The same value in the same unit does; a unit may be missing on one side. A claim that says so ("about", "nearly",
    /// "more than") may round; without such a word the figures must be equal.
    static func supports(_ stated: Quantity, _ claimed: Quantity) -> Bool {
        guard agree(stated, claimed) else { return false }
        let isSameDimension = stated.dimension == claimed.dimension
        let (from, to) = isSameDimension ? (stated.value, claimed.value) : (stated.bare, claimed.bare)
        if case (.share, .ordinal) = (stated.dimension, claimed.dimension) { return true }
        // "Higher than the first" is no bound of a place in a row.
        if claimed.dimension == .ordinal, isSameDimension { return from == to }
        if isEqual(from, to, stated, claimed) { return boundsAgree(stated.bound, claimed.bound) }
        let difference = to - from
        let size = max(abs(from), .leastNormalMagnitude)
        // Rounded to what a person would say: by no more than half of the claim's last digit, nor a twelfth of the whole.
        let isRounding =
            abs(difference) <= max(claimed.precision, claimed.isFraction ? 4 : 0) * 1.01
            && abs(difference) / size <= 0.12
        switch claimed.bound {
        case .exact: return claimed.isFraction && abs(difference) <= 1 || spelledDuration(claimed, stated, difference)
        case .about: return abs(difference) / size <= 0.05 || isRounding
        case .almost: return difference > 0 && difference / size <= 0.1
        case .above, .atLeast, .over: return difference < 0 && -difference / size <= slack(above: claimed)
        case .below, .atMost: return difference > 0 && difference / size <= (claimed.isFraction ? 0.35 : 0.2)
        }
    }

    /// How far what is "more than" a figure may lie above it: "over a million" says only that there are millions.
    private static func slack(above claimed: Quantity) -> Double {
        if claimed.isFraction { return 0.35 }
        return claimed.text.hasPrefix("a ") ? 0.5 : 0.2
    }

    /// 14 days are two weeks, and so are 15 to most people only with "about"; a year has twelve months.
    private static func spelledDuration(_ claimed: Quantity, _ stated: Quantity, _ difference: Double) -> Bool {
        guard case .measure("time") = claimed.dimension, stated.value >= 40_000 else { return false }
        return abs(difference) / stated.value < 0.02
    }

    private static func isEqual(_ one: Double, _ other: Double, _ stated: Quantity, _ claimed: Quantity) -> Bool {
        if abs(one - other) <= 1e-6 * max(1, abs(one)) { return true }
        // Twelve-hour clocks do not say which half.
        guard stated.dimension == .clock, claimed.dimension == .clock else { return false }
        let half = one.truncatingRemainder(dividingBy: 720) == other.truncatingRemainder(dividingBy: 720)
        let saysHalf = { (text: String) in
            text.lowercased().contains("m") || text.hasPrefix("0") || text.hasPrefix("1") || text.hasPrefix("2")
        }
        return half && !(saysHalf(stated.text) && saysHalf(claimed.text))
    }

    /// "More than 650" does not support "fewer than 650", nor does 650 support "more than 650".
    private static func boundsAgree(_ stated: Quantity.Bound, _ claimed: Quantity.Bound) -> Bool {
        switch (stated, claimed) {
        case (.above, .below), (.below, .above), (.atLeast, .atMost), (.atMost, .atLeast), (.almost, .above),
            (.above, .almost):
            false
        case (.exact, .above), (.exact, .below): false
        default: true
        }
    }

    /// Whether both count in the same thing.
    static func agree(_ stated: Quantity, _ claimed: Quantity) -> Bool {
        switch (stated.dimension, claimed.dimension) {
        case (let one, let other) where one == other: true
        // A unit that one side leaves out: "rose by 40 to 60 metres", "the levy of 1,846".
        case (.count, .money), (.money, .count), (.count, .measure), (.measure, .count), (.count, .share): true
        case (.share, .count): !claimed.isPartOfMany
        case (.share, .ordinal): stated.isFraction && abs(stated.value * claimed.value - 100) < 1
        case (.ordinal, .count), (.count, .ordinal): stated.value > 3
        case (.points, .count), (.count, .points): true
        default: false
        }
    }

    /// Whether two figures could stand for each other: "14 points" and "six".
    static func areAlike(_ one: Quantity, _ other: Quantity) -> Bool {
        one.dimension == other.dimension || Set([one.dimension, other.dimension]) == [.points, .count]
    }

    static func isAmount(_ quantity: Quantity) -> Bool {
        switch quantity.dimension {
        case .count, .share, .points, .money, .measure: true
        case .clock, .ordinal, .times: false
        }
    }
}
