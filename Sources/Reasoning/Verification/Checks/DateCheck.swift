/// Every date of the sentence is one that the cited sentences name, or that follows from them and the day of publication.
struct DateCheck: SupportCheck {
    let name = "dates"
    let approval = "Every date is stated, or follows from the day of publication."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        for date in matter.claim.dates {
            if let objection = objection(to: date, matter) { return objection }
        }
        return nil
    }

    private func objection(to date: DateExpression, _ matter: SupportCase) -> String? {
        let stated = matter.quote.dates + yearsBefore(in: matter.quote)
        let matching = stated.filter { Self.supports($0, date) }
        if !matching.isEmpty { return sides(date, matching) }
        let rivals = stated.filter { other in
            other.grain == date.grain
                && !matter.claim.dates.contains { Self.supports(other, $0) || $0.text == other.text }
        }
        if let rival = rivals.first {
            return "The sentence says “\(date.text)”, the cited sentences say “\(rival.text)”."
        }
        if matter.context.dates.contains(where: {
            Self.supports($0, date) && $0.part.map { part in date.part.map(part.agrees) ?? true } ?? true
        })
            || matter.frame.dates.contains(where: { Self.supports($0, date) })
        {
            return nil
        }
        if Self.isPublication(date, matter.published) { return nil }
        return "The cited passage does not say “\(date.text)”."
    }

    /// "A fall from the year before": the year before the one that is named last.
    private func yearsBefore(in text: ReadText) -> [DateExpression] {
        text.words.indices.dropLast().compactMap { index in
            guard text.words[index].folded == "year", ["before", "earlier"].contains(text.words[index + 1].folded),
                var date = text.dates.last(where: { $0.grain == .year && $0.words.upperBound <= index }),
                let year = date.year, text.words[index].sentence == text.words[date.words.lowerBound].sentence
            else { return nil }
            date.year = year - 1
            date.spans = [CivilDay.year(year - 1)]
            date.words = index..<(index + 2)
            return date
        }
    }

    /// "Before 1 April" is not "after 1 April".
    private func sides(_ date: DateExpression, _ matching: [DateExpression]) -> String? {
        let clash = matching.allSatisfy {
            ($0.side == .before && date.side == .after) || ($0.side == .after && date.side == .before)
        }
        guard clash, let other = matching.first else { return nil }
        let (says, said) = date.side == .before ? ("before", "after") : ("after", "before")
        return
            "The sentence speaks of the time \(says) “\(date.text)”, the cited sentences of the time \(said) “\(other.text)”."
    }

    /// Whether a text that states `stated` supports `claimed`: the same days, or days within it.
    static func supports(_ stated: DateExpression, _ claimed: DateExpression) -> Bool {
        if let one = stated.part, let other = claimed.part, !one.agrees(with: other) { return false }
        if let one = stated.weekday, let other = claimed.weekday, one != other { return false }
        if let one = stated.day, let other = claimed.day, let month = stated.month, claimed.month != nil {
            guard one == other, month == claimed.month else { return false }
            if let year = stated.year { return claimed.year.map { $0 == year } ?? true }
            return stated.spans.isEmpty || claimed.spans.isEmpty || meets(stated.spans, claimed.spans)
        }
        if stated.spans.isEmpty || claimed.spans.isEmpty { return sameWords(stated, claimed) }
        if stated.grain == claimed.grain { return meets(stated.spans, claimed.spans) }
        // A claim that is less exact holds; one that is more exact does not.
        if claimed.grain > stated.grain {
            return stated.spans.contains { span in
                claimed.spans.contains { $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound }
            }
        }
        return false
    }

    private static func meets(_ one: [Range<Int>], _ other: [Range<Int>]) -> Bool {
        one.contains { span in other.contains { $0.overlaps(span) } }
    }

    private static func sameWords(_ stated: DateExpression, _ claimed: DateExpression) -> Bool {
        if let month = stated.month, let other = claimed.month {
            return month == other && (stated.year == nil || claimed.year == nil || stated.year == claimed.year)
        }
        if let year = claimed.year, let other = stated.year { return year == other }
        if let weekday = stated.weekday, let other = claimed.weekday { return weekday == other }
        return stated.text.lowercased() == claimed.text.lowercased()
    }

    /// News is of the day that it appears, or of the day before.
    private static func isPublication(_ date: DateExpression, _ published: Int?) -> Bool {
        guard let published else { return false }
        let near = date.grain == .day ? (published - 1)..<(published + 1) : published..<(published + 1)
        return date.spans.contains { $0.overlaps(near) }
    }
}
