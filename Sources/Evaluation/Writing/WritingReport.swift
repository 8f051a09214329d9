import Generation
public import Reasoning

/// How one answer was written.
public struct WritingReport: Sendable, Hashable {
    /// Everything that was offered to the gates, in order.
    public let sentences: [OfferedSentence]
    /// Milliseconds to the first sentence that passed; nil where there is none.
    public let firstSentence: Double?
    /// Milliseconds to the end.
    public let whole: Double
    /// Calls of language models, in order.
    public let calls: [PromptedCall]

    /// A report of these parts.
    public init(sentences: [OfferedSentence], firstSentence: Double?, whole: Double, calls: [PromptedCall]) {
        self.sentences = sentences
        self.firstSentence = firstSentence
        self.whole = whole
        self.calls = calls
    }

    /// Whether a call was answered from the cache, so that its times say nothing of a model.
    var isFromCache: Bool { calls.contains { $0.report.isCached } }
}

/// What writers wrote for a set of questions, and what the gates let through.
public struct WritingSummary: Sendable, Hashable, Codable {
    /// What one writer wrote.
    public struct Row: Sendable, Hashable, Codable {
        public let writer: String
        /// Answers that ended with it as their writer.
        public internal(set) var answers = 0
        public internal(set) var right = 0
        /// Sentences that it offered first, without corrections.
        public internal(set) var offered = 0
        /// Those of them that passed at once.
        public internal(set) var released = 0
        /// Corrections that it offered for those that did not, and those that passed.
        public internal(set) var corrections = 0
        public internal(set) var corrected = 0
        /// Refusals by gate, corrections among them.
        public internal(set) var refusals: [String: Int] = [:]

        init(writer: String) { self.writer = writer }
    }

    /// In the order of their first sentence or answer.
    public let rows: [Row]
    /// To the first sentence that passed, of answers for which every call was made.
    public let firstSentence: AnswerTimes.Percentiles
    /// To the end of the same, abstentions included.
    public let whole: AnswerTimes.Percentiles
    /// Calls of models, those that the cache answered, and the tokens of the others.
    public let calls: Int
    public let cachedCalls: Int
    public let promptTokens: Int
    public let answerTokens: Int
    /// Calls that ended in an error, by its code.
    public let errors: [String: Int]

    /// Of the outcomes that have a report.
    public init(_ outcomes: [AnswerEvaluation.Outcome]) {
        var rows: [Row] = []
        func index(of writer: String) -> Int {
            if let index = rows.firstIndex(where: { $0.writer == writer }) { return index }
            rows.append(Row(writer: writer))
            return rows.count - 1
        }
        for outcome in outcomes {
            for sentence in outcome.writing?.sentences ?? [] { rows[index(of: sentence.writer)].add(sentence) }
            guard outcome.answer.status == .answered else { continue }
            let row = index(of: outcome.answer.writer)
            rows[row].answers += 1
            if outcome.verdict == .correct { rows[row].right += 1 }
        }
        self.rows = rows
        let reports = outcomes.compactMap(\.writing)
        let timed = reports.filter { !$0.isFromCache }
        firstSentence = AnswerTimes.Percentiles(timed.compactMap(\.firstSentence))
        whole = AnswerTimes.Percentiles(timed.map(\.whole))
        let made = reports.flatMap(\.calls).map(\.report)
        calls = made.count
        cachedCalls = made.count(where: \.isCached)
        promptTokens = made.reduce(0) { $0 + $1.usage.promptTokens }
        answerTokens = made.reduce(0) { $0 + $1.usage.answerTokens }
        errors = made.compactMap(\.error).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension WritingSummary.Row {
    fileprivate mutating func add(_ sentence: OfferedSentence) {
        switch (sentence.isCorrection, sentence.isReleased) {
        case (false, let passed):
            offered += 1
            if passed { released += 1 }
        case (true, let passed):
            corrections += 1
            if passed { corrected += 1 }
        }
        if !sentence.isReleased { refusals[sentence.gate ?? "unknown", default: 0] += 1 }
    }
}
