/// What a tuning found.
public struct TuningReport: Sendable, Encodable {
    /// Means over questions: each measure, and the objective.
    public struct Figures: Sendable, Hashable, Encodable {
        public let objective: Double
        /// Measure → mean.
        public let measures: [String: Double]
    }

    public struct SignalRow: Sendable, Encodable {
        public let name: String
        public let current: Float
        public let tuned: Float
        /// The least and the largest weight over the folds: how far the questions agree.
        public let lowest: Float
        public let highest: Float
        /// It told no candidates of a question apart, so that its weight stays.
        public let isMute: Bool
        /// What the held-out objective loses when its weight is 0, the others as they were; and when they are tuned again
        /// without it. Nil where it was not tuned, or nobody asked.
        public let lossZeroed: PairedDifference?
        public let lossRetuned: PairedDifference?
    }

    public struct FoldRow: Sendable, Encodable {
        public let questions: Int
        public let training: Double
        public let heldOut: Double
        /// Of the weights as they are, on the questions held out.
        public let current: Double
    }

    public struct KindRow: Sendable, Encodable {
        public let kind: String
        public let questions: Int
        public let current: Double
        public let heldOut: Double
    }

    /// The objective on each set, by weights tuned elsewhere or on its own other folds.
    public struct TransferRow: Sendable, Encodable {
        public let tunedOn: String
        public let objective: [Double]
    }

    public let objective: String
    public let questions: Int
    public let sets: [String]
    public let signals: [SignalRow]
    public let current: Figures
    /// The tuned weights on what they were tuned on: too good, as always.
    public let training: Figures
    /// Each question by the weights of the fold that it was held out of: what to expect of new questions.
    public let heldOut: Figures
    /// Held-out objective over that of the weights as they are.
    public let gain: PairedDifference
    public let folds: [FoldRow]
    public let kinds: [KindRow]
    /// Empty where there is one set.
    public let transfer: [TransferRow]
    /// Signal → weight.
    public let tuned: [String: Float]
}
