public import Foundation

/// What a search looks for, as it was read from the question without a model.
public struct SearchPlan: Sendable, Hashable {
    /// A word of the question.
    public struct Term: Sendable, Hashable {
        /// In lower case, as the full-text index is asked for it.
        public let word: String
        /// By Porter's stemmer.
        public let stem: String
        /// 1, or less for a word that says little about what is asked.
        public let weight: Float
    }

    /// A part of the question that states a fact of its own.
    public struct Clause: Sendable, Hashable {
        public let text: String
        public let terms: [Term]
        /// Outlets that this part names, as ``OutletDirectory`` knows them.
        public let outlets: Set<String>
    }

    /// Words that carry meaning, each stem once, in order.
    public let terms: [Term]
    /// Two or more; empty where the question is of one piece.
    public let clauses: [Clause]
    /// Outlets that the question names: in lower case, as articles have them.
    public let outlets: Set<String>
    /// Outlets that the question asks for and of which the corpus has nothing, as they are written, in order.
    public let absentOutlets: [String]
    public let times: [TimeMention]
    /// Asks how things stand: what is newer answers better.
    public let asksForNow: Bool
    /// The moment that "now" means: that of an as-of search, or the present.
    public let moment: Date

    public init(
        terms: [Term], clauses: [Clause], outlets: Set<String>, absentOutlets: [String] = [], times: [TimeMention],
        asksForNow: Bool, moment: Date
    ) {
        self.terms = terms
        self.clauses = clauses
        self.outlets = outlets
        self.absentOutlets = absentOutlets
        self.times = times
        self.asksForNow = asksForNow
        self.moment = moment
    }
}
