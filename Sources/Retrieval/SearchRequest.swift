public import Corpus
public import Store

/// What is looked for, and where.
public struct SearchRequest: Sendable, Hashable {
    public var question: String
    public var corpus: CorpusName
    public var filter: SearchFilter
    /// Hits wanted, 1 to ``maximumLimit``.
    public var limit: Int

    public static let maximumLimit = 1_000
    /// Longest question, in Unicode scalars.
    public static let maximumQuestionLength = 4_000

    public init(
        question: String, corpus: CorpusName = .standard, filter: SearchFilter = .standing, limit: Int = 10
    ) {
        self.question = question
        self.corpus = corpus
        self.filter = filter
        self.limit = limit
    }
}

extension SearchRequest {
    /// Throws `bad-question` or `bad-limit`.
    func validate() throws {
        if Words.words(in: question).isEmpty {
            throw BylineError(
                "bad-question", "The question has no words.", remedy: "Ask with at least one word or number.")
        }
        let length = question.unicodeScalars.count
        if length > Self.maximumQuestionLength {
            throw BylineError(
                "bad-question",
                "The question has \(length) characters, more than the \(Self.maximumQuestionLength) allowed.",
                remedy: "Ask a shorter question.")
        }
        if !(1...Self.maximumLimit).contains(limit) {
            throw BylineError(
                "bad-limit", "\(limit) hits were asked for.", remedy: "Ask for 1 to \(Self.maximumLimit).")
        }
    }
}
