public import Reasoning

/// How well contradictions are named, against labels.
public struct ContradictionEvaluation: Sendable {
    /// One label, with what was named.
    public struct Outcome: Sendable {
        public let label: LabelledContradiction
        /// Of the answer to its question, from the whole corpus.
        public let answer: Answer
        /// Whether the two labelled sentences were found to contradict each other, their two passages alone given; nil where one
        /// of them was not found.
        public let isPairNamed: Bool?

        public init(label: LabelledContradiction, answer: Answer, isPairNamed: Bool?) {
            self.label = label
            self.answer = answer
            self.isPairNamed = isPairNamed
        }

        /// Whether the answer names both sides.
        public var isNamed: Bool { answer.contradictions.contains { label.isNamed(by: $0, in: answer.citations) } }
    }

    /// Counts over some labels.
    public struct Tally: Sendable, Hashable, Codable {
        /// Labels that contradict, those of them that are named by the answer, and as a pair.
        public var contradictions = 0
        public var named = 0
        public var pairsNamed = 0
        /// Controls, and those that are named all the same.
        public var controls = 0
        public var controlsNamed = 0
        public var controlPairsNamed = 0
        /// Contradictions that answers named, and those of them that are labelled as true.
        public var claims = 0
        public var labelledClaims = 0

        public init() {}

        public var recall: Double { Self.ratio(named, contradictions) }
        /// Of what answers named, the labelled part; what nobody labelled counts as wrong.
        public var precision: Double { Self.ratio(labelledClaims, claims) }
        public var pairRecall: Double { Self.ratio(pairsNamed, contradictions) }
        /// Of the labelled pairs that were named, those that contradict.
        public var pairPrecision: Double { Self.ratio(pairsNamed, pairsNamed + controlPairsNamed) }

        private static func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
    }

    public let outcomes: [Outcome]
    private let truths: [LabelledContradiction]

    public init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
        truths = outcomes.map(\.label).filter(\.contradiction)
    }

    /// Contradictions that an answer named and no label has.
    public func unlabelled(_ outcome: Outcome) -> [AnswerContradiction] {
        outcome.answer.contradictions.filter { named in
            !truths.contains { $0.isNamed(by: named, in: outcome.answer.citations) }
        }
    }

    /// Counts over the labels that fit.
    public func tally(where fits: (LabelledContradiction) -> Bool = { _ in true }) -> Tally {
        var tally = Tally()
        for outcome in outcomes where fits(outcome.label) {
            let (isNamed, isPair) = (outcome.isNamed, outcome.isPairNamed == true)
            if outcome.label.contradiction {
                tally.contradictions += 1
                tally.named += isNamed ? 1 : 0
                tally.pairsNamed += isPair ? 1 : 0
            } else {
                tally.controls += 1
                tally.controlsNamed += isNamed ? 1 : 0
                tally.controlPairsNamed += isPair ? 1 : 0
            }
            tally.claims += outcome.answer.contradictions.count
            tally.labelledClaims += outcome.answer.contradictions.count - unlabelled(outcome).count
        }
        return tally
    }
}
