/// The measures of ``EvidenceScore`` by name. They share names with those of ``RetrievalMetric``, and are not the same.
public enum EvidenceMetric: String, Sendable, Hashable, CaseIterable {
    case reciprocalRank = "mrr@10"
    case averagePrecision = "map@10"
    case hitsAt10 = "hits@10"
    case hitsAt4 = "hits@4"
    case evidenceRecall = "recall@10"
    case allEvidence = "all@10"

    public func value(of score: EvidenceScore) -> Double {
        switch self {
        case .reciprocalRank: score.reciprocalRank
        case .averagePrecision: score.averagePrecision
        case .hitsAt10: score.hitsAt10
        case .hitsAt4: score.hitsAt4
        case .evidenceRecall: score.evidenceRecall
        case .allEvidence: score.allEvidence
        }
    }
}
