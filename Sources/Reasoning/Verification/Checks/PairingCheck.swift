/// Figures belong to the names and times that they belong to in the cited sentences: who has 38 % and who has 24 %.
///
/// Objects only where two pairs have changed partners, so that the order of telling is free, and where two words have changed
/// places in a sentence that is its quote otherwise.
struct PairingCheck: SupportCheck {
    let name = "pairing"
    let approval = "Every figure belongs to the one that it belongs to in the cited sentences."
    let part = QuotePart.focus

    func objection(to matter: SupportCase) -> String? {
        if matter.verbatim >= 0.6, let (first, second) = matter.order.swapped {
            let words = matter.claim.words
            guard !isPassive(matter) else { return nil }
            return "“\(words[first].written)” and “\(words[second].written)” have changed places."
        }
        return exchange(matter, isTimed: false) ?? exchange(matter, isTimed: true)
    }

    /// "The council approved the stadium" for "the stadium was approved by the council": one of the texts has a doer behind a "by".
    private func isPassive(_ matter: SupportCase) -> Bool {
        let doers = { (text: ReadText) in
            text.words.indices.dropFirst().count {
                text.words[$0].folded == "by" && text.words[$0 - 1].folded.hasSuffix("ed")
                    || text.words[$0].folded == "by" && text.words[$0 - 1].folded.hasSuffix("en")
            }
        }
        return doers(matter.claim) != doers(matter.quote)
    }

    /// Two figures that have changed their holders, which are times alone or names too.
    private func exchange(_ matter: SupportCase, isTimed: Bool) -> String? {
        let holders = isTimed ? Holder.dates : Holder.all
        let claimed = Self.pairs(in: matter.claim, holders(matter.claim)).filter {
            !FigureMatch.isReckoned($0.figure, in: matter.claim.words, from: matter.quote.quantities)
        }
        let stated = Self.pairs(in: matter.quote, holders(matter.quote))
        guard claimed.count > 1, stated.count > 1 else { return nil }
        for pair in claimed {
            let same = stated.filter { FigureMatch.supports($0.figure, pair.figure) }
            guard !same.isEmpty, !same.contains(where: { $0.holder.meets(pair.holder) }),
                let other = stated.first(where: {
                    $0.holder.meets(pair.holder) && !FigureMatch.supports($0.figure, pair.figure)
                }),
                FigureMatch.areAlike(other.figure, same[0].figure),
                claimed.contains(where: {
                    FigureMatch.supports(other.figure, $0.figure) && $0.holder.meets(same[0].holder)
                })
            else { continue }
            return
                "The sentence gives “\(pair.figure.text)” to \(pair.holder.text), the cited sentences give it “\(other.figure.text)”."
        }
        return nil
    }

    private struct Pair {
        let figure: Quantity
        let holder: Holder
    }

    /// Each figure with the holder that is nearest, each used once; in one direction for a whole text, since a text that
    /// lists "Hallard 38%, Adeyemi 24%" does not change its order within.
    private static func pairs(in text: ReadText, _ holders: [Holder]) -> [Pair] {
        let figures = text.quantities.filter { FigureMatch.isAmount($0) }
        guard figures.count > 1, holders.count > 1 else { return [] }
        let before = assign(figures, holders, text, isBefore: true)
        let behind = assign(figures, holders, text, isBefore: false)
        let cost = { (pairs: [(Pair, Int)]) in pairs.map(\.1).reduce(0, +) }
        if before.count != behind.count { return (before.count > behind.count ? before : behind).map(\.0) }
        return (cost(before) <= cost(behind) ? before : behind).map(\.0)
    }

    private static func assign(_ figures: [Quantity], _ holders: [Holder], _ text: ReadText, isBefore: Bool) -> [(
        Pair, Int
    )] {
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
            return (Pair(figure: figure, holder: joined.reduce(best) { $0.joining($1) }), distance)
        }
    }

    private static func isJoined(_ text: ReadText, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let gap = min(one.upperBound, other.upperBound)..<max(one.lowerBound, other.lowerBound)
        return text.words[gap].contains { $0.folded == "of" }
            || (gap.isEmpty && text.words[gap.lowerBound].before == " ")
    }
}

/// What has a figure: a name, or a time.
private struct Holder {
    let words: Range<Int>
    let text: String
    private var parts: Set<String> = []
    private var dates: [DateExpression] = []

    private init(_ name: NameMention) {
        (words, text, parts) = (name.words, name.text, Set(name.parts))
    }

    private init(_ date: DateExpression) {
        (words, text, dates) = (date.words, date.text, [date])
    }

    static func all(in text: ReadText) -> [Holder] { text.names.map(Holder.init) + dates(in: text) }
    static func dates(in text: ReadText) -> [Holder] { text.dates.map(Holder.init) }

    func joining(_ other: Holder) -> Holder {
        var joined = self
        joined.parts.formUnion(other.parts)
        joined.dates += other.dates
        return joined
    }

    /// Whether both are of one name or of one time.
    func meets(_ other: Holder) -> Bool {
        !parts.isDisjoint(with: other.parts)
            || dates.contains { date in
                other.dates.contains { DateCheck.supports(date, $0) || DateCheck.supports($0, date) }
            }
    }
}
