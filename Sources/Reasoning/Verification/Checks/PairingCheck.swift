/// Figures belong to the names and times that they belong to in the cited sentences: who has 38 % and who has 24 %.
///
/// Objects only where two pairs have changed partners, so that the order of telling is free, and where two words have changed
/// places in a sentence that is its quote otherwise.
struct PairingCheck: SupportCheck {
    let name = "pairing"
    let approval = "Every figure belongs to the one that it belongs to in the cited sentences."

    func objection(to matter: SupportCase) -> String? {
        if matter.verbatim >= 0.6, let (first, second) = matter.order.swapped {
            let words = matter.claim.words
            return "“\(words[first].written)” and “\(words[second].written)” have changed places."
        }
        let claimed = Self.pairs(in: matter.claim)
        let stated = Self.pairs(in: matter.quote)
        guard claimed.count > 1, stated.count > 1 else { return nil }
        for pair in claimed {
            let same = stated.filter { FigureMatch.supports($0.figure, pair.figure) }
            guard !same.isEmpty, !same.contains(where: { Self.meet($0.holder, pair.holder) }),
                let other = stated.first(where: {
                    Self.meet($0.holder, pair.holder) && !FigureMatch.supports($0.figure, pair.figure)
                }),
                other.figure.dimension == same[0].figure.dimension,
                claimed.contains(where: {
                    FigureMatch.supports(other.figure, $0.figure) && !Self.meet($0.holder, other.holder)
                })
            else { continue }
            return
                "The sentence gives “\(pair.figure.text)” to \(pair.name), the cited sentences give it “\(other.figure.text)”."
        }
        return nil
    }

    private struct Pair {
        let figure: Quantity
        let holder: Set<String>
        let name: String
    }

    private static func meet(_ one: Set<String>, _ other: Set<String>) -> Bool { !one.isDisjoint(with: other) }

    /// Each figure with the name or time that is nearest, each used once; in one direction for a whole text, since a text that
    /// lists "Hallard 38%, Adeyemi 24%" does not change its order within.
    private static func pairs(in text: ReadText) -> [Pair] {
        let figures = text.quantities.filter { FigureMatch.isAmount($0) }
        var holders = text.names.map { (words: $0.words, parts: Set($0.parts), text: $0.text) }
        holders += text.dates.map { (words: $0.words, parts: Set(text.words[$0.words].map(\.folded)), text: $0.text) }
        guard figures.count > 1, holders.count > 1 else { return [] }
        let before = assign(figures, holders, text, isBefore: true)
        let behind = assign(figures, holders, text, isBefore: false)
        let cost = { (pairs: [(Pair, Int)]) in pairs.map(\.1).reduce(0, +) }
        if before.count != behind.count { return (before.count > behind.count ? before : behind).map(\.0) }
        return (cost(before) <= cost(behind) ? before : behind).map(\.0)
    }

    private static func assign(
        _ figures: [Quantity], _ holders: [(words: Range<Int>, parts: Set<String>, text: String)], _ text: ReadText,
        isBefore: Bool
    ) -> [(Pair, Int)] {
        figures.compactMap { figure in
            let near = holders.filter {
                isBefore
                    ? $0.words.upperBound <= figure.words.lowerBound : $0.words.lowerBound >= figure.words.upperBound
            }
            let best =
                isBefore
                ? near.max { $0.words.upperBound < $1.words.upperBound }
                : near.min { $0.words.lowerBound < $1.words.lowerBound }
            guard let best else { return nil }
            let distance =
                isBefore
                ? figure.words.lowerBound - best.words.upperBound : best.words.lowerBound - figure.words.upperBound
            guard distance <= 8 else { return nil }
            // "Adeyemi of the Harbour Labour List": one holder, two names.
            let joined = holders.filter {
                abs($0.words.lowerBound - best.words.upperBound) <= 2
                    || abs(best.words.lowerBound - $0.words.upperBound) <= 2
            }
            .filter { $0.words != best.words && Self.isJoined(text, $0.words, best.words) }
            return (
                Pair(figure: figure, holder: joined.reduce(best.parts) { $0.union($1.parts) }, name: best.text),
                distance
            )
        }
    }

    private static func isJoined(_ text: ReadText, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let gap = min(one.upperBound, other.upperBound)..<max(one.lowerBound, other.lowerBound)
        return text.words[gap].contains { $0.folded == "of" }
            || (gap.isEmpty && text.words[gap.lowerBound].before == " ")
    }
}
