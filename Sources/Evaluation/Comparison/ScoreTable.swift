import Corpus

/// What a system reached, question by question: what two systems are compared by, wherever the values come from.
public struct ScoreTable: Sendable, Hashable, Codable {
    /// How the values were made; tables of different scorings cannot be compared, though their metrics share names.
    public enum Scoring: String, Sendable, Hashable, Codable {
        /// Documents against judgements, by trec_eval's definitions.
        case judgements
        /// Passages against the facts that they must contain, by MultiHop-RAG's.
        case facts
    }

    public struct Question: Sendable, Hashable, Codable {
        public let id: String
        /// Nil where the file of questions does not say.
        public let kind: String?
        public let text: String?
        /// In the order of ``ScoreTable/metrics``; nil where a metric has no value for the question.
        public let values: [Double?]
        /// The system had no ranking for the question, and its values are 0.
        public let isMissing: Bool

        public init(id: String, kind: String? = nil, text: String? = nil, values: [Double?], isMissing: Bool = false) {
            self.id = id
            self.kind = kind
            self.text = text
            self.values = values
            self.isMissing = isMissing
        }
    }

    /// The system's name.
    public let system: String
    public let scoring: Scoring
    public let metrics: [String]
    /// By id, none twice.
    public let questions: [Question]
    /// Mean recall after rank 1, 2, …; empty where it was not measured.
    public let recallByRank: [Double]

    /// Puts the questions in the order of their ids.
    public init(
        system: String, scoring: Scoring, metrics: [String], questions: [Question], recallByRank: [Double] = []
    ) {
        self.system = system
        self.scoring = scoring
        self.metrics = metrics
        self.questions = questions.sorted { $0.id < $1.id }
        self.recallByRank = recallByRank
    }

    /// The mean of a metric over the questions that have a value; nil where none has.
    public func mean(_ metric: Int, of questions: [Question]? = nil) -> Double? {
        let values = (questions ?? self.questions).compactMap { $0.values[metric] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Whether the lower of two values of the metric is the better one.
    public static func isLowerBetter(_ metric: String) -> Bool {
        metric.hasPrefix("\(ArticleMetric.Kind.duplicates.rawValue)@")
    }

    /// The same questions with these metrics alone. Throws `unknown-metric`.
    public func selecting(_ wanted: [String]) throws -> ScoreTable {
        let places = try wanted.map { name in
            guard let place = metrics.firstIndex(of: name) else {
                throw BylineError(
                    .unknownMetric, "The scores of \(system) have no metric '\(name)'.",
                    remedy: "Choose from \(metrics.joined(separator: ", ")).")
            }
            return place
        }
        return ScoreTable(
            system: system, scoring: scoring, metrics: wanted,
            questions: questions.map { question in
                Question(
                    id: question.id, kind: question.kind, text: question.text,
                    values: places.map { question.values[$0] }, isMissing: question.isMissing)
            }, recallByRank: recallByRank)
    }
}
