/// Small words that turn a sentence when they are exchanged: "before" for "after", "up from" for "down from".
///
/// They are grammar words, which many a sentence has for other reasons, so they count only in the same place: before or
/// behind the same word.
enum OppositePrepositions {
    private static let pairs: [(String, String)] = [
        ("before", "after"), ("up", "down"), ("above", "below"), ("over", "under"),
        ("for", "against"), ("with", "without"), ("inside", "outside"), ("ahead", "behind"), ("on", "off"),
        ("in", "out"),
        ("all", "none"), ("some", "none"), ("any", "none"), ("always", "never"), ("more", "less"), ("more", "fewer"),
        ("most", "few"), ("both", "neither"), ("all", "few"), ("within", "beyond"), ("within", "outside"),
        ("can", "cannot"),
        ("everyone", "nobody"), ("everybody", "nobody"), ("someone", "nobody"), ("something", "nothing"),
        ("everything", "nothing"),
        ("many", "few"), ("several", "few"), ("too", "either"),
    ]

    /// The two words that are exchanged, as written; nil where none are.
    static func exchanged(claim: [ReadWord], quote: [ReadWord]) -> (claimed: String, quoted: String)? {
        if let widened = widened(claim, quote) ?? widened(quote, claim).map({ ($0.1, $0.0) }) { return widened }
        let (ours, theirs) = (NegationReader.negations(in: claim).count, NegationReader.negations(in: quote).count)
        for (one, other) in pairs {
            for (said, stated) in [(one, other), (other, one)] {
                guard surplus(of: said, in: claim, over: quote) > 0, surplus(of: stated, in: quote, over: claim) > 0
                else { continue }
                // "Both refused" is "neither would": the text with the word that affirms denies otherwise.
                if NegationReader.isNegative(said), theirs > ours - 1 { continue }
                if NegationReader.isNegative(stated), ours > theirs - 1 { continue }
                for place in claim.indices where claim[place].folded == said {
                    for origin in quote.indices
                    where quote[origin].folded == stated && standAlike(claim, place, quote, origin) {
                        return (claim[place].written, quote[origin].written)
                    }
                }
            }
        }
        return nil
    }

    /// What stands behind these is enough to know that they were exchanged.
    private static let sided: Set<String> = ["for", "against", "with", "without", "above", "below"]

    /// "On weekdays only" against "on weekdays as well": the one text has a word that includes, the other one that excludes.
    private static func widened(_ wide: [ReadWord], _ narrow: [ReadWord]) -> (String, String)? {
        let including = { (words: [ReadWord]) in
            words.indices.first { index in
                ["also", "too"].contains(words[index].folded) && words[index].before == " "
                    || words[index].folded == "as" && index + 1 < words.count && words[index + 1].folded == "well"
            }
        }
        let excluding = { (words: [ReadWord]) in words.first { ["only", "solely", "exclusively"].contains($0.folded) } }
        guard let place = including(wide), let word = excluding(narrow), including(narrow) == nil,
            excluding(wide) == nil
        else { return nil }
        return (wide[place].folded == "as" ? "as well" : wide[place].written, word.written)
    }

    private static func surplus(of word: String, in text: [ReadWord], over other: [ReadWord]) -> Int {
        text.count { $0.folded == word } - other.count { $0.folded == word }
    }

    /// The next words of meaning on the right are the same, and so is one on the left, where there are any.
    private static func standAlike(_ claim: [ReadWord], _ place: Int, _ quote: [ReadWord], _ origin: Int) -> Bool {
        let right = (following(claim, place), following(quote, origin))
        let left = (preceding(claim, place), preceding(quote, origin))
        let sharesRight = !right.0.isDisjoint(with: right.1) || (right.0.isEmpty && right.1.isEmpty)
        let sharesLeft = !left.0.isDisjoint(with: left.1) || left.0.isEmpty || left.1.isEmpty
        return sharesRight && (sharesLeft || Self.sided.contains(claim[place].folded))
    }

    private static func following(_ words: [ReadWord], _ place: Int) -> Set<String> {
        Set(words[(place + 1)..<min(words.count, place + 4)].filter { !$0.isStopWord }.map(\.stem))
    }

    private static func preceding(_ words: [ReadWord], _ place: Int) -> Set<String> {
        Set(words[max(0, place - 5)..<place].filter { !$0.isStopWord }.map(\.stem))
    }
}
