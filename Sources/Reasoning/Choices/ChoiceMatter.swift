import Corpus
import Foundation

/// Choices and the sentences that they are looked for in, read once.
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

    init(question: String, choices: [String], sentences: [String]) {
        let asked = Set(ChoiceReader.meaning(of: question))
        let stems = choices.map { Set(ChoiceReader.meaning(of: $0)) }
        let spread = stems.joined().reduce(into: [String: Double]()) { $0[$1, default: 0] += 1 }
        self.choices = zip(choices, stems).map { text, stems in
            // All its words where the question has every one of them.
            let own = stems.subtracting(asked).isEmpty ? stems : stems.subtracting(asked)
            return Choice(
                weights: Dictionary(uniqueKeysWithValues: own.map { ($0, 1 / (spread[$0] ?? 1)) }),
                figures: Self.figures(in: text), phrase: Self.phrase(text))
        }
        let read = sentences.map { Set(Words.words(in: $0).map(\.stem)) }
        let counts = read.joined().reduce(into: [String: Double]()) { $0[$1, default: 0] += 1 }
        let rarity = asked.reduce(into: [String: Double]()) {
            $0[$1] = log(1 + Double(sentences.count) / (1 + (counts[$1] ?? 0)))
        }
        let total = max(rarity.values.reduce(0, +), .leastNormalMagnitude)
        lines = zip(sentences, read).map { text, stems in
            let near = rarity.reduce(0) { $0 + (stems.contains($1.key) ? $1.value : 0) } / total
            return Line(stems: stems, figures: Self.figures(in: text), phrase: Self.phrase(text), nearness: near)
        }
    }

    /// How well the best sentence speaks for a choice, up to about 2.
    func score(_ index: Int) -> Double {
        let choice = choices[index]
        return lines.map { line in
            let share = share(of: choice, in: line)
            return share * (0.7 + line.nearness)
        }.max() ?? 0
    }

    private func share(of choice: Choice, in line: Line) -> Double {
        if line.phrase.contains(choice.phrase) { return 1.2 }
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
    private static func phrase(_ text: String) -> String {
        " " + Words.words(in: text).map(\.folded).joined(separator: " ") + " "
    }
}
