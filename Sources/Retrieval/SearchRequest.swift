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
