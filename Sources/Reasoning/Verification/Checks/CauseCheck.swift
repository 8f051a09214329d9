/// Where the sentence names a cause, the cited sentences name it as one too.
struct CauseCheck: SupportCheck {
    let name = "cause"
    let approval = "Every cause is one that the cited sentences name."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        let words = matter.claim.words
        for index in words.indices {
            guard let sides = Self.sides(words, index) else { continue }
            let cause = Self.terms(words, sides.cause)
            guard !cause.isEmpty else { continue }
            if let objection = Self.objection(cause, Self.terms(words, sides.effect), words[index].written, matter) {
                return objection
            }
        }
        return nil
    }

    private static func objection(_ cause: [ReadWord], _ effect: [ReadWord], _ cue: String, _ matter: SupportCase)
        -> String?
    {
        let quote = matter.quote.words
        let known = { (terms: [ReadWord]) in
            terms.isEmpty
                ? 1
                : Double(terms.count { term in matter.quote.stems.contains { isRelated($0, term.stem) } })
                    / Double(terms.count)
        }
        let stated = quote.indices.compactMap { sides(quote, $0) }
        if stated.isEmpty {
            // "After", "so" and a colon can tell a cause as well.
            if quote.contains(where: {
                weak.contains($0.folded) || $0.before.contains(where: { ":;\u{2014}\u{2013}".contains($0) })
            }) {
                return known(cause) == 0 && known(effect) >= 0.6 && cause.count > 1 ? unnamed(cause) : nil
            }
            return known(cause) < 0.5 && known(effect) >= 0.5 || matter.verbatim >= 0.5
                ? "The sentence says “\(cue)”, the cited sentences name no cause." : nil
        }
        if known(cause) == 0, known(effect) >= 0.5, cause.count > 1 { return unnamed(cause) }
        for sides in stated {
            let (theirs, theirEffect) = (
                Set(terms(quote, sides.cause).map(\.stem)), Set(terms(quote, sides.effect).map(\.stem))
            )
            let share = { (terms: [ReadWord], stems: Set<String>) in
                terms.isEmpty ? 0 : Double(terms.count { stems.contains($0.stem) }) / Double(terms.count)
            }
            if share(cause, theirEffect.subtracting(theirs)) >= 0.5,
                share(effect, theirs.subtracting(theirEffect)) >= 0.4
            {
                return "The sentence takes for the cause what the cited sentences call the effect."
            }
        }
        return nil
    }

    /// "Reliable" and "rely": of one root, as far as the letters tell.
    private static func isRelated(_ one: String, _ other: String) -> Bool {
        one == other || one == other + "abl" || other == one + "abl"
    }

    private static func unnamed(_ cause: [ReadWord]) -> String {
        "The cited sentences do not name “\(cause.prefix(3).map(\.written).joined(separator: " "))” as a cause."
    }

    private static func terms(_ words: [ReadWord], _ place: Range<Int>) -> [ReadWord] {
        words[place].filter { !$0.isStopWord }
    }

    /// The two sides of a word that tells a cause, within its sentence.
    private static func sides(_ words: [ReadWord], _ index: Int) -> (cause: Range<Int>, effect: Range<Int>)? {
        let word = words[index].folded
        let next = index + 1 < words.count ? words[index + 1].folded : ""
        let sentence = words.indices.filter { words[$0].sentence == words[index].sentence }
        guard let first = sentence.first, let last = sentence.last else { return nil }
        let (left, right) = (first..<index, (index + 1)..<(last + 1))
        switch word {
        case "because", "owing": return forward(words, left, right, index)
        case "due" where next == "to" && index + 2 < words.count && !isVerbAhead(words, index + 2):
            return forward(words, left, right, index)
        case "caused", "prompted", "triggered", "driven", "explained", "brought":
            if next == "by" { return forward(words, left, right, index) }
            return word == "caused" || word == "prompted" || word == "triggered" ? (left, right) : nil
        case "thanks" where next == "to", "result" where next == "of", "consequence" where next == "of":
            return forward(words, left, right, index)
        case "led" where next == "to", "resulted" where next == "in", "leads" where next == "to", "causes":
            return (left, right)
        case "therefore", "consequently", "hence": return (left, right)
        default: return nil
        }
    }

    /// "Y because X", and "Because X, Y".
    private static func forward(_ words: [ReadWord], _ left: Range<Int>, _ right: Range<Int>, _ index: Int) -> (
        cause: Range<Int>, effect: Range<Int>
    ) {
        guard left.count <= 2, let comma = right.dropFirst(2).first(where: { words[$0].before.hasPrefix(",") }) else {
            let end =
                right.dropFirst(1).first { words[$0].before.hasPrefix(",") || words[$0].before.hasPrefix(";") }
                ?? right.upperBound
            return (right.lowerBound..<end, left)
        }
        return (right.lowerBound..<comma, comma..<right.upperBound)
    }

    /// "Due to open" tells no cause.
    private static func isVerbAhead(_ words: [ReadWord], _ index: Int) -> Bool {
        !words[index].isStopWord && !words[index].folded.hasSuffix("ing") && !words[index].folded.hasSuffix("s")
            && (index + 1 >= words.count || words[index + 1].isStopWord)
    }

    private static let weak: Set<String> = [
        "after", "as", "so", "since", "when", "following", "reason", "why", "for", "to", "with", "which", "over",
        "from", "by", "that",
        "without", "until", "if", "blame", "blamed", "fault", "then", "once",
    ]
}
