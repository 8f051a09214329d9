import Corpus
import Foundation
import Retrieval
import Store

/// Choices and the sentences of the evidence that they are looked for in, read once.
struct ChoiceMatter: Sendable {
    private struct Choice {
        /// Weights of the words that the question lacks: less for those that several choices have.
        let weights: [String: Double]
        let figures: [Quantity]
        let phrase: String
    }

    private struct Line {
        let stems: Set<String>
        let figures: [Quantity]
        let phrase: String
        /// Share of the question's words, the rare ones counting more.
        let nearness: Double
    }

    private let choices: [Choice]
    private let lines: [Line]
    private let pool: SentencePool

    /// What a cosine adds, against words that add up to about 2.
    private static let askedWeight = 1.5
    private static let aloneWeight = 0.5

    init(question: String, choices: [String], pool: SentencePool) {
        self.pool = pool
        let asked = Set(Self.meaning(of: question))
        let stems = choices.map { Set(Self.meaning(of: $0)) }
        let spread = stems.joined().reduce(into: [String: Double]()) { $0[$1, default: 0] += 1 }
        self.choices = zip(choices, stems).map { text, stems in
            // All its words where the question has every one of them.
            let own = stems.subtracting(asked).isEmpty ? stems : stems.subtracting(asked)
            return Choice(
                weights: Dictionary(uniqueKeysWithValues: own.map { ($0, 1 / (spread[$0] ?? 1)) }),
                figures: Self.figures(in: text), phrase: Self.phrase(Words.words(in: text)))
        }
        let countsFigures = self.choices.contains { !$0.figures.isEmpty }
        let sentences = pool.sentences
        let counts = sentences.lazy.flatMap(\.stems).reduce(into: [String: Double]()) { $0[$1, default: 0] += 1 }
        let rarity = asked.reduce(into: [String: Double]()) {
            $0[$1] = log(1 + Double(sentences.count) / (1 + (counts[$1] ?? 0)))
        }
        let total = max(rarity.values.reduce(0, +), .leastNormalMagnitude)
        lines = sentences.map { sentence in
            let near = rarity.reduce(0) { $0 + (sentence.stems.contains($1.key) ? $1.value : 0) } / total
            return Line(
                stems: sentence.stems, figures: countsFigures ? Self.figures(in: sentence.text) : [],
                phrase: Self.phrase(sentence.words), nearness: near)
        }
    }

    /// What speaks for a choice best: the words that tell it from the others, or its figures, where the words of the question stand
    /// near; the closeness of the question with it, and of it alone; all of it as far as the sentence's source is to be believed.
    func support(of index: Int, _ offered: OfferedChoices) -> ChoiceReading.Support {
        let choice = choices[index]
        var best = ChoiceReading.Support(score: 0, sentence: nil, closeness: 0)
        for (place, sentence) in pool.sentences.enumerated() where !sentence.isInstruction {
            let line = lines[place]
            let hit = pool.evidence[sentence.evidence]
            let asked = closeness(of: sentence, to: offered.asked, index)
            let alone = closeness(of: sentence, to: offered.alone, index)
            let words = share(of: choice, in: line) * (0.7 + line.nearness)
            let score = Double(hit.credit) * (words + Self.askedWeight * asked + Self.aloneWeight * alone)
            if score > best.score {
                best = .init(score: score, sentence: place, closeness: max(asked, line.nearness))
            }
        }
        return best
    }

    private func closeness(of sentence: Sentence, to vectors: [[Float]], _ index: Int) -> Double {
        let stored = pool.evidence[sentence.evidence].passage.sentenceVectors
        guard vectors.indices.contains(index), stored.indices.contains(sentence.index) else { return 0 }
        return Double(max(0, stored[sentence.index].dot(vectors[index])))
    }

    private func share(of choice: Choice, in line: Line) -> Double {
        // One without words, such as an emoji, is in every line.
        if choice.phrase.utf8.count > 2, line.phrase.contains(choice.phrase) { return 1.2 }
        if !choice.figures.isEmpty {
            // Figures decide among choices that consist of them: "four" is 4, and 11.3 billion no 11.3 trillion.
            let found = choice.figures.count { figure in
                line.figures.contains { $0.value == figure.value && Self.areOfOneKind($0, figure) }
            }
            return Double(found) / Double(choice.figures.count)
        }
        let total = choice.weights.values.reduce(0, +)
        guard total > 0 else { return 0 }
        return choice.weights.reduce(0) { $0 + (line.stems.contains($1.key) ? $1.value : 0) } / total
    }

    private static func areOfOneKind(_ one: Quantity, _ other: Quantity) -> Bool {
        one.dimension == other.dimension || one.dimension == .count || other.dimension == .count
    }

    private static func figures(in text: String) -> [Quantity] { ReadText(text, published: nil).quantities }

    /// Folded words between spaces, so that whole words are found.
    static func phrase(_ words: [Word]) -> String {
        " " + words.map(\.folded).joined(separator: " ") + " "
    }

    /// The stems of the words that carry a text's meaning; of all where none does.
    static func meaning(of text: String) -> [String] {
        let words = Words.words(in: text)
        let meaning = words.filter { !$0.isStopWord }
        return (meaning.isEmpty ? words : meaning).map(\.stem)
    }
}
