/// A figure counts the same thing as in the cited sentences, by the same measure.
struct UnitCheck: SupportCheck {
    let name = "units"
    let approval = "Every figure counts what it counts in the cited sentences."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        for figure in matter.claim.quantities {
            let same = matter.quote.quantities.filter { FigureMatch.supports($0, figure) }
            guard !same.isEmpty else { continue }
            if let thing = exchanged(figure, same, matter) {
                return
                    "“\(figure.text)” counts “\(thing.said)” in the sentence and “\(thing.stated)” in the cited sentences."
            }
            if let unit = invented(figure, same, matter) {
                return "The cited sentences do not reckon “\(figure.text)” in “\(unit)”."
            }
            if let rival = crossed(figure, same, matter) {
                return "The cited sentences say “\(rival)” of what the sentence says “\(figure.text)” of."
            }
        }
        let claimed = Rate.rates(in: matter.claim.words)
        let stated = Rate.rates(in: matter.quote.words)
        let hasWeekdays = matter.quote.dates.contains { $0.weekday != nil }
        if let rate = claimed.subtracting(stated).sorted().first, !(rate == "week" && hasWeekdays),
            !matter.quote.stems.contains(rate)
        {
            return "The sentence reckons by the \(rate), the cited sentences do not."
        }
        return nil
    }

    /// Another thing behind the same figure: one that the lexicon knows to differ, or any other in a sentence that is its
    /// quote otherwise.
    private func exchanged(_ figure: Quantity, _ same: [Quantity], _ matter: SupportCase) -> (
        said: String, stated: String
    )? {
        if case .share = figure.dimension { return nil }
        let said = things(behind: figure, matter.claim.words)
        guard !said.isEmpty else { return nil }
        let stated = same.flatMap { things(behind: $0, matter.quote.words) }
        guard !stated.isEmpty, Set(said.map(\.stem)).isDisjoint(with: stated.map(\.stem)) else { return nil }
        for one in said where !matter.quote.stems.contains(one.stem) {
            if let other = stated.first(where: { CountedThings.differ(one.stem, $0.stem) }),
                !said.contains(where: { word in
                    stated.contains {
                        !CountedThings.differ(word.stem, $0.stem) && CountedThings.isKnown(word.stem, $0.stem)
                    }
                })
            {
                return (one.written, other.written)
            }
        }
        return nil
    }

    /// A unit of measure where the quote counts things.
    private func invented(_ figure: Quantity, _ same: [Quantity], _ matter: SupportCase) -> String? {
        guard isMeasure(figure), let unit = matter.claim.words[figure.words].last(where: { !$0.isNumeric }),
            !matter.quote.stems.contains(unit.stem),
            same.allSatisfy({ $0.dimension == .count && !things(behind: $0, matter.quote.words).isEmpty })
        else { return nil }
        return unit.written
    }

    /// The words of meaning directly behind a figure, its unit among them.
    private func things(behind figure: Quantity, _ words: [ReadWord]) -> [ReadWord] {
        var things: [ReadWord] = []
        if figure.words.count > 1 || isMeasure(figure), let unit = words[figure.words].last, !unit.isNumeric {
            things.append(unit)
        }
        var index = figure.words.upperBound
        var skipped = 0
        while index < words.count, things.count < 3, [" ", "-"].contains(words[index].before) {
            if words[index].folded == "of" || words[index].folded == "the", skipped < 2 {
                skipped += 1
            } else if words[index].isStopWord || words[index].isNumeric || words[index].isCapitalised {
                break
            } else {
                things.append(words[index])
            }
            index += 1
        }
        return things
    }

    private func isMeasure(_ figure: Quantity) -> Bool {
        switch figure.dimension {
        case .measure, .money: true
        default: false
        }
    }

    /// Two figures have changed places: the quote says the other one of this noun.
    private func crossed(_ figure: Quantity, _ same: [Quantity], _ matter: SupportCase) -> String? {
        guard let noun = unitName(figure, matter.claim.words),
            !same.contains(where: { unitName($0, matter.quote.words) == noun })
        else { return nil }
        let others = matter.quote.quantities.filter {
            unitName($0, matter.quote.words) == noun && !FigureMatch.supports($0, figure)
        }
        guard let rival = others.first, same.allSatisfy({ unitName($0, matter.quote.words) != nil }) else { return nil }
        return rival.text
    }

    private func unitName(_ figure: Quantity, _ words: [ReadWord]) -> String? {
        if isMeasure(figure), let unit = words[figure.words].last, !unit.isNumeric { return unit.stem }
        return figure.noun
    }
}
