import Corpus
import Foundation
import Retrieval
import Store

/// What the evidence holds of what is sought, as numbers that say nothing of how the question is put: neither its words nor its
/// length are looked at, only what the evidence has of them.
public struct EvidenceAssessment: Sendable, Hashable, Codable {
    /// The numbers of the whole by name.
    public let features: [EvidenceFeature]
    /// Of each clause of what is sought, in its order; the whole question alone where it is of one piece.
    public let clauses: [ClauseFinding]
    /// Index of the passage that comes nearest to the whole; nil where there is no evidence.
    public let nearest: Int?

    /// O(sentences × clauses × dimension).
    init(plan: QuestionPlan, sought: SoughtMatter, reading: EvidenceReading) {
        let whole = ClauseEvidence(sought.whole, in: reading)
        let isOne = sought.clauses.count == 1 && sought.clauses[0].text == sought.whole.text
        let clauses = isOne ? [whole] : sought.clauses.map { ClauseEvidence($0, in: reading) }
        let measures = EvidenceMeasures(plan: plan, sought: sought, reading: reading)
        features = EvidenceFeature.all(whole: whole, clauses: clauses, measures: measures)
        self.clauses = zip(sought.clauses, clauses).map { ClauseFinding($0, $1) }
        nearest = whole.nearest
    }
}

extension EvidenceAssessment {
    /// The number of such a name.
    subscript(name: String) -> Float? { features.first { $0.name == name }.map { Float($0.value) } }

    /// The chance that the evidence carries an answer: by `model`, and hardly any where a name that is asked for stands in no
    /// passage.
    public func chance(by model: LogisticModel = SufficiencyModel.answerable) -> Double {
        let hasAllNames = features.allSatisfy { $0.name != EvidenceMeasures.knownNames || $0.value == 1 }
        return model.probability(features) * (hasAllNames ? 1 : 0.01)
    }
}

/// What the evidence has of one clause.
public struct ClauseFinding: Sendable, Hashable, Codable {
    public let text: String
    /// Outlets that it names, in order.
    public let outlets: [String]
    /// The numbers of ``ClauseEvidence`` by name.
    public let features: [EvidenceFeature]

    init(_ clause: SoughtMatter.Clause, _ evidence: ClauseEvidence) {
        text = clause.text
        outlets = clause.outlets.sorted()
        features = EvidenceFeature.parts.map { EvidenceFeature($0.name, $0.value(evidence)) }
    }
}

/// One number of an assessment.
public struct EvidenceFeature: Sendable, Hashable, Codable {
    /// Lower-case words with dots, stable.
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Float) {
        self.name = name
        self.value = Double(value)
    }

    /// What is measured of each clause and of the whole.
    static let parts: [(name: String, value: @Sendable (ClauseEvidence) -> Float)] = [
        ("meaning", { $0.meaning }), ("sentence", { $0.sentence }), ("passage", { $0.passage }),
        ("together", { $0.together }), ("own", { $0.own }), ("own.meaning", { $0.ownMeaning }), ("lead", { $0.lead }),
    ]

    static func all(whole: ClauseEvidence, clauses: [ClauseEvidence], measures: EvidenceMeasures) -> [EvidenceFeature] {
        func least(_ value: (ClauseEvidence) -> Float) -> Float { clauses.map(value).min() ?? 0 }
        func mean(_ value: (ClauseEvidence) -> Float) -> Float {
            clauses.isEmpty ? 0 : clauses.map(value).reduce(0, +) / Float(clauses.count)
        }
        let ofParts = parts.flatMap { name, value in
            [
                EvidenceFeature("whole.\(name)", value(whole)), EvidenceFeature("least.\(name)", least(value)),
                EvidenceFeature("mean.\(name)", mean(value)),
            ]
        }
        return ofParts + measures.features
    }
}
