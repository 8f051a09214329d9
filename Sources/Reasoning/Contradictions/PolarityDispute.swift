import Corpus

/// One sentence affirms what a yes-or-no question asks, the other denies it.
struct PolarityDispute: DisputeTest {
    func dispute(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> Dispute? {
        let stances = (Self.stance(of: one, to: matter), Self.stance(of: other, to: matter))
        guard let first = stances.0, let second = stances.1, first != second else { return nil }
        let name = { (isAffirmed: Bool) in isAffirmed ? "yes" : "no" }
        return Dispute(
            kind: .polarity, matter: "whether this is so", first: one, second: other,
            values: (name(first), name(second)), strength: DisputedQuestion.sameness(one, other))
    }

    /// Whether a sentence affirms what is asked (true) or denies it (false); nil where it does neither, or speaks of it as possible
    /// alone. Words of the question count as denied where a negation reaches them or, of its predicates, their contrary stands in
    /// their place. It affirms only what it has a predicate of, where the question has any.
    static func stance(of testimony: Testimony, to matter: DisputedQuestion) -> Bool? {
        let words = testimony.read.words
        if Modality.cues(in: words).contains(where: { $0.level == .possible && words[$0.place].folded != "if" }) {
            return nil
        }
        var negated: Set<Int> = []
        let negations = NegationReader.negations(in: words)
        for place in negations.flatMap(\.reach) { negated.insert(place) }
        var affirmed = 0
        var denied = 0
        let meaning = matter.words.filter { word in
            !word.isStopWord && !word.isNumeric && !matter.nameStems.contains(word.stem)
        }
        let hasPredicate = meaning.contains(where: isPredicate)
        for asked in meaning {
            let isPredicate = isPredicate(asked)
            let places = words.indices.filter { !words[$0].isNumeric }
            let same = places.filter { place in
                words[place].stem == asked.stem || (isPredicate && Opposites.agree(words[place].stem, asked.stem))
            }
            // Beside the word itself a contrary says something else: who "secretly opened" it did open it.
            let contrary =
                same.isEmpty && isPredicate
                ? places.filter { Opposites.disagree(words[$0].stem, asked.stem) } : []
            for (found, isOpposite) in [(same, false), (contrary, true)] {
                for place in found {
                    if negated.contains(place) != isOpposite {
                        denied += 1
                    } else if isPredicate || !hasPredicate {
                        affirmed += 1
                    }
                }
            }
        }
        if asksForExistence(matter), denies(existence, words, negated) { return false }
        if denied > 0 { return false }
        return affirmed > 0 ? true : nil
    }

    /// A word that says what is done or how something is, as far as its form shows.
    private static func isPredicate(_ word: ReadWord) -> Bool {
        ["ed", "en", "ing"].contains { word.folded.hasSuffix($0) } || states.contains(word.stem)
    }

    private static let states = Set(
        """
        open close shut hold keep own win lose cut save pay sell buy build leave stay join back ban allow raise lower rise fall
        true false safe legal guilty free alive dead right wrong public
        won lost paid sold bought built held kept left
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })

    /// "Is there a memo": that it exists is what is asked.
    private static func asksForExistence(_ matter: DisputedQuestion) -> Bool {
        let first = matter.words.prefix(2).map(\.folded)
        return first.last == "there" || matter.words.contains { existence.contains($0.stem) }
    }

    private static func denies(_ stems: Set<String>, _ words: [ReadWord], _ negated: Set<Int>) -> Bool {
        negated.contains { stems.contains(words[$0].stem) }
    }

    private static let existence = Set(["exist", "exists", "existed", "existence"].map(Stemmer.stem))
}
