/// Finds which figures, dates and names a text denies itself: "ten and not twelve", "in May rather than in March", "no longer twelve", "reports of
/// forty were wrong".
///
/// By rules, from the words of the clause that the value stands in. What a text denies of a thing that was done ("did not open in March") is
/// none of it, unless it says what is so instead: that is left to the checks of polarity.
struct ValueDenials: Sendable {
    enum Kind: Sendable {
        /// The value stands against another one, which holds.
        case contrast
        /// Somebody said so, and was wrong.
        case correction
        /// It was so before, or was expected: "nine, down from twelve", "less than the twelve counted until now".
        case superseded
    }

    /// Whether any word could deny a value.
    let hasCues: Bool
    private let words: [ReadWord]
    /// Stretches that tell what was said wrongly.
    private let errors: [Range<Int>]
    /// Stretches that tell what was counted or meant at first.
    private let drafts: [Range<Int>]

    /// Linear in the words.
    init(_ words: [ReadWord]) {
        self.words = words
        errors = words.indices.compactMap { cue in Self.stretch(words, from: Self.error(words, cue)) }
        drafts = words.indices.compactMap { cue in Self.stretch(words, from: Self.draft(words, cue)) }
        hasCues =
            !errors.isEmpty || !drafts.isEmpty
            || words.contains {
                Self.cues.contains($0.folded) || Self.wrong.contains($0.folded) || $0.folded.hasSuffix("n't")
            }
    }

    /// How the value at a place is denied; nil where it is not.
    ///
    /// - Parameter isName: what was said wrongly of a name does not deny the name.
    func kind(of value: Range<Int>, isName: Bool = false) -> Kind? {
        guard hasCues, !value.isEmpty, words.indices.contains(value.lowerBound), value.upperBound <= words.count else {
            return nil
        }
        let isInError = errors.contains { $0.contains(value.lowerBound) }
        if isSetAgainst(value) {
            // "The article gave forty instead of sixty" denies the forty.
            return isInError ? nil : .contrast
        }
        guard !isName else { return nil }
        if isInError || isCalledWrong(value) || isOfNone(value) { return .correction }
        return isOutdated(value) ? .superseded : nil
    }

    // MARK: Contrasts

    private func isSetAgainst(_ value: Range<Int>) -> Bool {
        isBehindDenial(value.lowerBound) || isBeforeBut(value)
    }

    /// Whether a word that denies stands before a value, with nothing between but what leads up to it: "not [for the] five hours".
    private func isBehindDenial(_ start: Int) -> Bool {
        var place = start - 1
        while place >= 0, place >= start - 6, words[place].sentence == words[start].sentence,
            !words[place + 1].before.contains(where: { ",;:.()".contains($0) })
        {
            if denies(place) { return true }
            guard Self.carriers.contains(words[place].folded) else { return false }
            place -= 1
        }
        return false
    }

    private func denies(_ cue: Int) -> Bool {
        let before = cue > 0 && words[cue - 1].sentence == words[cue].sentence ? words[cue - 1].folded : ""
        switch words[cue].folded {
        case "than": return before == "rather"
        case "of": return before == "instead"
        case "longer": return before == "no"
        case "not": return !["or", "if", "whether", "why"].contains(before)
        case "nor", "neither", "never": return true
        case let word: return word.hasSuffix("n't")
        }
    }

    /// "Did not open in March but in May": what is denied is the time, not the opening.
    private func isBeforeBut(_ value: Range<Int>) -> Bool {
        let sentence = words[value.lowerBound].sentence
        let behind = value.upperBound..<min(words.count, value.upperBound + 4)
        guard let but = behind.first(where: { words[$0].folded == "but" }), words[but].sentence == sentence,
            but + 1 < words.count, words[but + 1].folded != "only", leadsToValue(but + 1)
        else { return false }
        return (max(0, value.lowerBound - 8)..<value.lowerBound).contains { place in
            words[place].sentence == sentence && (words[place].folded == "not" || words[place].folded.hasSuffix("n't"))
                && !["only", "just", "merely"].contains(words[place + 1].folded)
        }
    }

    /// Whether a figure, a name or a date follows at once.
    private func leadsToValue(_ start: Int) -> Bool {
        let ahead = words[start..<min(words.count, start + 4)]
        guard let first = ahead.first(where: { !Self.carriers.contains($0.folded) }) else { return false }
        return first.isNumeric || first.isCapitalised || NumberWords.cardinals[first.folded] != nil
    }

    // MARK: Corrections

    /// "Reports of forty were wrong", "the estimate of forty was too low", and "They said forty. That was wrong."
    private func isCalledWrong(_ value: Range<Int>) -> Bool {
        let sentence = words[value.lowerBound].sentence
        let isReported = (max(0, value.lowerBound - 4)..<value.lowerBound).contains {
            words[$0].sentence == sentence && Self.reports.contains(words[$0].folded)
        }
        for place in value.upperBound..<min(words.count, value.upperBound + (isReported ? 10 : 3)) {
            if words[place].sentence != sentence || words[place].before.contains(where: { ";:".contains($0) })
                || Self.turns.contains(words[place].folded)
            {
                break
            }
            if isWrong(at: place) { return true }
        }
        guard let next = words[value.upperBound...].firstIndex(where: { $0.sentence != sentence }),
            ["that", "this", "it", "those", "these", "they", "both", "the"].contains(words[next].folded),
            words[next].folded != "the" || next + 1 < words.count && Self.reports.contains(words[next + 1].folded)
        else { return false }
        return (next + 1..<min(words.count, next + 5)).contains {
            words[$0].sentence == sentence + 1 && isWrong(at: $0)
        }
    }

    /// Whether a verb stands at a place behind which something is called wrong.
    private func isWrong(at place: Int) -> Bool {
        let isNegated = words[place].folded == "isn't" || words[place].folded == "wasn't"
        guard isNegated || Self.copulas.contains(words[place].folded) else { return false }
        for index in place + 1..<max(place + 1, min(words.count, place + 4)) {
            guard words[index].sentence == words[place].sentence else { return false }
            let word = words[index].folded
            if Self.wrong.contains(word) {
                // "It would be wrong to guess."
                return index + 1 >= words.count || words[index + 1].folded != "to"
            }
            if word == "too" {
                return index + 1 < words.count && ["high", "low", "many", "few"].contains(words[index + 1].folded)
            }
            if Self.right.contains(word), isNegated || NegationReader.isNegative(words[index - 1].folded) {
                return true
            }
            if NegationReader.isNegative(word), word != "not" { return false }
        }
        return false
    }

    /// "Found no payment of 40".
    private func isOfNone(_ value: Range<Int>) -> Bool {
        let start = value.lowerBound
        guard start >= 3, words[start - 1].folded == "of", words[start].before == " ",
            words[start - 3].sentence == words[start].sentence
        else { return false }
        return words[start - 3].folded == "no" && !words[start - 2].isStopWord
    }

    // MARK: What was so before

    private func isOutdated(_ value: Range<Int>) -> Bool {
        if drafts.contains(where: { $0.contains(value.lowerBound) }) { return true }
        var place = value.lowerBound - 1
        while place > 0, ["the", "a", "an", "its", "about", "some"].contains(words[place].folded) { place -= 1 }
        guard place > 0, words[place].sentence == words[value.lowerBound].sentence else { return false }
        if words[place].folded == "from" { return Self.changes.contains(words[place - 1].folded) }
        // "Below the 62 million that the smiths named".
        guard Self.comparisons.contains(words[place].folded), words[value.lowerBound - 1].folded == "the" else {
            return false
        }
        return words[value.upperBound..<min(words.count, value.upperBound + 7)].contains {
            $0.sentence == words[place].sentence && Self.told.contains($0.folded)
        }
    }

    /// Where "the first count had" and "the draft had" go on.
    private static func draft(_ words: [ReadWord], _ cue: Int) -> Int? {
        guard cue + 1 < words.count, words[cue + 1].folded == "had",
            ["count", "estimate", "draft", "plan", "plans", "forecast", "tally"].contains(words[cue].folded)
        else { return nil }
        return cue + 2
    }

    /// The stretch behind words that announce one, up to where the text turns to what is right.
    private static func stretch(_ words: [ReadWord], from start: Int?) -> Range<Int>? {
        guard let start, start < words.count else { return nil }
        var end = start
        while end < words.count, words[end].sentence == words[start].sentence, !words[end].before.contains(";"),
            !turns.contains(words[end].folded)
        {
            end += 1
        }
        return start < end ? start..<end : nil
    }

    /// Where the words behind an announced error begin.
    private static func error(_ words: [ReadWord], _ cue: Int) -> Int? {
        let next = cue + 1 < words.count ? words[cue + 1].folded : ""
        switch words[cue].folded {
        case "wrongly", "mistakenly", "erroneously", "incorrectly", "falsely", "misstated": return cue + 1
        case "version", "edition":
            guard cue > 0, ["earlier", "previous", "original", "first"].contains(words[cue - 1].folded) else {
                return nil
            }
            return cue + 1
        case "denied", "denies", "denying": return cue + 1
        case "contrary": return next == "to" ? cue + 2 : nil
        default: return nil
        }
    }

    private static let carriers: Set<String> = [
        "for", "in", "on", "at", "to", "of", "with", "from", "by", "the", "a", "an", "its", "their", "his", "her",
        "this",
        "that", "these", "those", "about", "around", "some", "roughly", "nearly", "almost", "be", "been", "being",
        "was", "were",
        "is", "are", "have", "has", "had", "mayor", "councillor", "director", "president", "minister", "judge",
        "professor",
        "doctor", "dr", "mr", "mrs", "ms", "total", "figure", "number", "early", "late", "mid",
    ]
    /// What can be right or wrong.
    private static let reports: Set<String> = [
        "figure", "figures", "report", "reports", "estimate", "estimates", "claim", "claims", "number", "numbers",
        "count", "total",
        "sum", "statement", "story", "rumour", "rumours", "news", "article", "account",
    ]
    private static let right: Set<String> = ["true", "right", "correct", "so", "accurate"]
    private static let changes: Set<String> = [
        "up", "down", "reduced", "cut", "raised", "lowered", "increased", "revised", "corrected", "rose", "fell",
        "dropped", "grew",
        "shrank", "fallen", "risen",
    ]
    private static let comparisons: Set<String> = ["than", "below", "above", "under", "over", "beyond"]
    private static let told: Set<String> = [
        "counted", "named", "given", "announced", "reported", "planned", "foreseen", "expected", "promised", "claimed",
        "demanded",
        "offered", "published", "quoted", "stated", "first", "until", "earlier", "previously", "so",
    ]
    private static let cues: Set<String> = [
        "not", "never", "nor", "neither", "rather", "instead", "longer", "too", "no", "from", "than", "below", "above",
        "under", "over",
        "beyond",
    ]
    private static let copulas: Set<String> = [
        "was", "were", "is", "are", "be", "been", "proved", "proves", "turned", "called", "as",
    ]
    private static let wrong: Set<String> = [
        "wrong", "incorrect", "false", "mistaken", "untrue", "inaccurate", "erroneous", "unfounded", "overstated",
        "exaggerated", "understated", "error", "mistake", "errors", "invented", "fabricated", "outdated", "misleading",
        "wrongly", "mistakenly",
    ]
    /// Where a text goes on to what is right.
    private static let turns: Set<String> = [
        "but", "whereas", "while", "although", "though", "actually", "correct", "when", "because",
    ]
}
