public import Corpus
public import Embedding
import Foundation
import Logging
public import Store

/// Brings articles into a corpus: article → chunks → vectors → store.
///
/// Three stages work at the same time, with bounded queues between them: reading with chunking, encoding, and writing. A batch is
/// acknowledged when its transaction is on disk. After a kill the same command goes on where it stopped, because what
/// is stored is recognised by its content before it is chunked or encoded.
public struct Ingestor: Sendable {
    private let store: any Store
    private let embedders: EmbedderSet
    private let chunker: Chunker

    public init(store: any Store, embedders: EmbedderSet, chunker: Chunker) {
        self.store = store
        self.embedders = embedders
        self.chunker = chunker
    }

    /// Ingests all that `reader` yields. A corpus that does not exist is made. Faults of single records are counted and
    /// reported, the rest goes in; throws where the input cannot be read at all, the store cannot be written, the
    /// embedder fails, or the corpus has another chunking or embedding space. `progress` is called after each batch.
    ///
    /// Without `encoding`, chunks go in without vectors, to be filled by a ``SpaceFiller`` or a ``VectorExchange``; until
    /// then they are found by their words alone.
    @discardableResult
    public func ingest(
        _ reader: sending any ArticleReader, into corpus: CorpusName, provenance: Provenance, encoding: Bool = true,
        progress: @escaping @Sendable (IngestionProgress) -> Void = { _ in }
    ) async throws -> IngestionReport {
        let target = try await prepare(corpus, encoding: encoding)
        let intake = Intake(
            reader: reader, store: store, chunker: chunker, corpus: corpus, provenance: provenance)
        return try await run(intake, target: target, into: corpus, progress: progress)
    }

    /// Ingests articles that are in memory already, such as those of a request.
    @discardableResult
    public func ingest(
        _ articles: [RawArticle], into corpus: CorpusName, provenance: Provenance
    ) async throws -> IngestionReport {
        try await ingest(ArrayReader(articles), into: corpus, provenance: provenance)
    }

    /// The space that is written to, and who fills it; nobody where vectors are to follow.
    private struct Target: Sendable {
        let space: EmbeddingSpace
        let embedder: (any Embedder)?
    }

    /// Makes the corpus, or checks that it takes what this ingestor makes; its active space.
    private func prepare(_ name: CorpusName, encoding: Bool) async throws -> Target {
        guard let corpus = try await store.corpora().first(where: { $0.name == name }) else {
            let standard = embedders.standard
            try await store.createCorpus(name, chunking: chunker.chunking, space: standard.space)
            return Target(space: standard.space, embedder: encoding ? standard : nil)
        }
        guard corpus.chunking == chunker.chunking else {
            throw BylineError(
                "chunking-mismatch",
                "Corpus '\(name)' is cut by \(corpus.chunking.identifier), not by \(chunker.chunking.identifier).",
                remedy: "Ingest with the limits that the corpus was made with, or into a new corpus.")
        }
        guard encoding else { return Target(space: corpus.activeSpace, embedder: nil) }
        let embedder = try embedders.embedder(for: corpus.activeSpace, of: name)
        return Target(space: embedder.space, embedder: embedder)
    }

    private func run(
        _ intake: Intake, target: Target, into corpus: CorpusName,
        progress: @escaping @Sendable (IngestionProgress) -> Void
    ) async throws -> IngestionReport {
        let chunked = BoundedQueue<IntakeBatch>(capacity: 2)
        let encoded = BoundedQueue<EncodedBatch>(capacity: 2)
        return try await withThrowingTaskGroup(of: IngestionReport?.self) { group in
            group.addTask {
                try await Self.feed(chunked) {
                    while let batch = try await intake.next() { try await chunked.push(batch) }
                }
                return nil
            }
            group.addTask {
                try await Self.feed(encoded) {
                    while let batch = try await chunked.pop() {
                        try await encoded.push(Self.encode(batch, with: target.embedder))
                    }
                }
                return nil
            }
            group.addTask { try await write(encoded, to: target, of: corpus, progress: progress) }
            // The first stage to fail ends the others, whichever side of a queue they wait on.
            defer {
                chunked.cancel()
                encoded.cancel()
            }
            var report: IngestionReport?
            for try await result in group { report = result ?? report }
            guard let report else { throw CancellationError() }
            return report
        }
    }

    /// Fills a queue and ends it, also by an error, so that the stage behind it always learns how this one ended.
    private static func feed<Element: Sendable>(
        _ queue: BoundedQueue<Element>, _ body: () async throws -> Void
    ) async throws {
        do {
            try await body()
            queue.finish()
        } catch {
            queue.finish(throwing: error)
            throw error
        }
    }

    private static func encode(_ batch: IntakeBatch, with embedder: (any Embedder)?) async throws -> EncodedBatch {
        guard let embedder else {
            let bare = batch.articles.map { EncodedArticle(article: $0.article, chunks: $0.chunks, vectors: []) }
            return EncodedBatch(intake: batch, articles: bare)
        }
        let passages = batch.articles.flatMap { item in
            item.chunks.map { Passage(title: item.article.title, chunk: $0) }
        }
        let vectors = passages.isEmpty ? [] : try await embedder.embed(passages)
        var rest = vectors[...]
        let articles = batch.articles.map { item in
            defer { rest = rest.dropFirst(item.chunks.count) }
            return EncodedArticle(
                article: item.article, chunks: item.chunks, vectors: Array(rest.prefix(item.chunks.count)))
        }
        return EncodedBatch(intake: batch, articles: articles)
    }

    private func write(
        _ queue: BoundedQueue<EncodedBatch>, to target: Target, of corpus: CorpusName,
        progress: @Sendable (IngestionProgress) -> Void
    ) async throws -> IngestionReport {
        var report = IngestionReport()
        while let batch = try await queue.pop() {
            if !batch.articles.isEmpty {
                let receipt = try await store.write(batch.articles, in: corpus, space: target.space)
                report.inserted += receipt.inserted
                report.updated += receipt.updated
                report.unchanged += receipt.unchanged
            }
            report.add(batch, trainedFor: target.embedder?.trainedLanguages)
            progress(report.progress(bytesRead: batch.intake.bytesRead, totalBytes: batch.intake.totalBytes))
        }
        return report
    }
}

/// A batch with its vectors.
struct EncodedBatch: Sendable {
    let intake: IntakeBatch
    let articles: [EncodedArticle]
}

extension Passage {
    /// A chunk as an embedder takes it.
    public init(title: String, chunk: Chunk) {
        let base = chunk.span.bytes.lowerBound
        self.init(
            title: title, text: chunk.text,
            sentences: chunk.sentences.map { ($0.bytes.lowerBound - base)..<($0.bytes.upperBound - base) })
    }
}

extension Chunk {
    fileprivate var hasFigures: Bool { text.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } }
}

extension IngestionReport {
    mutating func add(_ batch: EncodedBatch, trainedFor languages: Set<String>?) {
        let intake = batch.intake
        let isEncoded = batch.articles.contains { !$0.vectors.isEmpty }
        read += intake.read
        unchanged += intake.unchanged
        for fault in intake.faults { add(fault) }
        for item in intake.articles {
            chunks += item.chunks.count
            tokens += item.chunks.reduce(0) { $0 + $1.tokenCount }
            if isEncoded { withFigures += item.chunks.filter(\.hasFigures).map(\.id) }
            let language = item.article.language.prefix { $0 != "-" }.lowercased()
            if let languages, language != "und", !languages.contains(language) {
                untrainedLanguages[language, default: 0] += 1
            }
        }
    }

    func progress(bytesRead: Int64, totalBytes: Int64?) -> IngestionProgress {
        IngestionProgress(
            bytesRead: bytesRead, totalBytes: totalBytes, articles: inserted + updated + unchanged, chunks: chunks,
            faults: faultCount)
    }
}
