import Foundation
public import Reasoning

/// Measures declining on cases, and fits what decides it to those of them that calibrate.
public struct AbstentionEvaluation: Sendable {
    /// A case with where it belongs.
    public struct Asked: Sendable {
        public let set: String
        /// Whether models and thresholds may be fitted to it; what is reported comes from the others.
        public let calibrates: Bool
        public let one: AbstentionCase
        /// Whether its answer is right; nil where nobody can tell from a string.
        public let isRight: Bool?

        /// - Parameter judged: the question with its accepted strings, where it has some.
        public init(set: String, calibrates: Bool, one: AbstentionCase, judged: JudgedQuestion?) {
            self.set = set
            self.calibrates = calibrates
            self.one = one
            let isJudged = one.condition == .whole || one.condition == .unanswerable
            isRight = isJudged ? judged.map { AnswerVerdict(one.trace.answer, to: $0).isRight } : nil
        }
    }

    /// The three models and what is declined and named by them.
    public struct Models: Sendable, Hashable, Codable {
        public var answerable = SufficiencyModel.answerable
        public var threshold = SufficiencyModel.threshold
        public var clause = SufficiencyModel.clause
        public var foundThreshold = SufficiencyModel.foundThreshold
        public var right = SufficiencyModel.right

        public init() {}
    }

    /// The figures of some cases.
    public struct Row: Sendable, Hashable, Codable {
        public let set: String
        public let calibrates: Bool
        /// The corpus whole against the corpus without the evidence, by the chance alone.
        public let removed: AbstentionScore
        /// Declined by the chance alone ÷ questions that the corpus never answered; nil where there are none.
        public let unanswerable: Double?
        /// By condition: declined by all gates ÷ asked.
        public let declined: [String: Double]
        /// Of questions of which one part is gone: the share that is declined or names a part that is gone.
        public let named: Double?
        /// Of the same: the share that names a part that is there.
        public let misnamed: Double?
        /// Of questions whose evidence is all there: the share of which a part is called missing.
        public let alarms: Double?
    }

    public let asked: [Asked]

    public init(_ asked: [Asked]) { self.asked = asked }

    /// One row for each set and part.
    public func rows(_ models: Models) -> [Row] {
        let groups = Dictionary(grouping: asked) { "\($0.set)\u{1F}\($0.calibrates)" }
        return groups.sorted { $0.key < $1.key }.map { _, members in row(members, models) }
    }

    private func row(_ members: [Asked], _ models: Models) -> Row {
        func cases(_ condition: AbstentionCase.Condition) -> [AbstentionCase] {
            members.map(\.one).filter { $0.condition == condition }
        }
        func share(_ cases: [AbstentionCase], _ holds: (AbstentionCase) -> Bool) -> Double? {
            cases.isEmpty ? nil : Double(cases.count(where: holds)) / Double(cases.count)
        }
        let decided = members.compactMap { asked -> AbstentionScore.Case? in
            guard asked.one.condition != .unanswerable, let isAnswerable = asked.one.isAnswerable else { return nil }
            return AbstentionScore.Case(chance: asked.one.chance(models.answerable), isAnswerable: isAnswerable)
        }
        let several = cases(.oneRemoved)
        var declined: [String: Double] = [:]
        for condition in AbstentionCase.Condition.allCases {
            declined[condition.rawValue] = share(cases(condition)) { $0.trace.answer.status == .abstained }
        }
        return Row(
            set: members[0].set, calibrates: members[0].calibrates,
            removed: AbstentionScore(decided, threshold: models.threshold),
            unanswerable: share(cases(.unanswerable)) { $0.chance(models.answerable) < models.threshold },
            declined: declined,
            named: share(several) { $0.trace.answer.status == .abstained || !$0.named.isDisjoint(with: $0.missing) },
            misnamed: share(several) { !$0.named.subtracting($0.missing).isEmpty },
            alarms: share(cases(.whole)) { !$0.named.isEmpty })
    }

    /// Models fitted to the cases that calibrate. Declining is to lose at most `share` of their answerable ones, and so is calling
    /// a part missing.
    public func fitted(losing share: Double) -> Models {
        let calibrating = asked.filter(\.calibrates)
        let cases = calibrating.map(\.one)
        var models = Models()
        let examples = cases.filter { $0.condition != .unanswerable }.compactMap { one in
            one.isAnswerable.map { LogisticFit.Example(one.trace.assessment?.features ?? [], isTrue: $0) }
        }
        models.answerable = LogisticFit(names: models.answerable.terms.map(\.name)).model(of: examples)
        models.threshold = AbstentionScore.threshold(
            cases.filter { $0.condition == .whole }.map {
                .init(chance: $0.chance(models.answerable), isAnswerable: true)
            }, losing: share)
        let clauses = Self.clauses(of: cases)
        models.clause = LogisticFit(names: models.clause.terms.map(\.name)).model(of: clauses.map { $0.example })
        models.foundThreshold = AbstentionScore.threshold(
            clauses.filter { $0.example.isTrue }.map {
                .init(chance: models.clause.probability($0.features), isAnswerable: true)
            }, losing: share)
        models.right = LogisticFit(names: models.right.terms.map(\.name)).model(of: Self.answers(calibrating))
        return models
    }

    /// Clauses whose facts are there, and clauses whose facts were taken away.
    private static func clauses(
        of cases: [AbstentionCase]
    ) -> [(features: [EvidenceFeature], example: LogisticFit.Example)] {
        cases.filter { $0.condition == .whole || $0.condition == .oneRemoved }.flatMap { one in
            let clauses = one.trace.assessment?.clauses ?? []
            return clauses.count < 2
                ? []
                : clauses.enumerated().map { index, clause in
                    (clause.features, LogisticFit.Example(clause.features, isTrue: !one.missing.contains(index)))
                }
        }
    }

    /// Answers that were judged, with whether they were right.
    private static func answers(_ asked: [Asked]) -> [LogisticFit.Example] {
        asked.compactMap { asked in
            guard asked.one.trace.answer.status == .answered, let isRight = asked.isRight else { return nil }
            return LogisticFit.Example(asked.one.trace.measures ?? [], isTrue: isRight)
        }
    }

    /// Of the judged answers: how sure each is by a model that was fitted to the other folds, and whether it is right; of
    /// abstentions, one less the chance of being answerable. The same seed gives the same folds.
    public func heldOutConfidences(
        names: [String], folds: Int = 5, seed: UInt64 = 1
    ) -> [(confidence: Double, isRight: Bool)] {
        let judged = asked.filter { $0.isRight != nil }
        let parts = Halves.assign(judged.map { "\($0.set) \($0.one.question.kind)" }, count: folds, seed: seed)
        return (0..<folds).flatMap { fold -> [(confidence: Double, isRight: Bool)] in
            let training = judged.indices.filter { parts[$0] != fold }.map { judged[$0] }
            let model = LogisticFit(names: names).model(of: Self.answers(training))
            let others = judged.indices.filter { parts[$0] == fold }
            return others.compactMap { index -> (confidence: Double, isRight: Bool)? in
                let asked = judged[index]
                guard let isRight = asked.isRight else { return nil }
                let isAnswered = asked.one.trace.answer.status == .answered
                return (
                    isAnswered ? model.probability(asked.one.trace.measures ?? []) : asked.one.trace.answer.confidence,
                    isRight
                )
            }
        }
    }
}
