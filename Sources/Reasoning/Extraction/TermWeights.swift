import Corpus
import Foundation
import Retrieval

/// How much each term of a question matters: rare among the evidence's sentences means much.
struct TermWeights: Sendable {
    private let weights: [(term: WordLikeness.Term, word: String, weight: Float)]
    private let total: Float
    private let found: FoundWords

    init(question: String, found: FoundWords) {
        let count = Float(max(1, found.sentences.count))
        var seen: Set<String> = []
        weights = Words.words(in: question).filter { !$0.isStopWord }.compactMap { word in
            guard seen.insert(word.stem).inserted else { return nil }
            let term = found.term(word.stem)
            let occurrences = Float(found.sentences.count { $0.has(term) })
            // Between 0.25 for a term that is everywhere and 1 for one that is nowhere.
            let rarity = log(1 + count / (1 + occurrences)) / log(1 + count)
            let name: Float = word.text.first?.isUppercase == true || word.isNumeric ? 1.3 : 1
            return (term, word.folded, (0.25 + 0.75 * rarity) * name)
        }
        total = max(weights.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
        self.found = found
    }

    /// Σ weight · share(term) / Σ weight.
    func coverage(_ share: (WordLikeness.Term) -> Float) -> Float {
        weights.reduce(0) { $0 + $1.weight * share($1.term) } / total
    }

    /// Terms that nothing in the evidence mentions, weightiest first.
    var missing: [String] {
        weights.filter { weight in
            !found.hasSubstitute(for: weight.term)
                && !(found.sentences + found.titles).contains { $0.has(weight.term) }
        }.sorted { $0.weight > $1.weight }.map(\.word)
    }
}
