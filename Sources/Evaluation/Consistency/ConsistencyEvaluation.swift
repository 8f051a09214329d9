public import Corpus
public import Reasoning
import Store

/// Asks each question in all of its wordings, to see whether the answer hangs on how a reader puts it.
public struct ConsistencyEvaluation: Sendable {
    /// One question with the answers to its wordings.
    public struct Outcome: Sendable {
        public let question: JudgedQuestion
        public let answers: [Answer]

        public init(question: JudgedQuestion, answers: [Answer]) {
            self.question = question
            self.answers = answers
        }

        /// Wordings whose answer is right.
        public var right: Int { answers.count { AnswerVerdict($0, to: question).isRight } }
        /// All wordings have a right answer.
        public var isRight: Bool { right == answers.count }
        /// One article is cited by the answers to all wordings.
        public var restsOnSame: Bool {
            guard let first = answers.first else { return false }
            return !answers.dropFirst().reduce(into: Self.cited(first)) { $0.formIntersection(Self.cited($1)) }.isEmpty
        }
        private static func cited(_ answer: Answer) -> Set<ArticleID> { Set(answer.citations.map(\.article)) }
    }

    public let outcomes: [Outcome]

    public init(_ outcomes: [Outcome]) { self.outcomes = outcomes }

    /// The share of the questions whose answers are right in all wordings.
    public var right: Double { share(\.isRight) }
    /// The share whose answers cite one article in all wordings.
    public var sameEvidence: Double { share(\.restsOnSame) }
    /// The share whose answers are right in all wordings and cite one article.
    public var consistent: Double { share { $0.isRight && $0.restsOnSame } }
    /// The share of all wordings whose answer is right.
    public var wordingsRight: Double {
        let all = outcomes.reduce(0) { $0 + $1.answers.count }
        return all == 0 ? 0 : Double(outcomes.reduce(0) { $0 + $1.right }) / Double(all)
    }

    private func share(_ holds: (Outcome) -> Bool) -> Double {
        outcomes.isEmpty ? 0 : Double(outcomes.count(where: holds)) / Double(outcomes.count)
    }

    /// Asks them one after the other. Throws `question-unknown` for wordings of a question that is not among `questions`, and what
    /// the answerer throws.
    public static func run(
        _ wordings: [WordedQuestion], of questions: [JudgedQuestion], with answerer: Answerer, corpus: CorpusName,
        progress: (Int) -> Void = { _ in }
    ) async throws -> ConsistencyEvaluation {
        let known = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var outcomes: [Outcome] = []
        for worded in wordings {
            guard let question = known[worded.id] else {
                throw BylineError(
                    "question-unknown", "There are wordings of a question '\(worded.id)', which is not in the set.",
                    remedy: "Give the file of questions that the wordings are of.")
            }
            var answers: [Answer] = []
            for wording in worded.wordings {
                answers.append(
                    try await answerer.answer(
                        AnswerRequest(
                            question: wording, corpus: corpus, filter: SearchFilter(asOf: question.asOf))))
            }
            outcomes.append(Outcome(question: question, answers: answers))
            progress(outcomes.count)
        }
        return ConsistencyEvaluation(outcomes)
    }
}
