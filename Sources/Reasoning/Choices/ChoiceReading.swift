import Corpus
import Foundation

/// What the evidence says for each of the offered choices.
struct ChoiceReading: Sendable {
    /// What speaks for one choice.
    struct Support: Sendable, Hashable {
        /// How well the best sentence speaks for it, after what its source's credibility leaves of that; up to about 4.
        let score: Double
        /// That sentence's place in the pool; nil where there is none.
        let sentence: Int?
        /// How close that sentence is to the question with the choice, as a cosine.
        let closeness: Double
    }

    let texts: [String]
    /// Of each choice, in their order.
    let supports: [Support]

    /// Nothing bears on the question where the best sentence is farther from it with any of its choices than this. Far below what is
    /// asked of a free answer: whoever offers choices says that one of them is right.
    static let minimumCloseness = 0.35
    /// What one point of score adds to the logarithm of a choice's odds; see the decision record "Choices and confidence".
    private static let sharpness = 3.0

    /// O(choices × sentences × dimension).
    init(_ offered: OfferedChoices, question: String, pool: SentencePool) {
        texts = offered.texts
        let matter = ChoiceMatter(question: question, choices: offered.texts, pool: pool)
        supports = offered.texts.indices.map { matter.support(of: $0, offered) }
    }

    /// The choice that is spoken for best, the first of equals.
    var best: Int? {
        supports.indices.max { (supports[$0].score, $1) < (supports[$1].score, $0) }
    }

    /// The chances of the choices, in their order.
    var shares: [Double] {
        guard let highest = supports.map(\.score).max() else { return [] }
        let odds = supports.map { exp(Self.sharpness * ($0.score - highest)) }
        let total = odds.reduce(0, +)
        return odds.map { $0 / total }
    }

    /// Whether anything in the evidence bears on the question.
    var bears: Bool { supports.contains { $0.sentence != nil && $0.closeness >= Self.minimumCloseness } }

    /// The one choice that the first of some sentences names which names any; nil where none does, or where that one names several.
    func named(in sentences: [String]) -> Int? {
        for sentence in sentences {
            let line = ChoiceMatter.phrase(Words.words(in: sentence))
            let named = texts.indices.filter { index in
                let phrase = ChoiceMatter.phrase(Words.words(in: texts[index]))
                return phrase.utf8.count > 2 && line.contains(phrase)
            }
            if let first = named.first { return named.count == 1 ? first : nil }
        }
        return nil
    }

    /// One choice as the answer shows it.
    func choice(_ index: Int) -> AnswerChoice {
        AnswerChoice(index: index, text: texts[index], share: shares[index])
    }
}
