import Corpus

/// Two figures for one thing.
struct FigureDispute: DisputeTest {
    func dispute(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> Dispute? {
        guard let first = Self.figure(of: one, for: matter), let second = Self.figure(of: other, for: matter),
            first.dimension == second.dimension, Self.countTheSame(first, second, one, other, matter),
            !FigureMatch.supports(first, second), !FigureMatch.supports(second, first),
            !Self.isWithin(first, second),
            !Self.states(one, second), !Self.states(other, first), !matter.differInPlace(one, other)
        else { return nil }
        return Dispute(
            kind: .number, matter: Self.matter(first), first: one, second: other, values: (first.text, second.text),
            strength: DisputedQuestion.sameness(one, other))
    }

    /// The figure by which a sentence answers: of the kind that is asked for, and with most of the question around it.
    static func figure(of testimony: Testimony, for matter: DisputedQuestion) -> Quantity? {
        let words = testimony.read.words
        let figures = testimony.read.quantities.filter { figure in
            FigureMatch.isAmount(figure) && fits(figure, matter.expectation) && !isComparison(figure, words)
                && !NameDispute.isLabel(figure.words.lowerBound, in: words)
        }
        return figures.enumerated().max { one, other in
            let (first, second) = (nearness(one.element, words, matter), nearness(other.element, words, matter))
            return (first, -one.offset) < (second, -other.offset)
        }?.element
    }

    /// Words of the question around the figure; the thing that is counted counts for three.
    private static func nearness(_ figure: Quantity, _ words: [ReadWord], _ matter: DisputedQuestion) -> Int {
        let around = words[max(0, figure.words.lowerBound - 6)..<min(words.count, figure.words.upperBound + 6)]
        let near = Set(around.map(\.stem)).intersection(matter.stems).count
        guard case .number(let stems, _) = matter.expectation, let noun = figure.noun, stems.contains(noun) else {
            return near
        }
        return near + 3
    }

    private static func fits(_ figure: Quantity, _ expectation: ExpectedAnswer) -> Bool {
        guard case .number(_, let measure?) = expectation else { return true }
        switch (measure, figure.dimension) {
        case (.money, .money), (.share, .share), (.share, .points): return true
        case (.duration, .measure(let unit)): return unit == "time"
        case (.length, .measure(let unit)): return unit == "length"
        case (.weight, .measure(let unit)): return unit == "mass"
        default: return false
        }
    }

    /// "Fewer than the 31,500", "up from 4%", "instead of the 3.2%": what a figure is held against, and the second of a pair.
    static func isComparison(_ figure: Quantity, _ words: [ReadWord]) -> Bool {
        let near = words[max(0, figure.words.lowerBound - 3)..<figure.words.lowerBound]
        let before = near.map(\.folded)
        guard let last = before.last else { return false }
        // "14 to 9", "between 70 and 90": told by its first.
        if last == "to" || last == "and", near.contains(where: { $0.isNumeric }) { return true }
        if ["than", "from", "against", "of"].contains(last) || last == "the" {
            let cue = last == "the" ? before.dropLast().last ?? "" : last
            switch cue {
            case "than": return figure.bound == .exact || last == "the"
            case "from", "against": return true
            case "of": return before.contains("instead")
            default: return false
            }
        }
        return false
    }

    /// Counted things must be the same where both are named; of two names for one thing, one must stand in the other's passage.
    private static func countTheSame(
        _ first: Quantity, _ second: Quantity, _ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion
    ) -> Bool {
        guard first.dimension == .count, let noun = first.noun, let others = second.noun, noun != others else {
            return true
        }
        if CountedThings.differ(noun, others) { return false }
        if CountedThings.isKnown(noun, others) { return true }
        return other.surroundings.contains(noun) || one.surroundings.contains(others)
    }

    /// "More than 600" and 640 do not differ.
    private static func isWithin(_ first: Quantity, _ second: Quantity) -> Bool {
        func holds(_ bound: Quantity, _ value: Double) -> Bool {
            switch bound.bound {
            case .above, .atLeast, .over: value >= bound.value && value <= bound.value * 1.5
            case .below, .atMost: value <= bound.value && value >= bound.value / 1.5
            case .about, .almost: abs(value - bound.value) <= 0.1 * abs(bound.value)
            case .exact: false
            }
        }
        return holds(first, second.value) || holds(second, first.value)
    }

    /// Whether a sentence states the other's figure as well, without denying it: it knows both, and tells them apart.
    private static func states(_ testimony: Testimony, _ figure: Quantity) -> Bool {
        let words = testimony.read.words
        return testimony.read.quantities.contains { own in
            guard own.dimension == figure.dimension, abs(own.value - figure.value) <= 1e-6 * max(1, abs(own.value))
            else { return false }
            // "And not for 5 hours and 20 minutes, as management told".
            return !words[max(0, own.words.lowerBound - 2)..<own.words.lowerBound].contains { $0.folded == "not" }
        }
    }

    private static func matter(_ figure: Quantity) -> String {
        switch figure.dimension {
        case .money: "the sum"
        case .share, .points: "the share"
        case .measure("time"): "how long it is"
        case .measure: "the measure"
        default: "the number"
        }
    }
}
