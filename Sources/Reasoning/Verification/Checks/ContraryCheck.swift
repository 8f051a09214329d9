/// No clause of the sentence says the contrary of the clause that it tells, in a sentence with words of its own.
///
/// ``PolarityCheck`` compares words that both texts have. A summary often has other words, so here clauses are compared: each with the part
/// of the quote that has most of its words. One denies and the other has no word that could mean a denial; or the two lean to different
/// sides of a matter, as "rejected" and "welcomed" do; or the same figure goes up in one and down in the other.
struct ContraryCheck: SupportCheck {
    let name = "contraries"
    let approval = "No clause says the contrary of what it tells."
    let part = QuotePart.either

    /// A sentence that is its quote, or nearly, is left to ``PolarityCheck``.
    private static let nearVerbatim = 0.9

    func objection(to matter: SupportCase) -> String? {
        guard matter.verbatim < Self.nearVerbatim else { return nil }
        let comparison = ClauseComparison(claim: matter.claim, quote: matter.quote)
        return comparison.denial ?? comparison.leaning ?? comparison.direction
    }
}

/// Two texts, clause by clause.
private struct ClauseComparison {
    private let claim: DenyingText
    private let quote: DenyingText
    private let told: [ToldPart]
    private let statements: [ToldPart]
    private let figures: (claim: [Quantity], quote: [Quantity])

    init(claim: ReadText, quote: ReadText) {
        self.claim = DenyingText(claim.words)
        self.quote = DenyingText(quote.words)
        figures = (claim.quantities, quote.quantities)
        told = ToldPart.parts(
            told: ShortClauses.clauses(in: claim.words), of: claim.words,
            among: ToldPart.runs(of: ShortClauses.clauses(in: quote.words), in: quote.words), of: quote.words,
            price: 0.012)
        statements = ToldPart.parts(
            told: ShortClauses.statements(in: claim.words), of: claim.words,
            among: ShortClauses.sentences(in: quote.words), of: quote.words, price: 0.004)
    }

    // MARK: Denials

    /// One text denies what the other affirms, and the sentence of the other has no word that could mean a denial.
    var denial: String? {
        for part in told {
            if !quote.hasEllipsis, quote.isPlain(around: part.place),
                let cue = denied(in: part, by: claim, within: part.clause, of: quote, part.place, least: (2, 3))
            {
                return
                    "The sentence says “\(claim.words[cue].written)”, the cited sentences do not: “\(quote.text(part.place))”."
            }
            if claim.isPlain(around: part.clause),
                let cue = denied(in: part, by: quote, within: part.place, of: claim, part.clause, least: (3, 4))
            {
                return
                    "The cited sentences say “\(quote.words[cue].written)”, the sentence does not: “\(claim.text(part.clause))”."
            }
        }
        return nil
    }

    /// Half of what is denied stands in the other clause, or so much else of the clause that it must be meant.
    ///
    /// - Parameter least: terms of the sentence's clause in the first case, and in the second.
    private func denied(
        in part: ToldPart, by text: DenyingText, within place: Range<Int>, of other: DenyingText, _ there: Range<Int>,
        least: (Int, Int)
    ) -> Int? {
        let stems = Set(other.words[there].filter { !$0.isStopWord }.map(\.stem))
        let own = text.words[place].filter { !$0.isStopWord }
        let share = Double(own.count { stems.contains($0.stem) }) / Double(max(1, own.count))
        // "None was marked without a test."
        guard !text.deniesTwice(around: place) else { return nil }
        for negation in text.denials where place.contains(negation.cue) {
            let reach = negation.reach.prefix(4).map { text.words[$0] }
            // "Did not intend to close" is "was going to open".
            if reach.contains(where: { denied in
                other.words[there].contains { Opposites.disagree(denied.stem, $0.stem) }
            }) {
                continue
            }
            let known = reach.count { stems.contains($0.stem) }
            let isReached =
                reach.first { !$0.isNumeric }.map { stems.contains($0.stem) } ?? false
                || known >= 2 && 2 * known >= reach.count
            if part.coverage >= 0.4, isReached, part.terms >= least.0 { return negation.cue }
            if part.coverage >= (least.1 > 3 ? 0.6 : 0.5), share >= 0.3, part.terms >= least.1 { return negation.cue }
        }
        return nil
    }

    // MARK: Leanings

    var leaning: String? {
        for part in told where part.coverage >= 0.25 {
            if let conflict = conflict(part, in: part.place) { return conflict }
            guard part.coverage >= 0.4 else { continue }
            if let conflict = conflict(part, in: quote.sentence(of: part.place), besides: part.place) {
                return conflict
            }
        }
        for part in statements where part.coverage >= 0.2 {
            if let conflict = conflict(part, in: part.place, leavingOut: Leanings.course) { return conflict }
        }
        return nil
    }

    /// A matter on which all words of the one lean to one side, and all of the other to the other side.
    ///
    /// - Parameter besides: a narrower place, whose matters were compared before.
    private func conflict(
        _ part: ToldPart, in place: Range<Int>, besides: Range<Int>? = nil, leavingOut: Int? = nil
    ) -> String? {
        guard !haveOtherFigures(part.clause, place), !claim.isConditional(part.clause), !quote.isConditional(place)
        else { return nil }
        let stated = quote.leanings(in: place)
        let compared = besides.map { quote.leanings(in: $0) } ?? [:]
        for (matter, said) in claim.leanings(in: part.clause).sorted(by: { $0.key < $1.key }) {
            guard matter != leavingOut, compared[matter] == nil, besides == nil || matter != Leanings.amount,
                let theirs = stated[matter],
                let side = said.first?.isFirst, let other = theirs.first?.isFirst, side != other,
                said.allSatisfy({
                    $0.isFirst == side && !claim.negated.contains($0.place)
                        && !NegationReader.isOpenedByNo(claim.words, $0.place)
                }),
                theirs.allSatisfy({ $0.isFirst == other && !quote.negated.contains($0.place) })
            else { continue }
            return
                "The sentence says “\(claim.words[said[0].place].written)”, the cited sentences say “\(quote.words[theirs[0].place].written)”."
        }
        return nil
    }

    /// "Two were refused" of "20 of the 22 were accepted": each has a figure of its own.
    private func haveOtherFigures(_ clause: Range<Int>, _ place: Range<Int>) -> Bool {
        let (said, stated) = (claim.figures(in: clause), quote.figures(in: place))
        return !said.isSubset(of: stated) && !stated.isSubset(of: said)
    }

    // MARK: Directions

    /// A figure that goes up in one text and down in the other.
    var direction: String? {
        for figure in figures.claim where FigureMatch.isAmount(figure) && figure.value > 2 {
            let same = figures.quote.filter { FigureMatch.supports($0, figure) }
            guard same.count == 1, claim.isOrigin(figure.words) == quote.isOrigin(same[0].words),
                let said = claim.direction(beside: figure.words),
                let stated = quote.direction(beside: same[0].words), said.isUp != stated.isUp
            else { continue }
            return
                "The sentence says “\(claim.words[said.place].written)” of “\(figure.text)”, the cited sentences say “\(quote.words[stated.place].written)”."
        }
        return nil
    }
}

/// A text with its denials, and with the words that may mean one.
private struct DenyingText {
    let words: [ReadWord]
    /// Those that draw no line and make no contrast: see ``NegationLines``.
    let denials: [Negation]
    /// Places that a negation reaches.
    let negated: Set<Int>
    /// "It did not": what is denied stands in another sentence.
    let hasEllipsis: Bool
    /// Sentences with a negation, or with a word that may mean one.
    private let denying: Set<Int>

    init(_ words: [ReadWord]) {
        self.words = words
        let negations = NegationReader.negations(in: words)
        denials = negations.filter {
            !$0.isLine && !$0.isUntil && !["rather", "instead", "than", "yet"].contains(words[$0.cue].folded)
        }
        negated = Set(negations.flatMap(\.reach))
        hasEllipsis = negations.contains { $0.reach.isEmpty }
        let implied = NegationReader.implied(in: words) + words.indices.filter { SoftDenials.contains(words[$0]) }
        denying = Set((negations.map(\.cue) + implied).map { words[$0].sentence })
    }

    func isPlain(around place: Range<Int>) -> Bool { !words[place].contains { denying.contains($0.sentence) } }

    func deniesTwice(around place: Range<Int>) -> Bool {
        let sentence = words[place.lowerBound].sentence
        let cues = denials.map(\.cue).filter { words[$0].sentence == sentence }.map { words[$0].folded }
        return cues.count == 2 && cues.last == "without"
    }

    func sentence(of place: Range<Int>) -> Range<Int> {
        let number = words[place.lowerBound].sentence
        let first = words[..<place.lowerBound].lastIndex { $0.sentence != number }.map { $0 + 1 } ?? 0
        let end = words[place.upperBound...].firstIndex { $0.sentence != number } ?? words.count
        return first..<end
    }

    func text(_ place: Range<Int>) -> String { words[place].prefix(8).map(\.written).joined(separator: " ") }

    /// "Unless the poll is wrong" is "if it is right".
    func isConditional(_ place: Range<Int>) -> Bool { words[place].contains { $0.folded == "unless" } }

    /// The words of a place that lean, by their matters.
    func leanings(in place: Range<Int>) -> [Int: [(isFirst: Bool, place: Int)]] {
        var leanings: [Int: [(isFirst: Bool, place: Int)]] = [:]
        for index in place where leans(index) {
            for (matter, isFirst) in Leanings.sides(of: PhrasalVerbs.sense(of: words, at: index)) {
                if matter == Leanings.course, words[index].folded.hasSuffix("ing") { continue }
                leanings[matter, default: []].append((isFirst, index))
            }
        }
        return leanings
    }

    /// "No more", "the most", "once more".
    private func leans(_ index: Int) -> Bool {
        // "Her lead", which can go either way.
        if words[index].folded == "lead", index > 0 { return !isOwned(index) }
        guard ["more", "most"].contains(words[index].folded), index > 0 else { return true }
        return !["no", "any", "the", "once"].contains(words[index - 1].folded)
    }

    /// "From 14 to 11": what changed is not what stands there.
    func isOrigin(_ figure: Range<Int>) -> Bool {
        figure.lowerBound > 0 && words[figure.lowerBound - 1].folded == "from"
    }

    private func isOwned(_ index: Int) -> Bool {
        let before = words[index - 1]
        return ["the", "a", "his", "her", "its", "their"].contains(before.folded)
            || ["'s", "\u{2019}s"].contains { before.written.hasSuffix($0) }
    }

    /// The nearest word beside a figure that says which way it goes.
    func direction(beside figure: Range<Int>) -> (isUp: Bool, place: Int)? {
        let places = (max(0, figure.lowerBound - 5)..<min(words.count, figure.upperBound + 5)).filter {
            !figure.contains($0) && isBeside($0, figure) && leans($0) && !isBound($0, of: figure)
        }
        let distance = { (place: Int) in
            place < figure.lowerBound ? figure.lowerBound - place : place - figure.upperBound + 1
        }
        for place in places.sorted(by: { distance($0) < distance($1) }) {
            guard let isUp = Leanings.direction(of: PhrasalVerbs.sense(of: words, at: place)) else { continue }
            return negated.contains(place) ? nil : (isUp, place)
        }
        return nil
    }

    /// Within the same clause, as far as its marks tell.
    private func isBeside(_ place: Int, _ figure: Range<Int>) -> Bool {
        let gap = place < figure.lowerBound ? (place + 1)..<(figure.lowerBound + 1) : figure.upperBound..<(place + 1)
        return words[place].sentence == words[figure.lowerBound].sentence
            && words[gap].allSatisfy {
                $0.sentence == words[figure.lowerBound].sentence && !$0.before.contains { ",;:()".contains($0) }
            }
    }

    /// "More than 7%" says how exact the figure is, not which way it went; "7% more than" does.
    private func isBound(_ place: Int, of figure: Range<Int>) -> Bool {
        place < figure.lowerBound && words[place + 1].folded == "than"
    }

    func figures(in place: Range<Int>) -> Set<String> {
        Set(
            words[place].map(\.folded).filter { word in
                word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } || (NumberWords.cardinals[word] ?? 0) > 1
            })
    }
}
