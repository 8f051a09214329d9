import Corpus
public import Reasoning

/// The articles that pairs quote, by their URL: what a verifier needs to know around a quote.
public struct QuotedArticles: Sendable {
    private let versions: [String: [RawArticle]]

    /// None: pairs have to bring their context themselves.
    public init() { versions = [:] }

    /// Reads the articles of a file or folder; what is no article is passed over. Throws what the reader throws.
    public init(path: String) throws {
        var versions: [String: [RawArticle]] = [:]
        let reader = try ArticleReaders.open(path)
        while let outcome = try reader.next() {
            guard case .article(let article, _) = outcome, let url = article.url else { continue }
            versions[url, default: []].append(article)
        }
        self.versions = versions
    }

    /// What a pair cites: with the text around the quote from the pair, else from the version of the article that has the
    /// quote; else the quote alone.
    public func passage(of pair: SupportPair) -> CitedPassage {
        let known = versions[pair.url] ?? []
        let article = known.first { $0.text.contains(pair.quote) } ?? known.first
        return CitedPassage(
            quote: pair.quote, context: pair.context ?? article?.text, title: pair.title ?? article?.title ?? "",
            source: pair.source ?? article?.source ?? "", author: pair.author ?? article?.author,
            publishedAt: pair.publishedAt ?? article?.publishedAt)
    }
}
