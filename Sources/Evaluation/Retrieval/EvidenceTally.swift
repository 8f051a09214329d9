/// Means of ``EvidenceScore`` over some questions.
public struct EvidenceTally: Sendable, Hashable, Codable {
    public let asked: Int
    /// Questions with facts: the means are over these.
    public let scored: Int
    public let reciprocalRankAt10: Double
    public let averagePrecisionAt10: Double
    public let hitsAt10: Double
    public let hitsAt4: Double
    public let evidenceRecallAt10: Double
    public let allEvidenceAt10: Double

    /// Nil stands for a question without facts. Of no scored questions, all means are 0.
    public init(_ scores: [EvidenceScore?]) {
        let known = scores.compactMap { $0 }
        func mean(_ value: (EvidenceScore) -> Double) -> Double {
            known.isEmpty ? 0 : known.reduce(0) { $0 + value($1) } / Double(known.count)
        }
        asked = scores.count
        scored = known.count
        reciprocalRankAt10 = mean(\.reciprocalRank)
        averagePrecisionAt10 = mean(\.averagePrecision)
        hitsAt10 = mean(\.hitsAt10)
        hitsAt4 = mean(\.hitsAt4)
        evidenceRecallAt10 = mean(\.evidenceRecall)
        allEvidenceAt10 = mean(\.allEvidence)
    }
}
