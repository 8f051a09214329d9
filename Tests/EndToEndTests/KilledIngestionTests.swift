import Corpus
import Embedding
import Foundation
import Logging
import LoopbackServer
import Store
import Testing

/// What a store holds, in a form that two stores can be compared by.
private struct Holdings: Equatable {
    var versions: Set<String> = []
    var articles = 0
    var chunks = 0
    var vectors = 0
    var hits: [[String]] = []
    var faults: [StoreFault] = []

    init(of directory: URL) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try await SQLiteStore.open(directory: directory, logger: logger)
        let corpus = try await store.corpus(.standard)
        articles = corpus.articles
        chunks = corpus.chunks
        vectors = corpus.spaces.first?.vectors ?? 0
        var cursor: String?
        repeat {
            let page = try await store.articles(in: .standard, filter: .standing, after: cursor, limit: 500)
            for article in page.articles {
                for version in try await store.versions(of: article.article.id, in: .standard) {
                    versions.insert(version.article.version.rawValue)
                }
            }
            cursor = page.next
        } while cursor != nil
        for word in ["flood", "harbour", "ledger"] {
            let lexical = try await store.matching([word], in: .standard, filter: .standing, limit: 20).chunks
            let dense = try await store.nearest(
                to: EmbeddingsServer.unit(word), space: corpus.activeSpace, in: .standard, filter: .standing, limit: 20)
            for list in [lexical, dense] {
                // Keys depend on the order of insertion, ids on content alone; ties may change places with the keys.
                let passages = try await store.passages(list.map(\.key), in: .standard)
                hits.append(passages.map(\.chunk.id.rawValue).sorted())
            }
        }
        faults = try await store.check()
        await store.close()
    }
}

@Suite("An ingestion that is killed", .serialized, .timeLimit(.minutes(8)))
struct KilledIngestionTests {
    private static let articles = 700

    /// Articles of different lengths, each with a word of its own, so that rankings have no ties.
    private static func write(to file: URL) throws {
        var lines: [String] = []
        for number in 0..<articles {
            let sentences = (0..<(2 + number % 40)).map { index in
                "Ward \(number) saw event \(index) near the harbour, the flood ledger \(number * 41 + index) says."
            }
            let record = [
                "url": "https://example.com/\(number)", "source": "Outlet \(number % 7)", "title": "Event \(number)",
                "text": sentences.joined(separator: " "),
                "published_at": "2025-01-\(String(format: "%02d", 1 + number % 28))",
            ]
            lines.append(String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self))
        }
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }

    private static func start(_ input: URL, into data: URL, server: LoopbackServer) throws -> BylineProcess {
        let arguments = [
            "ingest", input.path, "--provenance", "backfill", "--data", data.path, "--json",
            "--embedder-url", server.url("/v1").absoluteString, "--embedder-model", "m",
        ]
        return try BylineProcess(arguments, isToBeKilled: true)
    }

    /// Waits until the process is somewhere in its work: at a random moment of its start, or behind a random one of the
    /// `requests` that an ingestion makes, so that kills land in every stage on a machine of any speed. False where it
    /// ended before.
    private static func waitForMoment(in process: BylineProcess, server: LoopbackServer, requests: Int) async throws
        -> Bool
    {
        let first = server.requests.count
        let wanted = Bool.random() ? Int.random(in: 0...3) : Int.random(in: 4...requests)
        while server.requests.count < first + wanted {
            guard process.isRunning else { return false }
            try await Task.sleep(for: .milliseconds(1))
        }
        try await Task.sleep(for: .microseconds(Int.random(in: 0...(wanted == 0 ? 100_000 : 20_000))))
        return process.isRunning
    }

    @Test("at 50 random moments and started again ends with the same store as one that was not")
    func kills() async throws {
        let server = try LoopbackServer(EmbeddingsServer.respond)
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            let input = folder.appending(path: "articles.jsonl")
            try Self.write(to: input)
            let undisturbed = try await Self.start(input, into: folder.appending(path: "undisturbed"), server: server)
                .outcome()
            #expect(undisturbed.status == 0, "\(undisturbed.errors)")
            let requests = server.requests.count
            try #require(requests > 12, "an ingestion must be long enough to be killed several times")
            let expected = try await Holdings(of: folder.appending(path: "undisturbed"))
            #expect(expected.articles == Self.articles)
            #expect(expected.faults.isEmpty)

            var (kills, killsAtWork, completed) = (0, 0, 0)
            var killsOfLongest = 0
            while kills < 50 {
                let data = folder.appending(path: "killed-\(completed)")
                let killsBefore = kills
                while kills < 50 {
                    let asked = server.requests.count
                    let process = try Self.start(input, into: data, server: server)
                    if try await Self.waitForMoment(in: process, server: server, requests: requests) { process.kill() }
                    let outcome = try await process.outcome()
                    if outcome.status == 0 { break }
                    #expect(outcome.status == -SIGKILL, "\(outcome.errors)")
                    kills += 1
                    // The first request of a process asks how long vectors are.
                    if server.requests.count > asked + 1 { killsAtWork += 1 }
                }
                killsOfLongest = max(killsOfLongest, kills - killsBefore)
                let last = try await Self.start(input, into: data, server: server).outcome()
                #expect(last.status == 0, "\(last.errors)")
                #expect(try await Holdings(of: data) == expected)
                completed += 1
            }
            #expect(killsAtWork >= 12 && killsOfLongest >= 3)
            print(
                "\(kills) kills, \(killsAtWork) amid encoding and writing, over \(completed) ingestions of \(requests) requests"
            )
        }
    }
}
