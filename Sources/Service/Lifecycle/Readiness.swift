import Corpus
import Embedding
import Hummingbird
import Logging
import Store
import Synchronization

/// Whether a question asked now would be answered: the store opens, the embedder embeds, every index is caught up.
final class Readiness: Sendable {
    private let store: any Store
    private let embedders: EmbedderSet
    /// The vector of a probe by space, once an embedder made one: it is not asked again.
    private let probes = Mutex<[EmbeddingSpace: [Float]]>([:])
    /// The change of each corpus up to which a search of its index succeeded.
    private let searched = Mutex<[CorpusName: Int64]>([:])

    init(store: any Store, embedders: EmbedderSet) {
        self.store = store
        self.embedders = embedders
    }

    func checks(logger: Logger) async -> [ReadinessBody.Check] {
        var corpora: [CorpusStatus] = []
        let store = await check("store", missing: "The store cannot be read.", logger: logger) {
            corpora = try await self.store.corpora()
        }
        let embedder = await check("embedder", missing: "The embedder does not answer.", logger: logger) {
            _ = try await self.probe(of: self.embedders.standard)
        }
        let statuses = corpora
        let index = await check("index", missing: "An index cannot be searched yet.", logger: logger) {
            try await self.searchEach(of: statuses)
        }
        return [store, embedder, index]
    }

    private func check(
        _ name: String, missing: String, logger: Logger, _ attempt: () async throws -> Void
    ) async -> ReadinessBody.Check {
        do {
            try await attempt()
            return .init(name: name, isReady: true)
        } catch {
            logger.warning(
                "not ready", metadata: ["check": .string(name), "error": .string(String(describing: error))])
            return .init(name: name, isReady: false, detail: missing)
        }
    }

    private func probe(of embedder: any Embedder) async throws -> [Float] {
        if let vector = probes.withLock({ $0[embedder.space] }) { return vector }
        let vector = try await embedder.embed(query: "ready")
        probes.withLock { $0[embedder.space] = vector }
        return vector
    }

    /// A search loads an index and brings it up to the store's last change; one that did is not searched again before
    /// the next change. A corpus that no embedder fits is left out: its questions are refused, the others are not.
    private func searchEach(of corpora: [CorpusStatus]) async throws {
        for corpus in corpora {
            guard searched.withLock({ $0[corpus.name] }) != corpus.sequence,
                let embedder = try? embedders.embedder(for: corpus.activeSpace, of: corpus.name)
            else { continue }
            _ = try await store.nearest(
                to: try await probe(of: embedder), space: corpus.activeSpace, in: corpus.name, filter: .standing,
                limit: 1)
            searched.withLock { $0[corpus.name] = corpus.sequence }
        }
    }
}
