/// Figures that a person reckons from those of a text: sums, differences, shares, rates, and times between dates.
extension FigureMatch {
    /// Whether a figure of the sentence follows from those of the quote.
    static func follows(_ claimed: Quantity, in matter: SupportCase) -> Bool {
        let stated = matter.quote.quantities
        return isComputed(claimed, from: stated)
            || isReckoned(claimed, in: matter.claim.words, from: stated, isFree: matter.verbatim < free)
            || RestOfWhole.isTold(by: claimed, of: matter.claim, quote: matter.quote)
            || isRate(claimed, in: matter.claim.words, from: stated)
            || isDistance(claimed, between: matter.quote.dates, published: matter.published)
            || isCountOfDays(claimed, matter.quote.dates)
    }

    /// Below this share of common words a sentence is in words of its own.
    static let free = 0.5

    // MARK: Sums and differences

    /// "18 million more" of "from 40 to 58 million", "33 in all" of "19 and 14": where the words around the figure say that it was
    /// reckoned.
    ///
    /// - Parameter isFree: the sentence is in words of its own, which need not say so.
    static func isReckoned(
        _ claimed: Quantity, in claim: [ReadWord], from stated: [Quantity], isFree: Bool = false
    ) -> Bool {
        guard isAmount(claimed) else { return false }
        if isWithOneMore(claimed, stated) { return true }
        let around = claim[max(0, claimed.words.lowerBound - 4)..<min(claim.count, claimed.words.upperBound + 4)]
        let isSum = isFree || around.contains { sums.contains($0.folded) }
        let isDifference = isFree || around.contains { differences.contains($0.folded) }
        let parts = stated.filter { agree($0, claimed) && !$0.isFraction && $0.bare > 3 }
        let values = parts.map(\.value)
        // Between two shares lie points: see isComputed.
        if isDifference, claimed.dimension != .share,
            pairs(values).contains(where: { isEqual(abs($0 - $1), claimed) })
        {
            return true
        }
        guard isSum, !claimed.isFraction else { return false }
        if claimed.dimension != .share, pairs(values).contains(where: { isEqual($0 + $1, claimed) }) { return true }
        return isTotal(claimed, of: stated.filter { agree($0, claimed) && !$0.isFraction })
    }

    /// The sum of two shares, or of three to five figures that follow one another: the parts of a whole are told in a row.
    private static func isTotal(_ claimed: Quantity, of stated: [Quantity]) -> Bool {
        let values = stated.filter { $0.dimension == claimed.dimension || claimed.dimension != .share }.map(\.value)
        let fewest = claimed.dimension == .share ? 2 : 3
        return values.indices.contains { first in
            (fewest...5).contains { count in
                first + count <= values.count && isEqual(values[first..<(first + count)].reduce(0, +), claimed)
            }
        }
    }

    /// "Four photographs" are "three photographs and one".
    private static func isWithOneMore(_ claimed: Quantity, _ stated: [Quantity]) -> Bool {
        guard claimed.dimension == .count, let noun = claimed.noun else { return false }
        return stated.contains { one in
            one.noun == noun
                && stated.contains {
                    $0.noun == nil && one.value + $0.value == claimed.value
                        && $0.words.lowerBound > one.words.upperBound
                        && $0.words.lowerBound - one.words.upperBound <= 4
                }
        }
    }

    private static func pairs(_ values: [Double]) -> [(Double, Double)] {
        values.indices.flatMap { one in values.indices.dropFirst(one + 1).map { (values[one], values[$0]) } }
    }

    /// Whether a value that was reckoned may be told so.
    private static func isEqual(_ value: Double, _ claimed: Quantity) -> Bool {
        var figure = claimed
        (figure.value, figure.bound) = (value, .exact)
        return supports(figure, claimed)
    }

    private static let sums: Set<String> = [
        "total", "altogether", "together", "combined", "all", "sum", "both", "overall", "between",
    ]
    private static let differences: Set<String> = [
        "more", "fewer", "less", "by", "extra", "another", "further", "additional", "adds", "added", "difference",
        "gap", "margin", "lead", "leads", "ahead", "behind", "remaining", "rest", "left", "missing", "off", "lost",
        "gained", "other", "increase", "rise", "fall", "drop", "cut", "up", "down", "above", "below", "higher", "lower",
        "larger", "smaller", "bigger", "longer", "shorter", "wider", "narrower", "dearer", "cheaper", "differ",
        "differs",
        "apart", "majority", "short", "beyond", "under", "over",
    ]

    // MARK: Shares and rates

    /// A share of two counts ("one in eight" of 312 and 2,480), the points between two shares, or the time between two hours.
    static func isComputed(_ claimed: Quantity, from stated: [Quantity]) -> Bool {
        if claimed.dimension == .points {
            let shares = stated.filter { $0.dimension == .share }.map(\.value)
            return shares.contains { one in shares.contains { abs(abs(one - $0) - claimed.value) < 1e-6 } }
        }
        if claimed.dimension == .measure("time") {
            let clocks = stated.filter { $0.dimension == .clock }.map(\.value)
            // From before midnight until after it, too.
            return clocks.contains { one in
                clocks.contains { one != $0 && isEqual(one < $0 ? $0 - one : $0 - one + 1_440, claimed) }
            }
        }
        return isRatio(claimed, of: stated)
    }

    /// "A third more", "more than half of", "three times as many", and "12 per cent" where the quote tells no shares: of two figures in one
    /// unit.
    private static func isRatio(_ claimed: Quantity, of stated: [Quantity]) -> Bool {
        let isTimes = claimed.dimension == .times || claimed.dimension == .count && claimed.noun == "time"
        let isShare =
            claimed.dimension == .share && (claimed.isFraction || !stated.contains { $0.dimension == .share })
        guard isShare || isTimes else { return false }
        let slack = isTimes ? 0.05 : claimed.isFraction ? claimed.bound == .exact ? 1.0 : 4.0 : 0.6
        let amounts = stated.filter { isAmount($0) && $0.dimension != .share && $0.value > 0 }
        for part in amounts {
            for whole in amounts where whole.value > part.value && agree(whole, part) {
                let rest = whole.value - part.value
                let ratios =
                    isTimes
                    ? [whole.value / part.value]
                    : [part.value / whole.value * 100, rest / part.value * 100, rest / whole.value * 100]
                        + (claimed.isFraction ? [] : [part.value / rest * 100])
                for ratio in ratios {
                    var figure = claimed
                    (figure.value, figure.factor, figure.bound) = (ratio, 1, .exact)
                    if claimed.isFraction && supports(figure, claimed) || abs(ratio - claimed.value) <= slack {
                        return true
                    }
                }
            }
        }
        return false
    }

    /// "15 million a week" of 62 million in four weeks: where the sentence reckons by something.
    private static func isRate(_ claimed: Quantity, in claim: [ReadWord], from stated: [Quantity]) -> Bool {
        let behind = claim[claimed.words.upperBound..<min(claim.count, claimed.words.upperBound + 3)]
        let before = claim[max(0, claimed.words.lowerBound - 12)..<claimed.words.lowerBound]
        guard isAmount(claimed), claimed.dimension != .share,
            behind.contains(where: { ["a", "an", "per", "each", "every"].contains($0.folded) })
                || before.contains(where: { ["each", "every", "average"].contains($0.folded) })
        else { return false }
        let amounts = stated.filter { isAmount($0) && $0.dimension != .share && $0.bare > 1 }
        return amounts.contains { whole in
            agree(whole, claimed)
                && amounts.contains { part in
                    part.words != whole.words
                        && (isEqual(whole.value / part.bare, claimed)
                            || abs(whole.value / part.bare - claimed.value) <= claimed.precision)
                }
        }
    }

    // MARK: Times

    /// The time between two of the days, months or years that are named, or between one and the day of publication: "a year later".
    static func isDistance(_ claimed: Quantity, between dates: [DateExpression], published: Int?) -> Bool {
        guard claimed.dimension == .measure("time"), claimed.value >= 1_440 else { return false }
        let days = Set(dates.filter { $0.grain == .day }.flatMap { $0.spans.prefix(1).map(\.lowerBound) }).union(
            published.map { [$0] } ?? [])
        let sought = claimed.value / 1_440
        let isNear = days.contains { one in
            days.contains { one != $0 && isDistance(abs(Double(one - $0)), claimed, sought) }
        }
        return isNear || isDistanceOfMonths(claimed, dates, published) || isDistanceOfYears(claimed, dates, published)
    }

    private static func isDistance(_ distance: Double, _ claimed: Quantity, _ sought: Double) -> Bool {
        switch claimed.bound {
        case .exact: abs(distance - sought) <= sought * max(0.02, claimed.value >= 40_000 ? 0.06 : 0)
        case .about: abs(distance - sought) <= sought * 0.12
        case .almost, .below, .atMost: distance <= sought && distance >= sought * 0.7
        case .above, .atLeast, .over: distance >= sought && distance <= sought * 1.3
        }
    }

    /// "Five months later" of "in August rather than in March".
    private static func isDistanceOfMonths(_ claimed: Quantity, _ dates: [DateExpression], _ published: Int?) -> Bool {
        let sought = claimed.value / 43_830
        guard sought >= 0.99 else { return false }
        let month = { (day: Int) in
            let parts = CivilDay.parts(day)
            return parts.year * 12 + parts.month
        }
        let named = dates.filter { $0.grain == .month }.flatMap { $0.spans.map { month($0.lowerBound) } }
        let others = dates.filter { $0.grain == .day }.flatMap { $0.spans.prefix(1).map { month($0.lowerBound) } }
        let all = named + others + (published.map { [month($0)] } ?? [])
        return named.contains { one in all.contains { isDistance(abs(Double(one - $0)), claimed, sought) } }
    }

    /// "After eight years" of "mayor since 2017".
    private static func isDistanceOfYears(_ claimed: Quantity, _ dates: [DateExpression], _ published: Int?) -> Bool {
        let sought = claimed.value / 525_960
        guard sought >= 0.99 else { return false }
        let named = dates.filter { $0.grain == .year }.compactMap(\.year)
        let all = named + dates.compactMap(\.year) + (published.map { [CivilDay.parts($0).year] } ?? [])
        return named.contains { one in all.contains { isDistance(abs(Double(one - $0)), claimed, sought) } }
    }

    /// "Two nights a week" of "on Friday and Saturday nights".
    private static func isCountOfDays(_ claimed: Quantity, _ dates: [DateExpression]) -> Bool {
        guard claimed.dimension == .measure("time"), claimed.factor == 1_440 else { return false }
        return claimed.bare == Double(Set(dates.compactMap(\.weekday)).count)
    }
}
