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
        case .above, .atLeast, .over: return difference < 0 && -difference / size <= (claimed.isFraction ? 0.35 : 0.2)
        case .below, .atMost: return difference > 0 && difference / size <= (claimed.isFraction ? 0.35 : 0.2)
        }
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
    private static func agree(_ stated: Quantity, _ claimed: Quantity) -> Bool {
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

    /// The time between two of the days that are named, or between one and the day of publication: "a year later".
    static func isDistance(_ claimed: Quantity, between dates: [DateExpression], published: Int?) -> Bool {
        guard claimed.dimension == .measure("time"), claimed.value >= 1_440 else { return false }
        let days = Set(dates.filter { $0.grain == .day }.flatMap { $0.spans.prefix(1).map(\.lowerBound) }).union(
            published.map { [$0] } ?? [])
        let sought = claimed.value / 1_440
        let slack =
            switch claimed.bound {
            case .exact: max(0.02, claimed.value >= 40_000 ? 0.06 : 0)
            default: 0.12
            }
        return days.contains { one in days.contains { abs(abs(Double(one - $0)) - sought) <= sought * slack } }
    }

    /// "18 million more" of "from 40 to 58 million", "33 in all" of "19 and 14": where the words around the figure say that it was
    /// reckoned.
    ///
    /// - Parameter isFree: the sentence is in words of its own, which need not say so.
    static func isReckoned(
        _ claimed: Quantity, in claim: [ReadWord], from stated: [Quantity], isFree: Bool = false
    ) -> Bool {
        guard isAmount(claimed), claimed.dimension != .share else { return false }
        let around = claim[max(0, claimed.words.lowerBound - 4)..<min(claim.count, claimed.words.upperBound + 4)]
        let (isSum, isDifference) = (
            isFree || around.contains { sums.contains($0.folded) },
            isFree || around.contains { differences.contains($0.folded) }
        )
        // "Four photographs" are "three photographs and one".
        if claimed.dimension == .count, let noun = claimed.noun,
            stated.contains(where: { one in
                one.noun == noun
                    && stated.contains {
                        $0.noun == nil && one.value + $0.value == claimed.value
                            && $0.words.lowerBound > one.words.upperBound
                            && $0.words.lowerBound - one.words.upperBound <= 4
                    }
            })
        {
            return true
        }
        guard isSum || isDifference else { return false }
        let values = stated.filter { agree($0, claimed) && $0.value > 3 }.map(\.value)
        let isEqual = { (value: Double) in
            var figure = claimed
            (figure.value, figure.bound) = (value, .exact)
            return supports(figure, claimed)
        }
        return values.indices.contains { one in
            values.indices.dropFirst(one + 1).contains { other in
                isSum && isEqual(values[one] + values[other])
                    || isDifference && isEqual(abs(values[one] - values[other]))
            }
        }
    }

    private static let sums: Set<String> = [
        "total", "altogether", "together", "combined", "all", "sum", "both", "overall",
    ]
    private static let differences: Set<String> = [
        "more", "fewer", "less", "by", "extra", "another", "further", "additional", "adds", "added", "difference",
        "gap",
        "margin", "lead", "leads", "ahead", "behind", "remaining", "rest", "left", "missing", "off", "lost", "gained",
        "other", "increase", "rise", "fall", "drop", "cut", "up", "down", "above",
        "below",
    ]

    /// A share of two counts ("one in eight" of 312 and 2,480), or the points between two shares.
    static func isComputed(_ claimed: Quantity, from stated: [Quantity]) -> Bool {
        if claimed.dimension == .points {
            let shares = stated.filter { $0.dimension == .share }.map(\.value)
            return shares.contains { one in shares.contains { abs(abs(one - $0) - claimed.value) < 1e-6 } }
        }
        if claimed.dimension == .measure("time") {
            let clocks = stated.filter { $0.dimension == .clock }.map(\.value)
            return clocks.contains { one in clocks.contains { abs(one - $0) == claimed.value } }
        }
        return isRatio(claimed, of: stated)
    }

    /// "A third more", "more than half of", "three times as many": of two figures in one unit.
    private static func isRatio(_ claimed: Quantity, of stated: [Quantity]) -> Bool {
        let isTimes = claimed.dimension == .times || claimed.dimension == .count && claimed.noun == "time"
        guard claimed.dimension == .share && claimed.isFraction || isTimes else { return false }
        let amounts = stated.filter { isAmount($0) && $0.dimension != .share && $0.value > 0 }
        for part in amounts {
            for whole in amounts where whole.value > part.value && agree(whole, part) {
                let ratios =
                    isTimes
                    ? [whole.value / part.value]
                    : [part.value / whole.value * 100, (whole.value - part.value) / part.value * 100]
                for ratio in ratios {
                    var figure = claimed
                    (figure.value, figure.factor, figure.bound) = (ratio, 1, .exact)
                    let slack = isTimes ? 0.05 : claimed.bound == .exact ? 1.0 : 4.0
                    if supports(figure, claimed) || abs(ratio - claimed.value) <= slack { return true }
                }
            }
        }
        return false
    }
}
