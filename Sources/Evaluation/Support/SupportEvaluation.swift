public import Reasoning

/// Gives pairs whose label is known to a verifier, and counts what it catches and what it refuses wrongly.
public struct SupportEvaluation: Sendable {
    /// One pair with its verdict.
    public struct Outcome: Sendable {
        public let pair: SupportPair
        public let verdict: SupportVerdict
        /// Milliseconds, all in all and in the encoder.
        public let milliseconds: Double
        public let encoding: Double
        /// What the model of inference found; nil where it was not asked.
        public let judging: JudgeClock.Reading?

        /// The verdict is the label.
        public var isRight: Bool { verdict.isSupported == (pair.label == .supported) }
    }

    /// Pairs of one kind, origin and split. Of supported pairs, those refused are false alarms; of the others, they are caught.
    public struct Row: Sendable, Hashable, Codable {
        public let split: String
        public let label: SupportPair.Label
        public let kind: String
        public let origin: String
        public let pairs: Int
        public let refused: Int
        /// Refused ÷ pairs, with its interval at 95 % (Wilson).
        public let share: Double
        public let low: Double
        public let high: Double

        init(split: String, label: SupportPair.Label, kind: String, origin: String, _ outcomes: [Outcome]) {
            self.split = split
            self.label = label
            self.kind = kind
            self.origin = origin
            pairs = outcomes.count
            refused = outcomes.count { !$0.verdict.isSupported }
            share = outcomes.isEmpty ? 0 : Double(refused) / Double(pairs)
            let interval = WilsonInterval.interval(refused, of: pairs)
            (low, high) = (interval.lowerBound, interval.upperBound)
        }
    }

    /// How long a verdict took, in milliseconds.
    public struct Timing: Sendable, Hashable, Codable {
        public let median: Double
        public let percentile95: Double

        init(_ values: [Double]) {
            let sorted = values.sorted()
            median = sorted.isEmpty ? 0 : Bootstrap.quantile(0.5, of: sorted)
            percentile95 = sorted.isEmpty ? 0 : Bootstrap.quantile(0.95, of: sorted)
        }
    }

    public let outcomes: [Outcome]
    /// By split and kind: by hand, generated, and both together as `all` where both occur. Sorted.
    public let rows: [Row]
    /// Without models, and with the encoder.
    public let checking: Timing
    public let verifying: Timing
    /// What the model of inference took for those sentences that it was asked of; nil where there was none.
    public let judging: Timing?

    public init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
        checking = Timing(outcomes.map { $0.milliseconds - $0.encoding - ($0.judging?.milliseconds ?? 0) })
        verifying = Timing(outcomes.map { $0.milliseconds - ($0.judging?.milliseconds ?? 0) })
        let judged = outcomes.compactMap { $0.judging?.milliseconds }
        judging = judged.isEmpty ? nil : Timing(judged)
        let groups = Dictionary(grouping: outcomes) { [$0.pair.split, $0.pair.label.rawValue, $0.pair.kind] }
        rows = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { _, group -> [Row] in
            guard let pair = group.first?.pair else { return [] }
            let origins = Dictionary(grouping: group, by: \.pair.origin).sorted { $0.key < $1.key }
            let parts = origins.count > 1 ? origins + [("all", group)] : origins
            return parts.map {
                Row(split: pair.split, label: pair.label, kind: pair.kind, origin: $0.key, $0.value)
            }
        }
    }

    /// Checks pairs one after the other, so that the times are those of one sentence. Throws what the verifier throws.
    ///
    /// - Parameters:
    ///   - encoder: what the verifier's own encoder took for a sentence; nil without one.
    ///   - entailment: the check that stands beside the verifier, for pairs that the verifier lets through; nil without one.
    ///   - judge: what its model took.
    public static func run(
        _ pairs: [SupportPair], articles: QuotedArticles, verifier: SupportVerifier, encoder: EncoderClock? = nil,
        entailment: EntailmentCheck? = nil, judge: JudgeClock? = nil, progress: (Int) -> Void = { _ in }
    ) async throws -> SupportEvaluation {
        var outcomes: [Outcome] = []
        for pair in pairs {
            let passage = articles.passage(of: pair)
            _ = encoder?.take()
            let start = ContinuousClock.now
            var verdict = try await verifier.verdict(of: pair.claim, citing: [passage])
            if verdict.isSupported, let entailment,
                let objection = try await entailment.objection(to: pair.claim, citing: [passage.quote])
            {
                verdict = verdict.refused(by: EntailmentCheck.name, objection)
            }
            let time = (ContinuousClock.now - start) / .milliseconds(1)
            outcomes.append(
                Outcome(
                    pair: pair, verdict: verdict, milliseconds: time, encoding: encoder?.take() ?? 0,
                    judging: judge?.take()))
            progress(outcomes.count)
        }
        return SupportEvaluation(outcomes)
    }
}
