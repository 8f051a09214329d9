/// Two texts with their negations, aligned.
struct PolarityComparison {
    private let claim: [ReadWord]
    private let quote: [ReadWord]
    private let alignment: Alignment
    private let claimNegations: [Negation]
    private let quoteNegations: [Negation]
    private let negatedInClaim: Set<Int>
    private let negatedInQuote: Set<Int>
    /// Stretches of the claim that tell the rest of what the quote tells of a part: see ``RestOfWhole``.
    private let rests: [Range<Int>]

    private let isNearVerbatim: Bool
    private let isNearlyAll: Bool
    private let hasHalf: Bool

    init(claim: [ReadWord], quote: [ReadWord], verbatim: Double, rests: [Range<Int>] = []) {
        self.rests = rests
        isNearVerbatim = verbatim >= Self.nearVerbatim
        isNearlyAll = verbatim >= Self.nearlyAll
        hasHalf = verbatim >= Self.half
        self.claim = claim
        self.quote = quote
        alignment = Alignment(claim: claim, quote: quote)
        claimNegations = NegationReader.negations(in: claim)
        quoteNegations = NegationReader.negations(in: quote)
        negatedInClaim = Self.odd(claimNegations)
        negatedInQuote = Self.odd(quoteNegations)
    }

    /// Places that an odd number of negations reaches.
    private static func odd(_ negations: [Negation]) -> Set<Int> {
        var places: Set<Int> = []
        for place in negations.flatMap(\.reach) { places.formSymmetricDifference([place]) }
        return places
    }

    /// From this share of common words on, a sentence is its quote with something changed.
    private static let nearVerbatim = 0.6
    /// And from this on, a negation that reaches no common word ("not far" for "near") is a change too.
    private static let nearlyAll = 0.75
    /// Below this a sentence has too few words of its quote to tell by its denials what was changed.
    private static let half = 0.45

    /// The worst conflict; nil where there is none.
    var conflict: PolarityConflict? {
        // With a negation more on one side, "off" says what "not on" says.
        if isNearVerbatim || hasEqualNegations,
            let (said, stated) = OppositePrepositions.exchanged(claim: claim, quote: quote)
        {
            return PolarityConflict(text: "The sentence says “\(said)”, the cited sentences say “\(stated)”.")
        }
        var conflicts = turned.map { (nearness: $0.nearness, text: $0.text, denial: (Negation, Bool)?.none) }
        for (negations, inClaim) in [(claimNegations, true), (quoteNegations, false)] {
            for negation in negations
            where isDenial(negation) && !(inClaim && (isRest(negation.cue) || isTurnedTwice(negation))) {
                guard let (place, nearness) = unmatched(negation, inClaim: inClaim) else { continue }
                let text =
                    inClaim
                    ? "The sentence denies “\(claim[place].written)”, the cited sentences do not."
                    : "The cited sentences deny “\(quote[place].written)”, the sentence does not."
                conflicts.append((nearness, text, (negation, inClaim)))
            }
        }
        if let crossed { return PolarityConflict(text: crossed) }
        if let apart = turned.first(where: \.isApart) { return PolarityConflict(text: apart.text) }
        guard let worst = conflicts.max(by: { $0.nearness < $1.nearness }) else { return added ?? unaligned }
        if isNearVerbatim { return worst.nearness >= Self.weak ? PolarityConflict(text: worst.text) : nil }
        // A free paraphrase that denies as often as its quote has moved the negation, or said it in other words.
        guard !hasEqualNegations || !turned.isEmpty, !impliesElsewhere else { return nil }
        let isOdd = worst.nearness >= Self.weak && surplus % 2 == 1
        guard worst.nearness >= Self.strong || isOdd else { return nil }
        return PolarityConflict(
            text: worst.text, doubt: worst.denial.map { doubt($0.0, inClaim: $0.1) })
    }

    private func doubt(_ negation: Negation, inClaim: Bool, isAligned: Bool = true) -> PolarityConflict.Doubt {
        PolarityConflict.Doubt(
            affirmed: Affirmation.text(of: inClaim ? claim : quote, without: negation), isClaim: inClaim,
            isAligned: isAligned)
    }

    /// "A rather than B" told as "B rather than A", "A is, B is not" as "B is, A is not": each text denies what the other affirms.
    private var crossed: String? {
        for one in claimNegations where isDenial(one) && (hasHalf || isContrast(one)) {
            guard let (place, partner) = crossing(one, inClaim: true) else { continue }
            for other in quoteNegations where isDenial(other) {
                guard let (origin, twin) = crossing(other, inClaim: false), twin != place, partner != origin else {
                    continue
                }
                return
                    "The sentence denies “\(claim[place].written)”, the cited sentences deny “\(quote[origin].written)”."
            }
        }
        return nil
    }

    /// "Rather than", "instead of".
    private func isContrast(_ negation: Negation) -> Bool {
        ["rather", "instead"].contains(claim[negation.cue].folded)
            || claim[negation.cue].folded == "than"
    }

    /// The first word that a negation denies and the other text has in the same form, affirmed.
    private func crossing(_ negation: Negation, inClaim: Bool) -> (place: Int, partner: Int)? {
        let aligned = negation.reach.filter { partner($0, inClaim: inClaim) != nil }
        guard !aligned.contains(where: { agrees($0, inClaim: inClaim) }),
            let place = negation.head.first(where: aligned.contains),
            let partner = partner(place, inClaim: inClaim), partner.bond == .same
        else { return nil }
        return (place, partner.place)
    }

    private var hasEqualNegations: Bool { claimNegations.count == quoteNegations.count }

    /// In a sentence that is its quote otherwise, a negation more or less is one, whatever it reaches.
    private var added: PolarityConflict? {
        guard isNearlyAll, !impliesElsewhere, !alignment.hasOpposites, let text = surplusDenial else {
            return nil
        }
        return PolarityConflict(text: text)
    }

    /// A denial that reaches no common word, in a sentence that has about half of its words from the quote.
    private var unaligned: PolarityConflict? {
        guard hasHalf, !impliesElsewhere, !alignment.hasOpposites, let text = surplusDenial else { return nil }
        let inClaim = denials(claimNegations) > quoteNegations.count
        return (inClaim ? claimNegations : quoteNegations).first(where: isDenial).map {
            PolarityConflict(text: text, doubt: doubt($0, inClaim: inClaim, isAligned: false))
        }
    }

    /// The first denial of the text that has more of them.
    private var surplusDenial: String? {
        if denials(claimNegations) > quoteNegations.count, let negation = claimNegations.first(where: isDenial) {
            return "The sentence says “\(claim[negation.cue].written)”, the cited sentences do not."
        }
        if denials(quoteNegations) > claimNegations.count, let negation = quoteNegations.first(where: isDenial) {
            return "The cited sentences say “\(quote[negation.cue].written)”, the sentence does not."
        }
        return nil
    }

    private func denials(_ negations: [Negation]) -> Int { negations.count(where: isDenial) }

    /// In a sentence that is its quote otherwise, only "until" draws a line.
    private func isDenial(_ negation: Negation) -> Bool { isNearVerbatim ? !negation.isUntil : !negation.isLine }

    /// With so much in common around the word, the texts say the same of it but for the contrary.
    private static let strong = 3.5
    private static let weak = 0.5

    /// How many negations, open and implied, and opposites there are that the texts do not share: with an even number, one that is
    /// missing here stands there in other words.
    private var surplus: Int {
        let open =
            claimNegations.count { isDenial($0) && !isShared($0, inClaim: true) }
            + quoteNegations.count { isDenial($0) && !isShared($0, inClaim: false) }
        return open + turned.count + (impliesElsewhere ? 1 : 0)
    }

    /// Whether one text has a word that says no by its meaning, and the other has not the same word.
    private var impliesElsewhere: Bool {
        // "Gulls may, and his terrier may not": what is denied stands elsewhere.
        if !isNearVerbatim, (claimNegations + quoteNegations).contains(where: \.reach.isEmpty) { return true }
        let cues = (Set(claimNegations.map(\.cue)), Set(quoteNegations.map(\.cue)))
        return NegationReader.implied(in: claim).contains { alignment.partners[$0] == nil && !cues.0.contains($0) }
            || NegationReader.implied(in: quote).contains { alignment.claimed[$0] == nil && !cues.1.contains($0) }
    }

    private func isShared(_ negation: Negation, inClaim: Bool) -> Bool {
        let negated = inClaim ? negatedInQuote : negatedInClaim
        return negation.reach.contains { place in
            partner(place, inClaim: inClaim).map { negated.contains($0.place) } ?? false
        }
    }

    /// A word at the head of a negation that the other text has without one; nil where any word that the negation reaches
    /// is negated there too.
    private func unmatched(_ negation: Negation, inClaim: Bool) -> (place: Int, nearness: Double)? {
        let aligned = negation.reach.filter { partner($0, inClaim: inClaim) != nil }
        if aligned.contains(where: { agrees($0, inClaim: inClaim) }) { return nil }
        // Where what is denied was exchanged too, only a sentence near its quote can be judged.
        let head = isNearVerbatim ? Array(negation.reach.prefix(2)) : negation.head
        guard
            let place = head.first(where: { aligned.contains($0) }),
            let partner = partner(place, inClaim: inClaim), !isSaidBothWays(place, inClaim: inClaim)
        else { return nil }
        let (claimed, quoted) = inClaim ? (place, partner.place) : (partner.place, place)
        return (place, Alignment.nearness(claim, claimed, quote, quoted))
    }

    /// "Either it is true or it is not true".
    private func isSaidBothWays(_ place: Int, inClaim: Bool) -> Bool {
        let (words, negated) = inClaim ? (claim, negatedInClaim) : (quote, negatedInQuote)
        return words.indices.contains { words[$0].stem == words[place].stem && !negated.contains($0) }
    }

    private func partner(_ place: Int, inClaim: Bool) -> (place: Int, bond: Alignment.Bond)? {
        inClaim ? alignment.partners[place] : alignment.claimed[place]
    }

    /// Whether a word and its partner are turned equally often.
    private func agrees(_ place: Int, inClaim: Bool) -> Bool {
        guard let partner = partner(place, inClaim: inClaim) else { return true }
        let (claimed, quoted) = inClaim ? (place, partner.place) : (partner.place, place)
        let turns =
            (negatedInClaim.contains(claimed) ? 1 : 0) + (negatedInQuote.contains(quoted) ? 1 : 0)
            + (partner.bond == .opposite ? 1 : 0)
        return turns % 2 == 0
    }

    private func isUnderNo(_ place: Int) -> Bool {
        !isNearVerbatim && !negatedInClaim.contains(place) && NegationReader.isOpenedByNo(claim, place)
    }

    /// "No cargo is counted" of "leaves out all cargo": the "no" and the contrary say together what the quote says.
    private func isTurnedTwice(_ negation: Negation) -> Bool {
        guard !isNearVerbatim, NegationReader.isOpenedByNo(claim, negation.cue) else { return false }
        return alignment.partners.contains { place, partner in
            partner.bond == .opposite && claim[place].sentence == claim[negation.cue].sentence
        }
    }

    private func isRest(_ place: Int) -> Bool { rests.contains { $0.contains(place) } }

    /// Words that stand where the quote has their opposite, with nothing that turns either.
    private var turned: [(nearness: Double, text: String, isApart: Bool)] {
        claim.indices.compactMap { place in
            guard let partner = alignment.partners[place], partner.bond == .opposite, !isRest(place) else { return nil }
            let isApart = Opposites.areApart(claim[place].stem, quote[partner.place].stem)
            guard isApart || !agrees(place, inClaim: true) && !isUnderNo(place) else { return nil }
            let nearness = Alignment.nearness(claim, place, quote, partner.place)
            guard nearness >= (isNearVerbatim ? Self.weak : 1) else { return nil }
            return (
                nearness,
                "The sentence says “\(claim[place].written)”, the cited sentences say “\(quote[partner.place].written)”.",
                isApart
            )
        }
    }
}
