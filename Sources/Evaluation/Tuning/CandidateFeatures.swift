import Corpus
import Foundation
public import Retrieval
import Store

/// What is relevant to a question in all, whether it was found or not.
public enum Relevance: Sendable, Hashable, Codable {
    /// So many facts; a candidate's label has a bit for each that it contains.
    case facts(Int)
    /// The grades of all relevant passages, the highest first; a candidate's label is its grade.
    case grades([Int])
}

/// The candidates of one question: what each signal says of each of them, and whether they are relevant.
///
/// Candidates stand in the order of their ids, which is the order of hits with equal scores.
public struct CandidateFeatures: Sendable, Hashable {
    public let question: String
    public let kind: String
    public let relevance: Relevance
    /// One for each candidate.
    public let labels: [UInt64]
    /// Signal after signal, and of each its values for the candidates in order.
    public let values: [Float]

    /// Facts that a label has bits for.
    static let maximumFacts = 64

    init(question: String, kind: String, relevance: Relevance, labels: [UInt64], values: [Float]) {
        self.question = question
        self.kind = kind
        self.relevance = relevance
        self.labels = labels
        self.values = values
    }

    /// The hits of a question, judged by `grades` (passage → grade) where they are given, by its facts otherwise; nil
    /// where nothing is known to be relevant.
    /// - Throws: `too-many-facts`; `signal-not-finite`, which is a fault of a signal.
    public init?(_ question: EvidenceQuestion, hits: [Hit], grades: [String: Int]?) throws {
        let hits = hits.sorted { $0.passage.chunk.id.rawValue < $1.passage.chunk.id.rawValue }
        let labels: [UInt64]
        if let grades {
            let best = grades.values.filter { $0 > 0 }.sorted(by: >)
            guard !best.isEmpty else { return nil }
            relevance = .grades(best)
            labels = hits.map { UInt64(max(0, grades[$0.passage.chunk.id.rawValue] ?? 0)) }
        } else {
            let (facts, contained) = EvidenceScore.containment(
                of: question.facts, in: hits.map(\.passage.chunk.text))
            guard facts > 0 else { return nil }
            guard facts <= Self.maximumFacts else {
                throw BylineError(
                    "too-many-facts", "The question '\(question.id)' has \(facts) facts.",
                    remedy: "Tune on questions with at most \(Self.maximumFacts) facts each.")
            }
            relevance = .facts(facts)
            labels = contained.map { row in
                row.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
            }
        }
        let rows = hits.map(\.signals)
        self.question = question.id
        self.kind = question.kind
        self.labels = labels
        values = (rows.first ?? []).indices.flatMap { signal in rows.map { $0[signal].value } }
        if let fault = rows.joined().first(where: { !$0.value.isFinite }) {
            throw BylineError(
                "signal-not-finite", "The signal '\(fault.name)' is not a number for the question '\(question.id)'.",
                remedy: "Report this; until it is mended, leave the question out.")
        }
    }
}

extension CandidateFeatures: Codable {
    private enum CodingKeys: String, CodingKey {
        case question, kind, relevance, labels, values
    }

    /// The numbers as bytes: they come back exactly as they were, and quickly.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        question = try container.decode(String.self, forKey: .question)
        kind = try container.decode(String.self, forKey: .kind)
        relevance = try container.decode(Relevance.self, forKey: .relevance)
        labels = try container.decode([UInt64].self, forKey: .labels)
        let bytes = try container.decode(Data.self, forKey: .values)
        values = stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { offset in
            Float(bitPattern: bytes[offset..<(offset + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(question, forKey: .question)
        try container.encode(kind, forKey: .kind)
        try container.encode(relevance, forKey: .relevance)
        try container.encode(labels, forKey: .labels)
        let bytes = values.flatMap { value in
            let bits = value.bitPattern
            return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
        }
        try container.encode(Data(bytes), forKey: .values)
    }
}
