/// What the sentence says of one only, of all, of the first or the greatest, the cited sentences say so too, in whatever words.
///
/// A word for it has to stand where they speak of the same thing; where they do not speak of it, anywhere in them.
struct ScopeCheck: SupportCheck {
    let name = "scope"
    let approval = "Nothing is said of more, or more singularly, than in the cited sentences."
    let part = QuotePart.whole

    func objection(to matter: SupportCase) -> String? {
        let claim = matter.claim.words
        let mentions = ScopeReader.mentions(in: claim)
        if !mentions.isEmpty {
            let quote = ScopedQuote(matter.quote)
            for mention in mentions where !quote.licenses(mention, of: matter.claim) {
                return "The sentence says “\(claim[mention.place].written)”, the cited sentences do not say so of it."
            }
        }
        return WiderArea.objection(to: matter)
    }
}

/// A quote, sentence by sentence, as far as it says how far its statements reach.
private struct ScopedQuote {
    private let text: ReadText
    private let sentences: [Range<Int>]
    /// Places of words that deny by what they mean.
    private let denying: Set<Int>

    init(_ text: ReadText) {
        self.text = text
        sentences = ShortClauses.sentences(in: text.words)
        denying = Set(NegationReader.implied(in: text.words).filter { text.words[$0].stem != "end" })
    }

    func licenses(_ mention: ScopeMention, of claim: ReadText) -> Bool {
        if has(mention, of: claim) { return true }
        let stems = Set(mention.matter.map { claim.words[$0].stem })
        let told = sentences.filter { sentence in text.words[sentence].contains { stems.contains($0.stem) } }
        if mention.scope == .all {
            if let figure = figure(beside: mention, claim) { return isWhole(figure) }
            if told.contains(where: { isPartial(stems, in: $0) }) { return false }
            if told.contains(where: { isOfThemAll(stems, in: $0) }) { return true }
        }
        let isAnywhere = told.isEmpty || [.greatest, .ever].contains(mention.scope)
        return (isAnywhere ? sentences : told).contains { says(mention.scope, in: $0) }
    }

    /// The same word stands there, beside the same one.
    private func has(_ mention: ScopeMention, of claim: ReadText) -> Bool {
        let words = claim.words
        let step = mention.place + 1 < words.count ? 1 : -1
        guard words.indices.contains(mention.place + step) else {
            return text.forms.contains(words[mention.place].folded)
        }
        return text.words.indices.contains { index in
            text.words[index].folded == words[mention.place].folded && text.words.indices.contains(index + step)
                && text.words[index + step].folded == words[mention.place + step].folded
        }
    }

    private func says(_ scope: Scope, in sentence: Range<Int>) -> Bool {
        if sentence.contains(where: { scope.isTold(in: text.words, at: $0) }) { return true }
        let figures = text.quantities.filter { sentence.contains($0.words.lowerBound) }
        switch scope {
        case .only, .first: return false
        case .all: return isRepeated(in: sentence)
        case .none, .ever:
            return sentence.contains(where: denying.contains)
        // The greatest of a list.
        case .greatest: return figures.count >= 3 || isRange(sentence)
        case .most:
            return figures.contains { $0.dimension == .share && $0.value > 50 }
                || parts(in: sentence).contains { $0.part > $0.whole / 2 }
        }
    }

    /// "From a boy of ten to a grandmother": the ends of a row.
    private func isRange(_ sentence: Range<Int>) -> Bool {
        guard let from = sentence.first(where: { text.words[$0].folded == "from" }) else { return false }
        return (from + 2..<max(from + 2, min(sentence.upperBound, from + 12))).contains {
            text.words[$0].folded == "to"
        }
    }

    /// "The homes on the list" are all of them.
    private func isOfThemAll(_ stems: Set<String>, in sentence: Range<Int>) -> Bool {
        sentence.dropFirst().contains { place in
            let word = text.words[place]
            return stems.contains(word.stem) && word.folded.hasSuffix("s") && word.before == " "
                && ["the", "its", "their", "these", "those"].contains(text.words[place - 1].folded)
        }
    }

    /// "Bolt by bolt".
    private func isRepeated(in sentence: Range<Int>) -> Bool {
        sentence.dropLast(2).contains {
            text.words[$0 + 1].folded == "by" && text.words[$0].stem == text.words[$0 + 2].stem
        }
    }

    // MARK: Parts of a whole

    /// The figure of "all 22 of them", and of "38 shops … each", where the quote has it.
    private func figure(beside mention: ScopeMention, _ claim: ReadText) -> Quantity? {
        let counts = claim.quantities.filter {
            $0.dimension == .count && $0.value > 1
                && claim.words[$0.words.lowerBound].sentence == claim.words[mention.place].sentence
        }
        if let behind = counts.first(where: { (1...4).contains($0.words.lowerBound - mention.place) }) { return behind }
        return counts.first { count in
            abs(count.words.lowerBound - mention.place) <= 16
                && text.quantities.contains { FigureMatch.supports($0, count) }
        }
    }

    /// Whether the quote has a figure, and not as what only a part of is told.
    private func isWhole(_ figure: Quantity) -> Bool {
        let same = text.quantities.filter { FigureMatch.supports($0, figure) }
        guard !same.isEmpty else { return sentences.contains { says(.all, in: $0) } }
        let isSaid = same.contains { one in
            (max(0, one.words.lowerBound - 3)..<one.words.lowerBound).contains { Scope.isAll(text.words, $0) }
        }
        return isSaid || !same.contains(where: isDivided)
    }

    /// "20 of the 22", "one of the 22", "of the 22, 20 were", "the first of the six gates".
    private func isDivided(_ whole: Quantity) -> Bool {
        if parts(in: text.words.indices).contains(where: { $0.place == whole.words && $0.part < $0.whole }) {
            return true
        }
        let start = whole.words.lowerBound
        guard let of = (max(0, start - 4)..<start).last(where: { text.words[$0].folded == "of" }),
            text.words[of].sentence == text.words[start].sentence
        else { return false }
        if of > 0, text.words[of - 1].sentence == text.words[of].sentence {
            let before = text.words[of - 1]
            if Scope.isPartial(before) || ["one", "first", "last", "part"].contains(before.folded) { return true }
        }
        return text.words[of].opens
            && text.quantities.contains {
                $0.dimension == .count && $0.value < whole.value && $0.words.lowerBound > start
                    && text.words[$0.words.lowerBound].sentence == text.words[start].sentence
            }
    }

    /// "20 of the 22".
    private func parts(in place: Range<Int>) -> [(part: Double, whole: Double, place: Range<Int>)] {
        zip(text.quantities, text.quantities.dropFirst()).filter { part, whole in
            place.contains(part.words.lowerBound) && part.dimension == .count && whole.dimension == .count
                && (1...3).contains(whole.words.lowerBound - part.words.upperBound)
                && text.words[part.words.upperBound].folded == "of"
        }
        .map { (part: $0.value, whole: $1.value, place: $1.words) }
    }

    /// "Some residents" told as "all residents".
    private func isPartial(_ stems: Set<String>, in sentence: Range<Int>) -> Bool {
        let before = sentence.filter { stems.contains(text.words[$0].stem) }
            .map { max(sentence.lowerBound, $0 - 3)..<$0 }
        return before.contains { $0.contains { Scope.isPartial(text.words[$0]) } }
            && !before.contains { $0.contains { Scope.isAll(text.words, $0) } }
    }
}
