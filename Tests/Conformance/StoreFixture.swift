public import Corpus
public import Embedding
public import Foundation
public import Store

/// Articles, chunks and vectors for tests of stores: made from their text alone, so that equal texts have equal vectors.
public struct StoreFixture: Sendable {
    /// The corpus that articles belong to.
    public let corpus: CorpusName
    /// The space of the vectors.
    public let space: EmbeddingSpace

    /// How all fixtures cut.
    public static let chunking = Chunking(tokenizer: "lines:test")
    /// The beginning of all time in tests.
    public static let epoch = Date(timeIntervalSince1970: 1_700_000_000)

    /// Fixtures for one corpus and one space.
    public init(corpus: CorpusName = .standard, space: EmbeddingSpace = Self.space("first")) {
        self.corpus = corpus
        self.space = space
    }

    /// A space of few dimensions.
    public static func space(_ model: String, dimension: Int = 8) -> EmbeddingSpace {
        EmbeddingSpace(model: model, weights: "test", dimension: dimension)
    }

    /// Some days after the epoch.
    public static func day(_ days: Double) -> Date { epoch.addingTimeInterval(days * 86_400) }

    /// An article; `key` stands for its URL.
    public func article(
        _ key: String, _ text: String, title: String = "Title", source: String = "The Courier",
        published: Date? = Self.epoch, knownFrom: Date = Self.epoch, retracted: Bool = false, category: String? = nil
    ) -> Article {
        let id = ArticleID(hashing: [corpus.rawValue, source, key])
        let facts = [text, title, "\(published?.timeIntervalSince1970 ?? -1)", "\(retracted)", category ?? ""]
        return Article(
            id: id, version: VersionID(hashing: [id.rawValue] + facts), corpus: corpus, source: source,
            url: "https://example.org/\(key)", title: title, text: text, author: "A. Writer", category: category,
            language: "en", publishedAt: published, updatedAt: published, retracted: retracted, knownFrom: knownFrom)
    }

    /// One chunk for each line, one sentence a chunk.
    public func chunks(of article: Article) -> [Chunk] {
        var chunks: [Chunk] = []
        var (byte, scalar) = (0, 0)
        for line in article.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let (bytes, scalars) = (line.utf8.count, line.unicodeScalars.count)
            let span = TextSpan(scalars: scalar..<(scalar + scalars), bytes: byte..<(byte + bytes))
            if bytes > 0 {
                chunks.append(
                    Chunk(
                        id: ChunkID(hashing: [article.version.rawValue, "\(chunks.count)"]), ordinal: chunks.count,
                        span: span, text: String(line), sentences: [span], tokenCount: line.split(separator: " ").count)
                )
            }
            (byte, scalar) = (byte + bytes + 1, scalar + scalars + 1)
        }
        return chunks
    }

    /// An article with its chunks and their vectors.
    public func encode(_ article: Article) -> EncodedArticle {
        let chunks = chunks(of: article)
        return EncodedArticle(article: article, chunks: chunks, vectors: chunks.map { embed($0.text) })
    }

    /// A vector of length 1 that looks random and depends on the text and the model alone.
    public func vector(_ text: String) -> [Float] {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in (space.model + "|" + text).utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let raw = (0..<space.dimension).map { _ -> Float in
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Float((z ^ (z >> 31)) >> 40) / Float(1 << 23) - 1
        }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }

    /// The vector of a text with one of its only sentence.
    public func embed(_ text: String) -> EmbeddedPassage {
        let vector = vector(text)
        return EmbeddedPassage(vector: vector, sentences: [QuantisedVector(vector)])
    }
}

extension StoreFixture {
    /// Makes the corpus in a store.
    public func prepare(_ store: any Store) async throws {
        try await store.createCorpus(corpus, chunking: Self.chunking, space: space)
    }

    /// Encodes articles and writes them.
    @discardableResult
    public func write(_ articles: [Article], to store: any Store) async throws -> WriteReceipt {
        try await store.write(articles.map(encode), in: corpus, space: space)
    }

    /// Texts of the chunks nearest to a text, best first.
    public func nearest(
        _ text: String, in store: any Store, filter: SearchFilter = .standing, limit: Int = 10
    ) async throws -> [String] {
        let hits = try await store.nearest(
            to: vector(text), space: space, in: corpus, filter: filter, limit: limit)
        return try await store.passages(hits.map(\.key), in: corpus).map(\.chunk.text)
    }

    /// Texts of the chunks that match any of the terms, best first.
    public func matching(
        _ terms: [String], in store: any Store, filter: SearchFilter = .standing, limit: Int = 10
    ) async throws -> [String] {
        let hits = try await store.matching(terms, in: corpus, filter: filter, limit: limit).chunks
        return try await store.passages(hits.map(\.key), in: corpus).map(\.chunk.text)
    }
}
