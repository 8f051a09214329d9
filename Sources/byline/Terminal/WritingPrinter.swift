import Evaluation
import Foundation

/// Prints what writers offered, what the gates made of it, and how long it took.
struct WritingPrinter {
    let terminal: Terminal

    func show(_ summary: WritingSummary) {
        Terminal.write("")
        var table = TextTable(heading: [
            "writer", "answers", "correct", "sentences offered", "passed", "corrections", "passed", "refused by",
        ])
        for row in summary.rows {
            let refusals = row.refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            table.rows.append(
                [row.writer]
                    + [row.answers, row.right, row.offered, row.released, row.corrections, row.corrected]
                    .map(String.init) + [refusals])
        }
        table.write(to: terminal)
        Terminal.write("")
        var times = TextTable(heading: ["seconds", "answers", "p50", "p95", "most"])
        for (name, row) in [("first sentence", summary.firstSentence), ("end", summary.whole)] {
            times.rows.append(
                [name, "\(row.count)"]
                    + [row.p50, row.p95, row.most].map { String(format: "%.1f", $0 / 1_000) })
        }
        times.write(to: terminal)
        let errors = summary.errors.sorted { $0.key < $1.key }.map { ", \($0.value) ended with \($0.key)" }.joined()
        Terminal.write(
            "\(summary.calls) calls, \(summary.cachedCalls) of them from the cache\(errors); "
                + "\(summary.promptTokens) tokens of prompts, \(summary.answerTokens) of answers")
    }

    /// The sentences of all questions, a line each.
    static func lines(of evaluation: AnswerEvaluation) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try evaluation.outcomes.reduce(into: Data()) { lines, outcome in
            for sentence in outcome.writing?.sentences ?? [] {
                lines += try encoder.encode(Line(question: outcome.question.id, sentence)) + Data("\n".utf8)
            }
        }
    }

    private struct Line: Encodable {
        let question: String
        let sentence: OfferedSentence

        init(question: String, _ sentence: OfferedSentence) {
            self.question = question
            self.sentence = sentence
        }

        private enum Keys: CodingKey { case question }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(question, forKey: .question)
            try sentence.encode(to: encoder)
        }
    }
}
