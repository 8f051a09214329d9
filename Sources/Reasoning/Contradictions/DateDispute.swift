/// Two days, months or years for one event.
struct DateDispute: DisputeTest {
    func dispute(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> Dispute? {
        guard let first = Self.date(of: one, for: matter), let second = Self.date(of: other, for: matter),
            !first.spans.isEmpty, !second.spans.isEmpty, !matter.differInPlace(one, other)
        else { return nil }
        // A date that both know is not what they differ in.
        let known = other.read.dates.flatMap(\.spans)
        guard !one.read.dates.flatMap(\.spans).contains(where: { span in known.contains { $0.overlaps(span) } }) else {
            return nil
        }
        return Dispute(
            kind: .date, matter: "the date", first: one, second: other, values: (first.text, second.text),
            strength: DisputedQuestion.sameness(one, other))
    }

    /// The date by which a sentence answers: one that is written with its month, since a weekday alone mostly says when somebody
    /// spoke; the one with most of the question around it.
    static func date(of testimony: Testimony, for matter: DisputedQuestion) -> DateExpression? {
        let words = testimony.read.words
        let dates = testimony.read.dates.filter { $0.month != nil && $0.grain <= .month && $0.side == .at }
        return dates.enumerated().max { one, other in
            let near = { (date: DateExpression) in
                let around = words[max(0, date.words.lowerBound - 8)..<min(words.count, date.words.upperBound + 8)]
                return Set(around.map(\.stem)).intersection(matter.stems).count
            }
            return (near(one.element), -one.offset) < (near(other.element), -other.offset)
        }?.element
    }
}
