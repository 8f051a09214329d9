public import Corpus
public import Reasoning
import Store

/// Asks judged questions and counts how the answers did.
public struct AnswerEvaluation: Sendable {
    /// One question with its answer.
    public struct Outcome: Sendable {
        public let question: JudgedQuestion
        public let answer: Answer
        public let verdict: AnswerVerdict
        /// What its confidence was made of; none of an abstention.
        public let measures: [EvidenceFeature]
        /// How it was written; nil where nobody watched.
        public let writing: WritingReport?

        public init(
            question: JudgedQuestion, answer: Answer, verdict: AnswerVerdict, measures: [EvidenceFeature] = [],
            writing: WritingReport? = nil
        ) {
            self.question = question
            self.answer = answer
            self.verdict = verdict
            self.measures = measures
            self.writing = writing
        }
    }

    /// Counts over some questions.
    public struct Tally: Sendable, Hashable, Codable {
        public var asked = 0
        public var answered = 0
        public var correct = 0
        /// Questions that the corpus cannot answer, and how many of them were declined.
        public var unanswerable = 0
        public var declined = 0

        /// Of the questions that the corpus answers.
        public var answerable: Int { asked - unanswerable }
        /// Correct ÷ answerable questions asked.
        public var accuracy: Double { Self.ratio(correct, answerable) }
        /// Correct ÷ answered; an answer to an unanswerable question counts as answered.
        public var precision: Double { Self.ratio(correct, answered) }
        /// Answered ÷ asked, of the answerable ones.
        public var coverage: Double { Self.ratio(answered - (unanswerable - declined), answerable) }
        /// Declined ÷ unanswerable.
        public var refusal: Double { Self.ratio(declined, unanswerable) }

        private static func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }

        mutating func add(_ outcome: Outcome) {
            asked += 1
            if outcome.answer.status == .answered { answered += 1 }
            if outcome.verdict == .correct { correct += 1 }
            if outcome.question.isUnanswerable { unanswerable += 1 }
            if outcome.verdict == .declined { declined += 1 }
        }
    }

    public let outcomes: [Outcome]
    public let total: Tally
    public let byKind: [String: Tally]

    public init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
        var total = Tally()
        var byKind: [String: Tally] = [:]
        for outcome in outcomes {
            total.add(outcome)
            byKind[outcome.question.kind, default: Tally()].add(outcome)
        }
        self.total = total
        self.byKind = byKind
    }

    /// Asks the questions one after the other. Throws what the answerer throws.
    ///
    /// - Parameter watched: the answerer's writer, where what it writes is to be reported.
    public static func run(
        _ questions: [JudgedQuestion], with answerer: Answerer, watching watched: WatchedWriter? = nil,
        corpus: CorpusName, progress: (Int) -> Void = { _ in }
    ) async throws -> AnswerEvaluation {
        var outcomes: [Outcome] = []
        for question in questions {
            let request = AnswerRequest(
                question: question.question, corpus: corpus, filter: SearchFilter(asOf: question.asOf))
            let begin = ContinuousClock.now
            let trace = try await answerer.trace(request)
            let whole = begin.duration(to: .now) / .milliseconds(1)
            let writing = watched.map {
                WritingReport(
                    sentences: $0.takeSentences(findings: trace.findings), firstSentence: trace.firstSentence,
                    whole: whole,
                    calls: trace.calls)
            }
            outcomes.append(
                Outcome(
                    question: question, answer: trace.answer, verdict: AnswerVerdict(trace.answer, to: question),
                    measures: trace.measures ?? [], writing: writing))
            progress(outcomes.count)
        }
        return AnswerEvaluation(outcomes)
    }
}
