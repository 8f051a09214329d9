import Corpus

/// What the cited sentences call possible, wished for or planned, the sentence does not tell as done.
struct ModalityCheck: SupportCheck {
    let name = "modality"
    let approval = "The sentence is no surer than the cited sentences."
    let part = QuotePart.focus

    /// From this share of common words on, what was changed counts.
    private static let nearVerbatim = 0.45

    func objection(to matter: SupportCase) -> String? {
        surer(matter) ?? Completion.objection(to: matter)
    }

    private func surer(_ matter: SupportCase) -> String? {
        if let text = surety(matter) { return text }
        // In words of its own a sentence says "may" and "plans to" in too many ways to tell them from a fact.
        guard matter.verbatim >= Self.nearVerbatim else { return nil }
        let (claim, quote) = (matter.claim.words, matter.quote.words)
        let stated = Modality.cues(in: quote)
        guard !stated.isEmpty else { return nil }
        let claimed = Modality.cues(in: claim)
        let surest = claimed.map(\.level).min() ?? .asserted
        let alignment = Alignment(claim: claim, quote: quote)
        let denied = Set(NegationReader.negations(in: claim).flatMap(\.reach))
        for cue in stated {
            if ["if", "whether"].contains(quote[cue.place].folded), isConditional(claim) { continue }
            guard cue.level < surest, let head = cue.head, let partner = alignment.claimed[head],
                partner.bond != .opposite, !isUnreal(quote, cue) || !denied.contains(partner.place),
                isAsserted(claim, partner.place, claimed, over: cue.level, asIn: quote[head]),
                !isAlsoAsserted(quote, head, stated)
            else { continue }
            return
                "The cited sentences say “\(quote[cue.place].written) … \(quote[head].written)”, the sentence tells it as \(surest == .planned ? "settled" : "a fact")."
        }
        return staged(claim, quote, stated, surest)
    }

    /// "Is certain to", "no doubt" and "proved", where the quote only supposes, expects or sets a condition.
    private func surety(_ matter: SupportCase) -> String? {
        let (claim, quote) = (matter.claim.words, matter.quote.words)
        guard let sure = claim.indices.first(where: { isSure(claim, $0) }),
            !quote.indices.contains(where: { isSure(quote, $0) || Opposites.agree(quote[$0].stem, claim[sure].stem) }),
            // The month is none.
            let cue = quote.first(where: { Self.suppositions.contains($0.folded) && (!$0.isCapitalised || $0.opens) })
        else { return nil }
        return "The cited sentences say “\(cue.written)”, the sentence says “\(claim[sure].written)”."
    }

    private func isSure(_ words: [ReadWord], _ index: Int) -> Bool {
        let before = words[max(0, index - 3)..<index].map(\.folded)
        let isDenied = before.contains(where: NegationReader.isNegative)
        switch words[index].folded {
        case "doubt": return before.contains { ["no", "without", "beyond"].contains($0) }
        case "sure", "bound": return !isDenied && index + 1 < words.count && words[index + 1].folded == "to"
        case let word: return !isDenied && Self.certain.contains(word)
        }
    }

    private static let certain: Set<String> = [
        "certain", "certainly", "definitely", "undoubtedly", "guaranteed", "inevitable", "inevitably", "proven",
        "proved", "proof",
        "undisputed",
    ]
    private static let suppositions: Set<String> = [
        "may", "might", "could", "perhaps", "possibly", "if", "unless", "whether", "thought", "believed", "suspected",
        "suspects",
        "likely", "probably", "expected", "expects", "margin", "rumoured", "alleged", "apparently", "possible", "hopes",
        "hoped",
    ]

    /// "Would have dropped": what did not.
    private func isUnreal(_ words: [ReadWord], _ cue: Modality.Cue) -> Bool {
        words[cue.place].folded == "would" && cue.place + 1 < words.count && words[cue.place + 1].folded == "have"
    }

    /// "Whoever books it", "once they book it", "an empty room would".
    private func isConditional(_ words: [ReadWord]) -> Bool { words.contains { Self.conditions.contains($0.folded) } }

    private static func isNecessary(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains {
            ["has", "have", "had", "need", "needs", "needed"].contains($0) && $1 == "to"
        }
    }

    private static let conditions: Set<String> = [
        "whoever", "anyone", "anybody", "once", "unless", "when", "whenever", "provided", "otherwise", "without",
        "should",
        "depends", "depending", "condition",
    ]
    private static let permissions: Set<String> = [
        "can", "allowed", "permitted", "able", "free", "welcome", "lets", "let", "allows",
    ]

    /// Whether the claim tells the word in a form of what is or was, or by a surer cue than `level`.
    private func isAsserted(
        _ words: [ReadWord], _ place: Int, _ cues: [Modality.Cue], over level: Modality, asIn stated: ReadWord
    ) -> Bool {
        if let own = cues.filter({ $0.head == place }).map(\.level).min() { return own > level }
        let word = words[place].folded
        let before = words[max(0, place - 4)..<place].map(\.folded)
        // "May walk" is "can be walked" and "are allowed to walk"; "must walk" is "has to walk".
        if before.contains(where: { Self.permissions.contains($0) }) || Self.isNecessary(before) { return false }
        if word.hasSuffix("ed") || word.hasSuffix("en") || Self.pastForms.contains(word) { return true }
        if before.suffix(3).contains(where: { Self.finite.contains($0) }) { return true }
        // "May open" became "opens"; "households" is no verb, and was no other word before.
        return word != stated.folded && word.hasSuffix("s") && !word.hasSuffix("ss") && level < .planned
    }

    /// Whether the quote itself also tells the word without a cue, elsewhere.
    private func isAlsoAsserted(_ words: [ReadWord], _ head: Int, _ cues: [Modality.Cue]) -> Bool {
        let heads = Set(cues.compactMap(\.head))
        return words.indices.contains { $0 != head && words[$0].stem == words[head].stem && !heads.contains($0) }
    }

    /// "Proposed" turned into "adopted": a later stage in place of an earlier one.
    private func staged(_ claim: [ReadWord], _ quote: [ReadWord], _ stated: [Modality.Cue], _ surest: Modality)
        -> String?
    {
        let stems = Set(quote.map(\.stem))
        let kept = Set(claim.map(\.stem))
        guard
            let earlier = stated.first(where: {
                $0.level < surest && $0.level != .possible && !kept.contains(quote[$0.place].stem)
                    && !quote[$0.place].isStopWord
            }),
            let done = claim.first(where: {
                Self.stages.contains($0.stem) && !stems.contains($0.stem)
                    && !quote.contains { [stem = $0.stem] in Opposites.agree(stem, $0.stem) }
            })
        else { return nil }
        return "The cited sentences say “\(quote[earlier.place].written)”, the sentence says “\(done.written)”."
    }

    private static let finite: Set<String> = [
        "is", "are", "was", "were", "has", "have", "had", "did", "does", "been", "isn't", "aren't", "wasn't", "weren't",
        "hasn't",
        "haven't", "hadn't", "didn't", "doesn't",
    ]
    private static let pastForms: Set<String> = Set(
        """
        rose fell won lost paid began built held left made took gave found bought sold spent became broke grew went came ran
        cut put set shut met sent kept lent led rode said told saw stood struck brought taught thought chose drew drove flew
        wrote done gone risen taken given chosen drawn driven flown written begun
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let stages: Set<String> = Set(
        """
        adopt approve decide complete finish confirm prove ratify introduce enact sign launch install pass accept implement secure
        win achieve build open close begin end demonstrably establish settle agree
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })
}
