public import Corpus
public import Foundation
public import Store

/// Finds the articles of a corpus that have a sentence word by word.
public struct EvidenceLocator: Sendable {
    /// A sentence with where it stands.
    public struct Place: Sendable, Hashable {
        public let sentence: String
        /// URLs of the articles that have it, or their ids where they have none: the first published first.
        public let articles: [String]
    }

    private let store: any Store
    private let corpus: CorpusName
    private let asOf: Date?

    /// Looks at articles as they stand, or as they stood at `asOf`, withdrawn ones included.
    public init(store: any Store, corpus: CorpusName, asOf: Date? = nil) {
        self.store = store
        self.corpus = corpus
        self.asOf = asOf
    }

    /// The places of each of `sentences`. Spaces and line breaks do not count. Reads every article once.
    /// - Throws: `evidence-unknown` for one that no article has; `evidence-short` for one of a single word, which stands
    ///   anywhere; `unknown-corpus`.
    public func locate(_ sentences: [String]) async throws -> [Place] {
        for sentence in sentences where sentence.split(whereSeparator: \.isWhitespace).count < 2 {
            throw BylineError(
                "evidence-short", "The evidence '\(sentence)' is not a sentence.",
                remedy: "Give a whole sentence of an article, as it stands there.")
        }
        let wanted = sentences.map(Self.squeezed)
        var found = [[Found]](repeating: [], count: sentences.count)
        let filter = SearchFilter(asOf: asOf, includeUndated: true, includeRetracted: true)
        var cursor: String?
        repeat {
            let page = try await store.articles(in: corpus, filter: filter, after: cursor, limit: Self.page)
            for version in page.articles {
                let text = Self.squeezed(version.article.text)
                for (index, sentence) in wanted.enumerated() where text.contains(sentence) {
                    found[index].append(Found(version.article))
                }
            }
            cursor = page.next
        } while cursor != nil
        return try zip(sentences, found).map { sentence, articles in
            guard !articles.isEmpty else { throw unknown(sentence) }
            return Place(sentence: sentence, articles: articles.sorted(by: Found.precedes).map(\.name))
        }
    }

    private struct Found {
        let name: String
        let published: Date

        init(_ article: Article) {
            name = article.url ?? article.id.rawValue
            published = article.publishedAt ?? .distantFuture
        }

        static func precedes(_ one: Found, _ other: Found) -> Bool {
            (one.published, one.name) < (other.published, other.name)
        }
    }

    private static let page = 100

    private func unknown(_ sentence: String) -> BylineError {
        let moment = asOf.map { " as of \(ArticleDate.text($0))" } ?? ""
        return BylineError(
            "evidence-unknown", "No article of the corpus '\(corpus)'\(moment) has the sentence '\(sentence)'.",
            remedy: "Copy it from an article, word by word: 'byline search' shows passages.")
    }

    private static func squeezed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
