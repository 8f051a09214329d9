import Corpus
import Foundation
import Matrix
import Store
import Synchronization

/// Articles that are new to the store, cut into chunks, and what else was met on the way.
struct IntakeBatch: Sendable {
    struct Item: Sendable {
        let article: Article
        let chunks: [Chunk]
    }

    var articles: [Item] = []
    /// Good records, those that are stored already included.
    var read = 0
    var unchanged = 0
    var faults: [RecordFault] = []
    var bytesRead: Int64 = 0
    var totalBytes: Int64?
}

/// The first stage: reads, normalises, leaves out what is stored already, and cuts the rest.
///
/// Reading and cutting block, so they run on a thread of their own. One caller at a time.
final class Intake: Sendable {
    private struct State {
        var reader: any ArticleReader
        /// Articles that are new, still to be cut.
        var pending: ArraySlice<Article> = []
        var isAtEnd = false
    }

    /// What one look-up in the store is about.
    private struct Records: Sendable {
        var articles: [Article] = []
        var faults: [RecordFault] = []
    }

    /// Records looked up in the store at once.
    private static let lookupSize = 64
    /// Chunks after which a batch goes on: enough for the encoder to fill its threads, few enough that a kill loses
    /// little work.
    private static let batchChunks = 96

    private let thread = ComputePool(threads: 1, name: "byline-intake")
    private let state: Mutex<State>
    private let store: any Store
    private let chunker: Chunker
    private let normaliser = Normaliser()
    private let corpus: CorpusName
    private let provenance: Provenance

    init(
        reader: sending any ArticleReader, store: any Store, chunker: Chunker, corpus: CorpusName,
        provenance: Provenance
    ) {
        state = Mutex(State(reader: reader))
        self.store = store
        self.chunker = chunker
        self.corpus = corpus
        self.provenance = provenance
    }

    /// The next batch; nil at the end of the input.
    func next() async throws -> IntakeBatch? {
        var batch = IntakeBatch()
        if state.withLock({ $0.pending.isEmpty }) {
            guard let records = try await thread.run({ try self.read() }) else { return nil }
            let isStored = try await store.isStored(records.articles)
            let new = zip(records.articles, isStored).filter { !$0.1 }.map(\.0)
            batch.read = records.articles.count
            batch.unchanged = records.articles.count - new.count
            batch.faults = records.faults
            state.withLock { $0.pending = new[...] }
        }
        let cut = batch
        return try await thread.run { self.cut(into: cut) }
    }

    /// The next records, normalised; nil at the end.
    private func read() throws -> Records? {
        try state.withLock { state in
            guard !state.isAtEnd else { return nil }
            var records = Records()
            while records.articles.count < Self.lookupSize, records.faults.count < Self.lookupSize {
                guard let outcome = try state.reader.next() else {
                    state.isAtEnd = true
                    break
                }
                switch outcome {
                case .article(let raw, let location):
                    do {
                        records.articles.append(
                            try normaliser.article(from: raw, in: corpus, provenance: provenance, ingestedAt: Date()))
                    } catch let error as BylineError {
                        records.faults.append(RecordFault(location, error))
                    }
                case .fault(let fault): records.faults.append(fault)
                }
            }
            return records
        }
    }

    private func cut(into batch: IntakeBatch) -> IntakeBatch {
        state.withLock { state in
            var batch = batch
            var chunks = 0
            while chunks < Self.batchChunks, let article = state.pending.popFirst() {
                let item = IntakeBatch.Item(article: article, chunks: chunker.chunks(of: article))
                chunks += item.chunks.count
                batch.articles.append(item)
            }
            batch.bytesRead = state.reader.progress.bytesRead
            batch.totalBytes = state.reader.progress.totalBytes
            return batch
        }
    }
}
