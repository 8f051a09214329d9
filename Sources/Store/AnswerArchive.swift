public import Corpus
public import Foundation

/// Something that was answered, in the form in which its makers encode it, with the articles that it shows: a takedown of one of
/// them removes it.
public struct ArchivedAnswer: Sendable, Hashable {
    /// Unique among those of its kind.
    public let key: String
    public let corpus: CorpusName
    public let createdAt: Date
    public let question: String
    /// A word for listings.
    public let status: String
    public let articles: [ArticleID]
    public let body: Data

    public init(
        key: String, corpus: CorpusName, createdAt: Date, question: String, status: String, articles: [ArticleID],
        body: Data
    ) {
        self.key = key
        self.corpus = corpus
        self.createdAt = createdAt
        self.question = question
        self.status = status
        self.articles = articles
        self.body = body
    }
}

/// How much an archive keeps; what is older goes.
public enum ArchiveLimits {
    /// Traces, the latest ones.
    public static let traces = 2_000
    /// Cached answers, those used last.
    public static let answers = 10_000
    /// Bytes of one body; a larger one is refused.
    public static let body = 1 << 20
}

/// Keeps traces of answers, and answers to be given again: bounded, on disk, shared by all processes of a data directory.
///
/// Removing an article or a corpus removes what shows it.
public protocol AnswerArchive: Sendable {
    /// Keeps a trace; one with its key is replaced. Throws `archive-too-large` for a body beyond ``ArchiveLimits/body``.
    func keepTrace(_ trace: ArchivedAnswer) async throws

    /// A trace by its key; nil where it is not kept, or not any more.
    func archivedTrace(_ key: String) async throws -> ArchivedAnswer?

    /// The latest traces, newest first, without their bodies.
    func latestTraces(limit: Int) async throws -> [ArchivedAnswer]

    /// Keeps an answer to be given again.
    func keepAnswer(_ answer: ArchivedAnswer) async throws

    /// An answer by its key; counts as its use.
    func archivedAnswer(_ key: String) async throws -> ArchivedAnswer?
}
