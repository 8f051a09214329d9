import Corpus

/// Articles that are in memory already, read like a file.
final class ArrayReader: ArticleReader {
    private let articles: [RawArticle]
    private var position = 0

    init(_ articles: [RawArticle]) { self.articles = articles }

    func next() -> ReadOutcome? {
        guard position < articles.count else { return nil }
        defer { position += 1 }
        return .article(articles[position], RecordLocation(file: "request", line: position + 1))
    }

    var progress: ReadingProgress { ReadingProgress() }
}
