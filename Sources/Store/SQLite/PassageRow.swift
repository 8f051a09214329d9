import Corpus
import Embedding
import Foundation
import GRDB

/// Passages read by their keys.
enum PassageRow {
    /// In the order of `keys`; keys of other corpora, and those that name nothing, are left out. Removed rows are read as
    /// long as they are there.
    static func fetch(
        _ db: Database, _ corpus: CorpusRow, keys: [ChunkKey], space: EmbeddingSpace?
    ) throws -> [StoredPassage] {
        guard !keys.isEmpty else { return [] }
        let space = try space.map(corpus.space) ?? corpus.activeSpace()
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: sql),
            arguments: [try CorpusRow.encode(keys), space.id, corpus.id])
        var passages: [StoredPassage] = []
        passages.reserveCapacity(keys.count)
        while let row = try rows.next() {
            passages.append(try passage(row, corpus, dimension: space.space.dimension))
        }
        return passages
    }

    private static let sql = """
        SELECT chunk.id, chunk.public_id, chunk.ordinal, chunk.byte_start, chunk.byte_end, chunk.scalar_start,
            chunk.scalar_end, chunk.token_count, chunk.sentences,
            substr(version.text, chunk.byte_start + 1, chunk.byte_end - chunk.byte_start),
            article.public_id, version.public_id, version.source, version.url, version.title, version.author,
            version.category, version.language, version.published_at, version.updated_at, version.retracted,
            version.known_from, version.known_to, vector.components, sentence_vector.codes
        FROM json_each(?) AS wanted
        CROSS JOIN chunk ON chunk.id = wanted.value
        CROSS JOIN version ON version.id = chunk.version_id
        CROSS JOIN article ON article.id = version.article_id
        LEFT JOIN vector ON vector.chunk_id = chunk.id AND vector.space_id = ?
        LEFT JOIN sentence_vector ON sentence_vector.vector_id = vector.id
        WHERE article.corpus_id = ?
        ORDER BY wanted.key
        """

    private static func passage(_ row: Row, _ corpus: CorpusRow, dimension: Int) throws -> StoredPassage {
        let vector = try row.withUnsafeData(atIndex: 23) { data in
            data.flatMap { $0.withUnsafeBytes { VectorBytes.decode($0, dimension: dimension) } }
        }
        let sentenceVectors = try row.withUnsafeData(atIndex: 24) { data in
            data.flatMap { $0.withUnsafeBytes { VectorBytes.decodeQuantised($0, dimension: dimension) } }
        }
        return StoredPassage(
            key: row[0], chunk: try chunk(row), article: head(row, corpus), vector: vector ?? [],
            sentenceVectors: sentenceVectors ?? [])
    }

    private static func chunk(_ row: Row) throws -> Chunk {
        let (bytes, scalars) = ((row[3] as Int, row[4] as Int), (row[5] as Int, row[6] as Int))
        guard bytes.0 <= bytes.1, scalars.0 <= scalars.1 else { throw damaged(row) }
        let span = TextSpan(scalars: scalars.0..<scalars.1, bytes: bytes.0..<bytes.1)
        guard let sentences = SentenceSpans.decode(row[8] as Data, in: span) else { throw damaged(row) }
        return Chunk(
            id: ChunkID(rawValue: row[1]), ordinal: row[2], span: span,
            text: try row.withUnsafeData(atIndex: 9) { String(decoding: $0 ?? Data(), as: UTF8.self) },
            sentences: sentences, tokenCount: row[7])
    }

    private static func damaged(_ row: Row) -> BylineError {
        BylineError(
            "database-corrupt", "The row of chunk \(row[1] as String) is damaged.",
            remedy: "Run 'byline doctor' for the extent, then restore a copy, or delete the corpus and ingest it again."
        )
    }

    private static func head(_ row: Row, _ corpus: CorpusRow) -> ArticleHead {
        let (published, updated, knownTo) = (row[18] as Int64?, row[19] as Int64?, row[22] as Int64?)
        let article = Article(
            id: ArticleID(rawValue: row[10]), version: VersionID(rawValue: row[11]), corpus: corpus.name,
            source: row[12], url: row[13], title: row[14], text: "", author: row[15], category: row[16],
            language: row[17], publishedAt: published.map(Instant.date), updatedAt: updated.map(Instant.date),
            retracted: row[20], knownFrom: Instant.date(row[21]))
        return ArticleHead(article, knownTo: knownTo.map(Instant.date))
    }
}
