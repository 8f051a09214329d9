/// Every figure of the sentence stands in the cited sentences, with its unit, or follows from one by rounding.
struct NumberCheck: SupportCheck {
    let name = "numbers"
    let approval = "Every figure stands in the cited sentences."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        for figure in matter.claim.quantities {
            if let objection = objection(to: figure, matter) { return objection }
        }
        return nil
    }

    private func objection(to figure: Quantity, _ matter: SupportCase) -> String? {
        let stated = matter.quote.quantities
        let same = stated.filter { FigureMatch.supports($0, figure) }
        if !same.isEmpty { return Self.step(figure, same, matter) }
        if FigureMatch.follows(figure, in: matter) { return nil }
        switch figure.dimension {
        case .ordinal:
            // "First" and "second" are often said of what is told in other words.
            let others = stated.filter { $0.dimension == .ordinal && !Self.stands($0, in: matter.claim) }
            if figure.value <= 2, others.isEmpty { return nil }
            if stated.contains(where: { $0.dimension == .count && $0.value == figure.value }) { return nil }
        case .times:
            if !stated.contains(where: { $0.dimension == .times }) { return nil }
        case .clock:
            // "Midday" is lunchtime, and "midnight" the night, where the quote has no hour that it could stand for.
            let isNamed = !matter.claim.words[figure.words].contains(where: \.isNumeric)
            if isNamed, figure.words.count == 1, !stated.contains(where: { $0.dimension == .clock }) { return nil }
        case .share:
            // Half of all lie above a median.
            if figure.value == 50, matter.quote.stems.contains("median") { return nil }
        case .measure:
            // And longer than the median.
            if matter.quote.stems.contains("median"), stated.contains(where: { $0.value == figure.value }) {
                return nil
            }
        case .count:
            // "Three of the four" are "the other three" and one.
            if stated.contains(where: { other in
                other.value == figure.value - 1 && other.words.lowerBound > 0
                    && matter.quote.words[other.words.lowerBound - 1].folded == "other"
            }) {
                return nil
            }
            if Self.isCounted(figure, matter) { return nil }
        default: break
        }
        // What the quote says by "they" or "that", its neighbours say by a figure.
        if Self.isAmongNeighbours(figure, matter), !Self.hasRival(figure, stated, matter.claim) { return nil }
        // A number may belong to a name or to the date line: "Gate 4", "the 2026-27 budget".
        if matter.frame.quantities.contains(where: {
            FigureMatch.supports($0, figure) && $0.dimension == figure.dimension
        }),
            !Self.hasRival(figure, stated, matter.claim)
        {
            return nil
        }
        if let rival = Self.rival(figure, stated, matter.claim) {
            return "The sentence says “\(figure.text)”, the cited sentences say “\(rival.text)”."
        }
        return "The cited sentences do not say “\(figure.text)”."
    }

    /// "Grows by 58 million" is not "grows to 58 million".
    private static func step(_ figure: Quantity, _ same: [Quantity], _ matter: SupportCase) -> String? {
        let step = { (quantity: Quantity, words: [ReadWord]) -> String? in
            let before = words[max(0, quantity.words.lowerBound - 2)..<quantity.words.lowerBound].map(\.folded)
            return before.last { ["by", "to"].contains($0) }
        }
        guard FigureMatch.isAmount(figure), matter.verbatim >= WordingCheck.nearVerbatim,
            let said = step(figure, matter.claim.words)
        else { return nil }
        let others = same.map { step($0, matter.quote.words) }
        guard others.allSatisfy({ $0 != nil && $0 != said }), let other = others.first ?? nil else { return nil }
        return "The sentence says “\(said) \(figure.text)”, the cited sentences say “\(other) \(same[0].text)”."
    }

    /// A small number may count what the quote lists: "both", "the two websites".
    private static func isCounted(_ figure: Quantity, _ matter: SupportCase) -> Bool {
        guard figure.value <= 6, figure.value == figure.value.rounded() else { return false }
        // In words of its own a sentence counts what its quote lists, unless that gives another number of the same things.
        if matter.verbatim < FigureMatch.free, figure.noun != nil,
            !matter.claim.words[figure.words].contains(where: \.isNumeric)
        {
            return !matter.quote.quantities.contains {
                $0.dimension == .count && ($0.noun == figure.noun || $0.noun == nil) && !stands($0, in: matter.claim)
            }
        }
        guard figure.value <= 3 else { return false }
        // "One" counts less often than it points at a thing.
        if figure.value == 1 {
            return !matter.quote.quantities.contains { $0.dimension == .count && !stands($0, in: matter.claim) }
        }
        guard !hasRival(figure, matter.quote.quantities.filter { $0.value != 1 }, matter.claim) else { return false }
        let before = figure.words.lowerBound > 0 ? matter.claim.words[figure.words.lowerBound - 1].folded : ""
        if ["the", "these", "those", "its", "their", "her", "his", "both"].contains(before) { return true }
        return matter.quote.forms.contains("and") || matter.quote.forms.contains("both")
            || matter.quote.forms.contains("or")
    }

    /// Whether a sentence next to the quote has the same figure of the same kind.
    private static func isAmongNeighbours(_ figure: Quantity, _ matter: SupportCase) -> Bool {
        matter.surroundings.quantities.contains {
            FigureMatch.supports($0, figure) && $0.dimension == figure.dimension
        }
    }

    private static func stands(_ quantity: Quantity, in text: ReadText) -> Bool {
        text.quantities.contains { FigureMatch.supports(quantity, $0) }
    }

    private static func hasRival(_ figure: Quantity, _ stated: [Quantity], _ claim: ReadText) -> Bool {
        rival(figure, stated, claim) != nil
    }

    /// A figure of the quote in the same dimension that the sentence leaves out.
    private static func rival(_ figure: Quantity, _ stated: [Quantity], _ claim: ReadText) -> Quantity? {
        let missing = stated.filter { !stands($0, in: claim) }
        return missing.first { $0.dimension == figure.dimension && $0.noun == figure.noun }
            ?? missing.first { $0.dimension == figure.dimension }
            ?? missing.first { FigureMatch.isAmount($0) && FigureMatch.isAmount(figure) }
    }
}
