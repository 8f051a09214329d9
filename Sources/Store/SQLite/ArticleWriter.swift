import Corpus
import Embedding
import Foundation
import GRDB

/// Writes checked articles inside one transaction.
struct ArticleWriter {
    let db: Database
    let corpus: CorpusRow
    let space: CorpusRow.SpaceRow
    /// In milliseconds.
    let now: Int64
    private(set) var receipt = WriteReceipt(inserted: 0, updated: 0, unchanged: 0, sequence: 0)
    private let copies: CopyIndex
    private var vectors: ClosedRange<Int64>?

    init(_ db: Database, corpus: CorpusRow, space: CorpusRow.SpaceRow, at now: Date) {
        self.db = db
        self.now = Instant.milliseconds(now)
        self.corpus = corpus
        self.space = space
        copies = CopyIndex(db, corpus: corpus.id)
    }

    mutating func write(_ encoded: EncodedArticle) throws {
        let article = encoded.article
        let known = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM article WHERE corpus_id = ? AND public_id = ? AND removed_at IS NULL"),
            arguments: [corpus.id, article.id.rawValue])
        if let known {
            let isStored = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM version WHERE article_id = ? AND public_id = ?"),
                arguments: [known, article.version.rawValue])
            guard isStored == nil else { return receipt.unchanged += 1 }
            receipt.updated += 1
        } else {
            receipt.inserted += 1
        }
        let version = try insertVersion(of: article, row: try known ?? insertArticle(article.id))
        for (index, chunk) in encoded.chunks.enumerated() {
            let key = try insert(chunk, version: version)
            if !encoded.vectors.isEmpty { try insert(encoded.vectors[index], chunk: key) }
        }
        try copies.insert(version: version)
    }

    /// Logs what the articles had in common. To be called once, after the last of them.
    mutating func finish() throws -> WriteReceipt {
        if let vectors {
            try ChangeLog.append(db, .vectorsAdded, corpus: corpus.id, subject: space.id, range: vectors)
        }
        receipt.sequence = try ChangeLog.last(db, corpus: corpus.id)
        return receipt
    }

    private func insertArticle(_ id: ArticleID) throws -> Int64 {
        try db.cachedStatement(sql: "INSERT INTO article (corpus_id, public_id) VALUES (?, ?)")
            .execute(arguments: [corpus.id, id.rawValue])
        return db.lastInsertedRowID
    }

    private func insertVersion(of article: Article, row: Int64) throws -> Int64 {
        let knownFrom = Instant.milliseconds(article.knownFrom)
        let place = try Timeline(article: row).place(db, at: knownFrom)
        try db.cachedStatement(
            sql: """
                INSERT INTO version (
                    article_id, public_id, source_key, published_at, known_from, known_to, retracted, source, url,
                    title, author, category, language, updated_at, text
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            row, article.version.rawValue, VersionFilter.sourceKey(article.source),
            article.publishedAt.map(Instant.milliseconds), knownFrom, place.end, article.retracted, article.source,
            article.url, article.title, article.author, article.category, article.language,
            article.updatedAt.map(Instant.milliseconds), Data(article.text.utf8),
        ])
        let version = db.lastInsertedRowID
        if let before = place.before {
            try Timeline.end(db, version: before, at: knownFrom)
            try ChangeLog.append(db, .versionEnded, corpus: corpus.id, subject: before)
        }
        try ChangeLog.append(db, .versionAdded, corpus: corpus.id, subject: version)
        try OutletLesson(db: db, corpus: corpus.id, now: now).learn(from: article, at: place)
        return version
    }

    private func insert(_ chunk: Chunk, version: Int64) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO chunk (
                    version_id, chunking_id, public_id, ordinal, byte_start, byte_end, scalar_start, scalar_end,
                    token_count, sentences
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            version, corpus.chunkingID, chunk.id.rawValue, chunk.ordinal, chunk.span.bytes.lowerBound,
            chunk.span.bytes.upperBound, chunk.span.scalars.lowerBound, chunk.span.scalars.upperBound, chunk.tokenCount,
            SentenceSpans.encode(chunk.sentences, in: chunk.span),
        ])
        return db.lastInsertedRowID
    }

    private mutating func insert(_ embedding: EmbeddedPassage, chunk: Int64) throws {
        guard let key = try VectorWriter.insert(db, embedding, chunk: chunk, space: space.id) else { return }
        // One transaction writes alone, so that its keys follow each other.
        vectors = (vectors?.lowerBound ?? key)...key
    }
}

/// Writes vectors inside a transaction.
enum VectorWriter {
    /// The key of the new row; nil where the chunk has a vector in this space already.
    static func insert(_ db: Database, _ embedding: EmbeddedPassage, chunk: Int64, space: Int64) throws -> Int64? {
        try db.cachedStatement(
            sql: "INSERT INTO vector (chunk_id, space_id, components) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [chunk, space, VectorBytes.encode(embedding.vector)])
        guard db.changesCount > 0 else { return nil }
        let key = db.lastInsertedRowID
        if !embedding.sentences.isEmpty {
            try db.cachedStatement(sql: "INSERT INTO sentence_vector (vector_id, codes) VALUES (?, ?)")
                .execute(arguments: [key, VectorBytes.encode(embedding.sentences)])
        }
        return key
    }
}
