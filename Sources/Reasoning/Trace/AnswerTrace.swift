public import Corpus
public import Foundation
public import Retrieval
public import Store

/// How an answer came about: enough to explain it to a person, and to ask the question again in the same way.
///
/// Bounded: at most ``Answerer/evidenceLimit`` candidates and as many findings as there are gates and sentences. Holds neither keys
/// nor addresses of models, and of articles only what an answer shows.
public struct AnswerTrace: Sendable, Hashable, Codable {
    /// The request, as it can be sent again.
    public struct Request: Sendable, Hashable, Codable {
        public let question: String
        public let corpus: CorpusName
        public let filter: SearchFilter
        public let minimumCredibility: Double?
        public let maximumSentences: Int
        /// What could be chosen; nil where the answer was free.
        public let choices: [String]?

        public init(_ request: AnswerRequest) {
            question = request.question
            corpus = request.corpus
            filter = request.filter
            minimumCredibility = request.minimumCredibility
            maximumSentences = request.maximumSentences
            choices = request.choices.isEmpty ? nil : request.choices
        }

        /// To ask once more.
        public var asked: AnswerRequest {
            AnswerRequest(
                question: question, corpus: corpus, filter: filter, minimumCredibility: minimumCredibility,
                maximumSentences: maximumSentences, choices: choices ?? [])
        }
    }

    /// A passage that the answer could draw on.
    public struct Candidate: Sendable, Hashable, Codable {
        public let rank: Int
        public let score: Float
        public let article: ArticleID
        public let version: VersionID
        public let chunk: ChunkID
        public let source: String
        public let title: String
        public let publishedAt: Date?
        /// The mean of what is believed of its source.
        public let credibility: Double
        public let signals: [Signal]
        public let explanation: String

        public init(_ hit: Hit) {
            rank = hit.rank
            score = hit.score
            article = hit.passage.article.id
            version = hit.passage.article.version
            chunk = hit.passage.chunk.id
            source = hit.passage.article.source
            title = hit.passage.article.title
            publishedAt = hit.passage.article.publishedAt
            credibility = hit.belief.mean
            signals = hit.signals
            explanation = hit.explanation
        }
    }

    /// How long a stage took; a broadened search adds to its stage.
    public struct Timing: Sendable, Hashable, Codable {
        public let stage: Stage.Name
        public let milliseconds: Double

        public init(stage: Stage.Name, milliseconds: Double) {
            self.stage = stage
            self.milliseconds = milliseconds
        }
    }

    public let id: String
    public let createdAt: Date
    public let request: Request
    public let plan: QuestionPlan?
    /// Questions that were searched, and whether the search was widened.
    public let searches: [String]
    /// The second search, with a name that the first one's evidence gave; nil where there was none.
    public let bridge: BridgedSearch?
    public let isBroadened: Bool
    public let candidates: [Candidate]
    /// What the evidence holds of what is sought, as it was found first; nil where nothing was looked for.
    public let assessment: EvidenceAssessment?
    /// What was measured of the answer, for its confidence; nil of an abstention.
    public let measures: [EvidenceFeature]?
    /// What every gate said, in order.
    public let findings: [Finding]
    /// Calls of language models, in order.
    public let calls: [PromptedCall]
    public let timings: [Timing]
    /// Milliseconds from the request to the first sentence that was released; nil where there is none.
    public let firstSentence: Double?
    /// Whether the answer is an earlier one whose evidence did not change.
    public let fromCache: Bool
    public let answer: Answer
}
