import Corpus

/// What a question says of the matter on which sources may disagree.
struct DisputedQuestion: Sendable {
    let words: [ReadWord]
    let expectation: ExpectedAnswer
    let isYesNo: Bool
    /// Stems of the words that carry meaning.
    let stems: Set<String>
    /// Those that are names.
    let nameStems: Set<String>

    init(_ question: String, kind: QuestionPlan.Kind) {
        words = ReadWord.words(in: question)
        expectation = ExpectedAnswer(of: words.map(\.folded))
        isYesNo = kind == .yesNo
        let meaning = words.filter { !$0.isStopWord && !QuestionPlanner.interrogatives.contains($0.folded) }
        stems = Set(meaning.map(\.stem))
        nameStems = Set(meaning.filter { $0.isCapitalised && !$0.opens }.map(\.stem))
    }

    /// Asks of what is over: what changes later changes nothing of it.
    var isOfThePast: Bool { words.contains { ["was", "were", "did", "had"].contains($0.folded) } }

    /// The stems that two sentences share, apart from grammar words.
    static func shared(_ one: Testimony, _ other: Testimony) -> Set<String> {
        let meaning = { (testimony: Testimony) in
            Set(testimony.read.words.filter { !$0.isStopWord && !$0.isNumeric }.map(\.stem))
        }
        return meaning(one).intersection(meaning(other))
    }

    /// How surely both speak of one matter, in [0, 1]: half by meaning, half by the words that they share.
    static func sameness(_ one: Testimony, _ other: Testimony) -> Float {
        let smaller = { (testimony: Testimony) in
            testimony.read.words.count { !$0.isStopWord && !$0.isNumeric }
        }
        let least = max(1, min(smaller(one), smaller(other)))
        let words = min(1, Float(shared(one, other).count) / Float(least))
        guard let meaning = one.similarity(to: other) else { return words }
        return 0.5 * max(0, meaning) + 0.5 * words
    }

    /// Whether one speaks of a place that the other's passage and the question do not know: a ward against the whole city.
    func differInPlace(_ one: Testimony, _ other: Testimony) -> Bool {
        isElsewhere(one, other) || isElsewhere(other, one)
    }

    private func isElsewhere(_ one: Testimony, _ other: Testimony) -> Bool {
        Self.places(of: one.read).contains { name in
            let stems = name.words.map { one.read.words[$0].stem }
            return stems.allSatisfy { !other.surroundings.contains($0) && !self.stems.contains($0) }
        }
    }

    /// Names behind "in", "at" and the like, and names that "where" follows.
    static func places(of read: ReadText) -> [NameMention] {
        read.names.filter { name in
            let before = name.words.lowerBound > 0 ? read.words[name.words.lowerBound - 1].folded : ""
            let after = name.words.upperBound < read.words.count ? read.words[name.words.upperBound].folded : ""
            return ["in", "at", "near", "outside"].contains(before) || after == "where"
        }
    }
}
