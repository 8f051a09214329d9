import Corpus

/// Two systems on the same questions: what changed, how sure that is, and where.
///
/// The rule for what is missing: all questions of either count. One that a system does not have counts as 0 in every metric
/// for it (as 1 where lower is better), and is named. Where a metric has no value for a question that both have, the question is left out of that metric.
public struct Comparison: Sendable {
    /// One metric over all questions.
    public struct Row: Sendable, Hashable {
        public let metric: String
        public let paired: PairedComparison
        /// The p-value by ``HolmCorrection`` over all metrics compared.
        public let adjustedPValue: Double

        /// Worse, and not by chance. `level` is the share of false alarms that one puts up with.
        public func isSignificantlyWorse(level: Double) -> Bool {
            paired.losses > 0 && isWorse && adjustedPValue <= level
        }

        /// Better, and not by chance.
        public func isSignificantlyBetter(level: Double) -> Bool {
            paired.wins > 0 && isBetter && adjustedPValue <= level
        }

        let isLowerBetter: Bool
        private var isWorse: Bool { isLowerBetter ? paired.difference > 0 : paired.difference < 0 }
        private var isBetter: Bool { isLowerBetter ? paired.difference < 0 : paired.difference > 0 }
    }

    /// One question with its values, in the order of ``Comparison/metrics``.
    public struct Pair: Sendable, Hashable {
        public let id: String
        public let kind: String?
        public let text: String?
        public let baseline: [Double?]
        public let new: [Double?]
    }

    public let baseline: ScoreTable
    public let new: ScoreTable
    public let metrics: [String]
    public let rows: [Row]
    /// Kind → one comparison for each metric, uncorrected; empty where the kinds are not known, or there is only one.
    public let byKind: [String: [PairedComparison]]
    /// By id.
    public let pairs: [Pair]
    /// Questions that only the other system has, by id.
    public let missingFromBaseline: [String]
    public let missingFromNew: [String]

    /// Compares the metrics that both have, but for `judged`, which is no merit of a system; or those named. Throws `unknown-metric`, and `scores-incomparable` where the
    /// values were made by different scorings or there is nothing to compare.
    public init(baseline: ScoreTable, new: ScoreTable, metrics wanted: [String] = [], seed: UInt64 = 1) throws {
        guard baseline.scoring == new.scoring else {
            throw BylineError(
                .scoresIncomparable,
                "The baseline was scored by \(baseline.scoring.rawValue), and the new run by \(new.scoring.rawValue).",
                remedy: "Score both in the same way.")
        }
        let metrics = wanted.isEmpty ? Self.usual(baseline, new) : Self.unique(wanted)
        let (old, fresh) = (try baseline.selecting(metrics), try new.selecting(metrics))
        let pairs = Self.pairs(old, fresh)
        guard !metrics.isEmpty, !pairs.isEmpty else {
            throw BylineError(
                .scoresIncomparable, "The two runs have no \(metrics.isEmpty ? "metric" : "question") to be compared.",
                remedy: "Give runs of the same questions, scored by the same metrics.")
        }
        self.baseline = old
        self.new = fresh
        self.metrics = metrics
        self.pairs = pairs
        missingFromBaseline = Self.missing(from: old, pairs)
        missingFromNew = Self.missing(from: fresh, pairs)
        let paired = Self.compare(pairs, metrics, seed: seed)
        let adjusted = HolmCorrection.adjusted(paired.map(\.pValue))
        rows = metrics.indices.map {
            Row(
                metric: metrics[$0], paired: paired[$0], adjustedPValue: adjusted[$0],
                isLowerBetter: ScoreTable.isLowerBetter(metrics[$0]))
        }
        let kinds = Dictionary(grouping: pairs) { $0.kind ?? "" }
        byKind = kinds.count < 2 ? [:] : kinds.mapValues { Self.compare($0, metrics, seed: seed) }
    }

    /// Metrics that are significantly worse.
    public func significantlyWorse(level: Double) -> [String] {
        rows.filter { $0.isSignificantlyWorse(level: level) }.map(\.metric)
    }

    /// The questions that lost most in a metric, the worst first, then by id; those that lost nothing are not among them.
    public func worst(_ count: Int, metric: Int = 0) -> [Pair] {
        let sign = rows[metric].isLowerBetter ? -1.0 : 1.0
        let losses = pairs.compactMap { pair -> (pair: Pair, change: Double)? in
            guard let old = pair.baseline[metric], let new = pair.new[metric] else { return nil }
            let change = (new - old) * sign
            return change < -PairedComparison.tolerance ? (pair, change) : nil
        }
        return losses.sorted { ($0.change, $0.pair.id) < ($1.change, $1.pair.id) }.prefix(max(count, 0)).map(\.pair)
    }

    private static func usual(_ baseline: ScoreTable, _ new: ScoreTable) -> [String] {
        new.metrics.filter { baseline.metrics.contains($0) && !$0.hasPrefix(RetrievalMetric.Kind.judged.rawValue) }
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func pairs(_ baseline: ScoreTable, _ new: ScoreTable) -> [Pair] {
        let old = Dictionary(baseline.questions.map { ($0.id, $0) }) { first, _ in first }
        let fresh = Dictionary(new.questions.map { ($0.id, $0) }) { first, _ in first }
        let worst = new.metrics.map { Optional(ScoreTable.isLowerBetter($0) ? 1.0 : 0.0) }
        return Set(old.keys).union(fresh.keys).sorted().map { id in
            let (before, after) = (old[id], fresh[id])
            return Pair(
                id: id, kind: after?.kind ?? before?.kind, text: after?.text ?? before?.text,
                baseline: before.map { $0.isMissing ? worst : $0.values } ?? worst,
                new: after.map { $0.isMissing ? worst : $0.values } ?? worst)
        }
    }

    private static func missing(from table: ScoreTable, _ pairs: [Pair]) -> [String] {
        let there = Set(table.questions.filter { !$0.isMissing }.map(\.id))
        return pairs.map(\.id).filter { !there.contains($0) }
    }

    private static func compare(_ pairs: [Pair], _ metrics: [String], seed: UInt64) -> [PairedComparison] {
        metrics.indices.map { metric in
            let both = pairs.compactMap { pair -> (old: Double, new: Double)? in
                guard let old = pair.baseline[metric], let new = pair.new[metric] else { return nil }
                return (old, new)
            }
            return PairedComparison(
                baseline: both.map(\.old), new: both.map(\.new),
                isLowerBetter: ScoreTable.isLowerBetter(metrics[metric]), seed: seed)
        }
    }
}
