import Crypto
public import Foundation

/// Turns what a reader found into what is stored: clean text, an identity, a version.
///
/// The same record gives the same ``Article`` on every machine. What it does to text is written at ``TextCleaner``, to
/// addresses at ``CanonicalURL``. Dates are kept to the millisecond. Cost: linear in the size of the record.
public struct Normaliser: Sendable {
    /// Raised whenever the same record would come out differently: in text, language, address or metadata. Part of
    /// every version's hash, so that a raised revision makes new versions.
    public static let revision = 1

    /// An article whose text is larger is refused, in bytes of UTF-8 before normalisation.
    public let maximumTextBytes: Int

    /// One-line fields that are longer, in bytes, are refused: they are not titles or names.
    static let maximumFieldBytes = 16_384

    private let languages = LanguageDetector()

    /// With the limit of ``maximumTextBytes``.
    public init(maximumTextBytes: Int = 20 << 20) {
        self.maximumTextBytes = maximumTextBytes
    }

    /// The article of `corpus` that `raw` describes.
    ///
    /// `ingestedAt` counts only for ``Article/knownFrom`` (``Provenance`` says how), never for the id or the version.
    /// - Throws: `BylineError` with the code `article-empty`, `article-too-large` or `article-date`.
    public func article(
        from raw: RawArticle, in corpus: CorpusName, provenance: Provenance, ingestedAt: Date
    ) throws -> Article {
        try checkSizes(of: raw)
        let text = TextCleaner.clean(raw.text)
        let title = TextCleaner.clean(raw.title, lineBreaks: .joined)
        guard !text.isEmpty || !title.isEmpty else { throw BylineError.articleEmpty }
        let source = Self.field(raw.source) ?? ""
        let url = raw.url.flatMap(CanonicalURL.init)
        let metadata = Metadata(
            source: source, title: title, url: url, author: Self.field(raw.author), category: Self.field(raw.category),
            language: raw.language.flatMap(LanguageCode.init)?.rawValue ?? languages.language(of: text, title: title),
            publishedAt: try Self.milliseconds(raw.publishedAt), updatedAt: try Self.milliseconds(raw.updatedAt),
            retracted: raw.retracted)
        let knownFrom =
            switch provenance {
            case .live: try Self.milliseconds(ingestedAt)
            case .backfill: try metadata.updatedAt ?? metadata.publishedAt ?? Self.milliseconds(ingestedAt)
            }
        return Article(
            id: Self.identity(of: raw, corpus: corpus, text: text, metadata: metadata),
            version: metadata.version(of: text), corpus: corpus, source: source, url: url?.address, title: title,
            text: text, author: metadata.author, category: metadata.category, language: metadata.language,
            publishedAt: metadata.publishedAt.map(Self.date), updatedAt: metadata.updatedAt.map(Self.date),
            retracted: raw.retracted, knownFrom: knownFrom.map(Self.date) ?? ingestedAt)
    }

    /// `text` as articles hold it; see ``TextCleaner``.
    public static func text(_ text: String) -> String { TextCleaner.clean(text) }

    private func checkSizes(of raw: RawArticle) throws {
        if raw.text.utf8.count > maximumTextBytes {
            throw BylineError.articleTooLarge("text", bytes: raw.text.utf8.count, limit: maximumTextBytes)
        }
        let fields = [
            ("title", raw.title), ("source", raw.source), ("author", raw.author), ("category", raw.category),
            ("id", raw.id),
        ]
        for (name, value) in fields {
            guard let size = value?.utf8.count, size > Self.maximumFieldBytes else { continue }
            throw BylineError.articleTooLarge(name, bytes: size, limit: Self.maximumFieldBytes)
        }
    }

    /// Corpus, source and canonical URL; without a URL the reader's id; without one, the hash of the content. The
    /// source counts without regard to case.
    private static func identity(
        of raw: RawArticle, corpus: CorpusName, text: String, metadata: Metadata
    ) -> ArticleID {
        let source = metadata.source.lowercased()
        if let url = metadata.url { return ArticleID(hashing: [corpus.rawValue, source, "url", url.identity]) }
        if let id = field(raw.id) { return ArticleID(hashing: [corpus.rawValue, source, "id", id]) }
        return ArticleID(hashing: [corpus.rawValue, source, "content", metadata.title, text])
    }

    /// A one-line field, nil where nothing is left of it.
    private static func field(_ raw: String?) -> String? {
        let cleaned = raw.map { TextCleaner.clean($0, lineBreaks: .joined) } ?? ""
        return cleaned.isEmpty ? nil : cleaned
    }

    /// Milliseconds since 1970: the resolution of all dates in Byline, so that what is stored equals what was made.
    private static func milliseconds(_ date: Date?) throws -> Int64? {
        guard let date else { return nil }
        let milliseconds = (date.timeIntervalSince1970 * 1_000).rounded()
        guard ArticleDate.range.contains(milliseconds) else { throw BylineError.articleDate }
        return Int64(milliseconds)
    }

    private static func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}

/// All of a version but its text, as it is hashed.
private struct Metadata {
    let source: String
    let title: String
    let url: CanonicalURL?
    let author: String?
    let category: String?
    let language: String
    /// Milliseconds since 1970.
    let publishedAt: Int64?
    let updatedAt: Int64?
    let retracted: Bool

    /// By the URL's identity and not its address: `http` and `https` of one page are no two versions. Empty stands for
    /// unknown: after normalisation no known field is empty.
    func version(of text: String) -> VersionID {
        func text64(_ value: Int64?) -> String { value.map { String($0) } ?? "" }
        return VersionID(hashing: [
            String(Normaliser.revision), text, title, source, url?.identity ?? "", author ?? "", category ?? "",
            language, text64(publishedAt), text64(updatedAt), retracted ? "retracted" : "",
        ])
    }
}

extension BylineError.Code {
    /// A record has neither a title nor a text.
    public static let articleEmpty: Self = "article-empty"
    /// A field of a record is larger than any article's.
    public static let articleTooLarge: Self = "article-too-large"
    /// A date lies outside the years 1 to 9999.
    public static let articleDate: Self = "article-date"
}

extension BylineError {
    static let articleEmpty = BylineError(
        .articleEmpty, "The article has neither a title nor a text.",
        remedy: "Give it a `title` or a `text`, or leave the record out.")

    static let articleDate = BylineError(
        .articleDate, "A date of the article lies outside the years 1 to 9999.",
        remedy: "Correct `published_at` and `updated_at`, or leave them out.")

    static func articleTooLarge(_ field: String, bytes: Int, limit: Int) -> BylineError {
        BylineError(
            .articleTooLarge, "The article's `\(field)` has \(bytes) bytes; at most \(limit) are taken.",
            remedy: "Split the article into several, or shorten its `\(field)`.")
    }
}
