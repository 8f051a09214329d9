/// No figure, date or name is told as a fact that the cited sentences deny or correct.
///
/// The other checks ask whether a value stands in the passage; one that stands there only to be denied ("for seven hours, and not for
/// five") does.
struct DeniedValueCheck: SupportCheck {
    let name = "denied"
    let approval = "No figure, date or name is one that the cited sentences deny."
    let part = QuotePart.whole

    func objection(to matter: SupportCase) -> String? {
        let values = ValuesOfCase(matter)
        return values.isPlain ? nil : values.objection
    }
}

/// The values of a sentence and of what it cites, and which of them are denied there.
private struct ValuesOfCase {
    private struct Value {
        let place: Range<Int>
        let text: String
        /// Whoever is named in what was said wrongly need not be wrong.
        var isName = false
        /// Places in the quote that say the same.
        let same: [Range<Int>]
        /// Other values of its sort in the quote.
        let others: [Range<Int>]
    }

    private let matter: SupportCase
    private let claim: ValueDenials
    private let quote: ValueDenials

    init(_ matter: SupportCase) {
        self.matter = matter
        claim = ValueDenials(matter.claim.words)
        quote = ValueDenials(matter.quote.words)
    }

    /// Neither text has a word that could deny a value.
    var isPlain: Bool { !quote.hasCues && !claim.hasCues }

    var objection: String? {
        for value in values where !value.same.isEmpty {
            let denials = value.same.map { quote.kind(of: $0, isName: value.isName) }
            if claim.kind(of: value.place) == .contrast {
                // "Six rather than nine" of "nine rather than six".
                guard denials.allSatisfy({ $0 == nil }), isSwapped(value) else { continue }
                return "The sentence denies “\(value.text)”, the cited sentences say it."
            }
            guard denials.allSatisfy({ $0 != nil }), !isContrasted(value.place), !isAttributed(value) else { continue }
            let isCorrected = denials.contains(.correction)
            if denials.contains(.superseded), isOfBefore || hasRival(value) { continue }
            guard isCorrected || value.others.contains(where: { quote.kind(of: $0) == nil }) else { continue }
            return isCorrected
                ? "The cited sentences call “\(value.text)” wrong." : "The cited sentences deny “\(value.text)”."
        }
        return nil
    }

    // MARK: Values

    private var values: [Value] { figures + dates + names }

    private var figures: [Value] {
        matter.claim.quantities.filter { $0.dimension != .ordinal && $0.dimension != .times }.map { figure in
            Value(
                place: figure.words, text: figure.text,
                same: matter.quote.quantities.filter { FigureMatch.supports($0, figure) }.map(\.words),
                others: matter.quote.quantities.filter {
                    !FigureMatch.supports($0, figure) && FigureMatch.agree($0, figure)
                }.map(\.words))
        }
    }

    private var dates: [Value] {
        matter.claim.dates.map { date in
            Value(
                place: date.words, text: date.text,
                same: matter.quote.dates.filter { DateCheck.supports($0, date) }.map(\.words),
                others: matter.quote.dates.filter { !DateCheck.supports($0, date) }.map(\.words))
        }
    }

    private var names: [Value] {
        matter.claim.names.filter { !$0.mayBeOrdinary }.map { name in
            let parts = Set(name.parts)
            return Value(
                place: name.words, text: name.text, isName: true,
                same: matter.quote.names.filter { !parts.isDisjoint(with: $0.parts) }.map(\.words),
                others: matter.quote.names.filter { parts.isDisjoint(with: $0.parts) }.map(\.words))
        }
    }

    // MARK: What the sentence says of them

    /// The sentence denies this value and affirms one that the quote denies.
    private func isSwapped(_ value: Value) -> Bool {
        value.others.contains { quote.kind(of: $0) == .contrast }
    }

    /// The sentence sets the value against another, or calls it an earlier or a claimed one.
    private func isContrasted(_ place: Range<Int>) -> Bool {
        if claim.kind(of: place) != nil { return true }
        let words = matter.claim.words
        let around = max(0, place.lowerBound - 8)..<min(words.count, place.upperBound + 6)
        let leading = max(0, place.lowerBound - 8)..<place.lowerBound
        return words.indices.contains { index in
            guard words[index].sentence == words[place.lowerBound].sentence else { return false }
            let word = words[index].folded
            return Self.retractions.contains(word) || leading.contains(index) && Self.accounts.contains(word)
                || around.contains(index) && (Self.contrasts.contains(word) || NegationReader.isNegative(word))
        }
    }

    /// The sentence tells what was.
    private var isOfBefore: Bool {
        matter.claim.words.contains { ["was", "were", "had", "ago", "last", "once", "been"].contains($0.folded) }
            || !matter.claim.dates.isEmpty
    }

    /// The sentence has the value that holds as well.
    private func hasRival(_ value: Value) -> Bool {
        value.others.contains { place in
            matter.quote.quantities.contains { stated in
                stated.words == place && matter.claim.quantities.contains { FigureMatch.supports(stated, $0) }
            }
        }
    }

    /// "As management told the city": the sentence says who said so.
    private func isAttributed(_ value: Value) -> Bool {
        guard matter.claim.words.contains(where: { SpeechWords.contains($0.folded) }) else { return false }
        let words = matter.quote.words
        return value.same.contains { place in
            let around =
                (max(0, place.lowerBound - 8)..<place.lowerBound).map { $0 }
                + (place.upperBound..<min(words.count, place.upperBound + 6)).map { $0 }
            return around.contains { index in
                words[index].sentence == words[place.lowerBound].sentence && SpeechWords.contains(words[index].folded)
                    && speakers(words, beside: index, besides: place).contains { matter.claim.stems.contains($0) }
            }
        }
    }

    /// Words of meaning directly beside a word of saying.
    private func speakers(_ words: [ReadWord], beside index: Int, besides value: Range<Int>) -> [String] {
        (max(0, index - 2)..<min(words.count, index + 3)).filter {
            $0 != index && !value.contains($0) && !words[$0].isStopWord && !words[$0].isNumeric
                && !SpeechWords.contains(words[$0].folded)
        }
        .map { words[$0].stem }
    }

    private static let retractions: Set<String> = [
        "wrong", "wrongly", "mistaken", "mistakenly", "incorrect", "incorrectly", "false", "falsely", "untrue", "error",
        "mistake", "corrected", "correction", "corrects", "withdrawn", "withdraws", "retracted", "retracts", "denies",
        "denied",
    ]
    /// Before a value, what it is told by.
    private static let accounts: Set<String> = [
        "rumour", "rumours", "story", "report", "reports", "claimed", "claims", "claim", "alleged", "from", "than",
    ]
    private static let contrasts: Set<String> = [
        "rather", "instead", "earlier", "previous", "previously", "original", "originally", "initial", "initially",
        "first", "draft",
        "planned", "until", "former", "formerly", "old", "supposed", "disputed", "contrary", "despite", "due", "too",
        "underestimate", "overestimate", "down", "up",
    ]
}
