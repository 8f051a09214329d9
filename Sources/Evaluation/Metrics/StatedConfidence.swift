public import Corpus
public import Foundation
import Reasoning

/// How sure a system said that it was of one answer, and what became of it.
public struct StatedConfidence: Sendable, Hashable {
    public let id: String
    /// In [0, 1].
    public let confidence: Double
    /// Whether the answer was right; nil where it was declined, or nobody judged it.
    public let isCorrect: Bool?
    /// Whether the corpus can answer the question at all.
    public let isAnswerable: Bool
    /// Whether the system declined, so that its confidence is that the corpus does not say.
    public let isDeclined: Bool
    /// What the confidence was made of, by name; none where nobody said.
    public let measures: [String: Double]

    public init(
        id: String, confidence: Double, isCorrect: Bool?, isAnswerable: Bool, isDeclined: Bool = false,
        measures: [String: Double] = [:]
    ) {
        self.isDeclined = isDeclined
        self.id = id
        self.confidence = confidence
        self.isCorrect = isCorrect
        self.isAnswerable = isAnswerable
        self.measures = measures
    }

    private struct Record: Decodable {
        let id: String
        let confidence: Double
        let correct: Bool?
        let answerable: Bool?
        let declined: Bool?
        let measures: [String: Double]?
    }

    /// Reads JSON Lines with `id`, `confidence` and, where known, `correct`, `answerable`, which is true where it is
    /// absent, and `declined`, which is false there. Throws `confidences-malformed`, naming the line, also for a file without
    /// lines, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [StatedConfidence] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        var confidences: [StatedConfidence] = []
        var seen: Set<String> = []
        func malformed(_ line: Int, _ what: String, cause: (any Error)? = nil) -> BylineError {
            BylineError(
                .confidencesMalformed, "Line \(line) of \(file.lastPathComponent) \(what).",
                remedy:
                    "Each line is an object with id, which is unique, confidence from 0 to 1, and, where known, "
                    + "correct, answerable and declined, which are true or false.", cause: cause)
        }
        while let line = try lines.next() {
            let record: Record
            do { record = try decoder.decode(Record.self, from: Data(line.bytes)) } catch {
                throw malformed(line.number, "states no confidence", cause: error)
            }
            guard (0...1).contains(record.confidence) else {
                throw malformed(line.number, "has the confidence \(record.confidence)")
            }
            guard seen.insert(record.id).inserted else { throw malformed(line.number, "repeats the id '\(record.id)'") }
            confidences.append(
                StatedConfidence(
                    id: record.id, confidence: record.confidence, isCorrect: record.correct,
                    isAnswerable: record.answerable ?? true, isDeclined: record.declined ?? false,
                    measures: record.measures ?? [:]))
        }
        if confidences.isEmpty { throw malformed(1, "is missing") }
        return confidences
    }
}

extension Calibration {
    /// Over those whose answers were judged.
    public init(_ confidences: [StatedConfidence], binCount: Int = 10, binning: Binning = .equalWidth) {
        self.init(
            confidences.compactMap { stated in stated.isCorrect.map { (stated.confidence, $0) } }, binCount: binCount,
            binning: binning)
    }
}

extension RefusalCurve {
    /// The lower the confidence that there is an answer, the more speaks for declining: scores and thresholds are confidences with the
    /// other sign. One that declined is as sure of an answer as its confidence lacks.
    public init(_ confidences: [StatedConfidence]) {
        self.init(
            confidences.map { stated in
                (stated.isDeclined ? stated.confidence - 1 : -stated.confidence, !stated.isAnswerable)
            })
    }
}

extension StatedConfidence {
    /// What the answers of an evaluation said of themselves, as a file of confidences.
    public static func lines(of evaluation: AnswerEvaluation) throws -> Data {
        try lines(
            evaluation.outcomes.map { outcome in
                StatedConfidence(
                    id: outcome.question.id, confidence: outcome.answer.confidence,
                    isCorrect: outcome.verdict.isRight, isAnswerable: !outcome.question.isUnanswerable,
                    isDeclined: outcome.answer.status == .abstained,
                    measures: Dictionary(outcome.measures.map { ($0.name, $0.value) }) { first, _ in first })
            })
    }

    /// A file of confidences, as ``read(_:)`` reads it.
    public static func lines(_ stated: [StatedConfidence]) throws -> Data {
        try stated.reduce(into: Data()) { data, stated in
            data += try JSONLines.line(
                Line(
                    id: stated.id, confidence: stated.confidence, correct: stated.isCorrect,
                    answerable: stated.isAnswerable, declined: stated.isDeclined ? true : nil,
                    measures: stated.measures.isEmpty ? nil : stated.measures))
        }
    }

    private struct Line: Encodable {
        let id: String
        let confidence: Double
        let correct: Bool?
        let answerable: Bool
        let declined: Bool?
        let measures: [String: Double]?
    }
}

extension BylineError.Code {
    /// A file of confidences has a line that states none.
    public static let confidencesMalformed: Self = "confidences-malformed"
}
