import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Ingestion
import Logging
import Store
import Synchronization

/// A store in a folder of its own, and articles to put into it.
struct Newsroom {
    let store: SQLiteStore
    let folder: URL

    static func with(_ body: (Newsroom) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-ingestion-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try await SQLiteStore.open(directory: folder.appending(path: "data"), logger: logger)
        do {
            try await body(Newsroom(store: store, folder: folder))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    func ingestor(_ embedder: any Embedder = FixtureEmbedder(), maximumTokens: Int = 48) throws -> Ingestor {
        let tokenizer = WordTokenizer()
        let chunking = Chunking(tokenizer: tokenizer.identifier, maximumTokens: maximumTokens, overlapTokens: 0)
        return Ingestor(
            store: store, embedders: EmbedderSet(embedder),
            chunker: try Chunker(tokenizer: tokenizer, chunking: chunking))
    }

    /// A file of the folder.
    func write(_ text: String, _ name: String = "input.jsonl") throws -> String {
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    /// English sentences, some three to a chunk; no two articles share one.
    static func articles(_ numbers: Range<Int>, sentences: Int = 12) -> [RawArticle] {
        numbers.map { number in
            let text = (0..<sentences).map {
                "On day \($0) the harbour council of ward \(number) heard about the flood and the money that it cost."
            }
            return RawArticle(
                url: "https://example.com/\(number)", source: "Ledger", title: "Ward \(number)",
                text: text.joined(separator: " "), language: "en",
                publishedAt: Date(timeIntervalSince1970: 1_740_000_000))
        }
    }
}

/// Counts calls from any task.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    /// Adds, and gives the new value.
    @discardableResult
    func add(_ number: Int = 1) -> Int {
        count.withLock { count in
            count += number
            return count
        }
    }
}
