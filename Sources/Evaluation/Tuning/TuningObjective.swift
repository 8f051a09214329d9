public import Corpus

/// What tuning makes as large as it can: a mean of measures of the first ten passages, each with its share.
///
/// Written as `mrr@10`, or as a sum such as `mrr@10+0.5*recall@10`; shares are divided by their sum, so that the value
/// lies in [0, 1].
///
/// The measures are those of ``EvidenceScore`` where the facts of a question are known, and trec_eval's where passages
/// have grades. `all@10` is 1 where all that is relevant stands in the first ten. `ndcg@10` of facts counts the facts
/// newly found at each rank, over one fact at each of the first ranks (α-nDCG with α = 1, Clarke et al., SIGIR 2008), and
/// at most 1, since a passage may have two.
public struct TuningObjective: Sendable, Hashable, CustomStringConvertible {
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        case mrr = "mrr@10"
        case map = "map@10"
        case hits = "hits@10"
        case hitsAt4 = "hits@4"
        case recall = "recall@10"
        case all = "all@10"
        case ndcg = "ndcg@10"
    }

    public struct Term: Sendable, Hashable {
        public let measure: Measure
        public let share: Double
    }

    /// Their shares add up to 1.
    public let terms: [Term]

    /// First and further evidence alike: MRR, MAP, Hits and recall at 10.
    public static let standard = TuningObjective([(.mrr, 1), (.map, 1), (.hits, 1), (.recall, 1)])

    init(_ terms: [(Measure, Double)]) {
        let sum = terms.reduce(0) { $0 + $1.1 }
        self.terms = terms.map { Term(measure: $0.0, share: $0.1 / sum) }
    }

    /// Of one measure alone.
    public init(_ measure: Measure) { self.init([(measure, 1)]) }

    /// Reads the written form. Throws `unknown-objective`.
    public init(_ text: String) throws(BylineError) {
        var terms: [(Measure, Double)] = []
        for term in text.split(separator: "+", omittingEmptySubsequences: false) {
            let factors = term.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0.filter { !$0.isWhitespace }).lowercased() }
            let share = factors.count == 2 ? Double(factors[0]) : 1
            guard let measure = Measure(rawValue: factors[factors.count - 1]), let share, share > 0, share < 1e6,
                !terms.contains(where: { $0.0 == measure })
            else {
                let names = Measure.allCases.map(\.rawValue).joined(separator: ", ")
                throw BylineError(
                    "unknown-objective", "There is no objective '\(text)'.",
                    remedy: "Choose from \(names), or add them up with shares above 0, each once: mrr@10+0.5*recall@10."
                )
            }
            terms.append((measure, share))
        }
        self.init(terms)
    }

    /// The written form; equal shares are left out.
    public var description: String {
        let isEven = terms.allSatisfy { $0.share == terms[0].share }
        return terms.map { isEven ? $0.measure.rawValue : "\($0.share)*\($0.measure.rawValue)" }.joined(separator: "+")
    }

    /// The value of a ranking by the labels of its first ten candidates.
    func value(of labels: [UInt64], _ relevance: Relevance) -> Double {
        switch relevance {
        case .facts(let count):
            let found = Self.newlyFound(labels)
            let score = EvidenceScore(newlyFound: found, of: count)
            return terms.reduce(0) { $0 + $1.share * Self.value(of: $1.measure, score, found, facts: count) }
        case .grades(let best):
            let gains = labels.map { Int($0) }
            return terms.reduce(0) { $0 + $1.share * Self.metric($1.measure, gains, best) }
        }
    }

    private static func newlyFound(_ labels: [UInt64]) -> [Int] {
        var seen: UInt64 = 0
        return labels.map { label in
            defer { seen |= label }
            return (label & ~seen).nonzeroBitCount
        }
    }

    private static func value(of measure: Measure, _ score: EvidenceScore, _ found: [Int], facts: Int) -> Double {
        switch measure {
        case .mrr: score.reciprocalRank
        case .map: score.averagePrecision
        case .hits: score.hitsAt10
        case .hitsAt4: score.hitsAt4
        case .recall: score.evidenceRecall
        case .all: score.allEvidence
        case .ndcg:
            min(1, RetrievalMetric.ndcgAt10.value(ofGains: found, best: [Int](repeating: 1, count: facts)))
        }
    }

    private static func metric(_ measure: Measure, _ gains: [Int], _ best: [Int]) -> Double {
        switch measure {
        case .mrr: RetrievalMetric.mrrAt10.value(ofGains: gains, best: best)
        case .map: RetrievalMetric.mapAt10.value(ofGains: gains, best: best)
        case .hits: RetrievalMetric.hitsAt10.value(ofGains: gains, best: best)
        case .hitsAt4: RetrievalMetric.hitsAt4.value(ofGains: gains, best: best)
        case .recall: RetrievalMetric.recallAt10.value(ofGains: gains, best: best)
        case .all: RetrievalMetric.recallAt10.value(ofGains: gains, best: best) == 1 ? 1 : 0
        case .ndcg: RetrievalMetric.ndcgAt10.value(ofGains: gains, best: best)
        }
    }
}
