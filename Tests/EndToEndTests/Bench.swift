import Foundation
import LoopbackServer
import Testing

/// A data directory and a server of embeddings for one test, so that the binary needs no weights.
struct Bench {
    let folder: URL
    let server: LoopbackServer

    var data: String { folder.appending(path: "data").path }

    var embedder: [String] { ["--embedder-url", server.url("/v1").absoluteString, "--embedder-model", "m"] }

    static func with<Result>(_ body: (Bench) async throws -> Result) async throws -> Result {
        let server = try LoopbackServer(EmbeddingsServer.respond)
        defer { server.stop() }
        return try await withTemporaryFolder { try await body(Bench(folder: $0, server: server)) }
    }

    /// Runs a command on the data directory with the embedder.
    func run(_ arguments: String..., input: URL? = nil) async throws -> BylineProcess.Outcome {
        try await run(arguments, input: input)
    }

    /// The same for arguments that a test has at hand.
    func run(_ arguments: [String], input: URL? = nil) async throws -> BylineProcess.Outcome {
        try await BylineProcess(arguments + ["--data", data] + embedder, input: input).outcome()
    }

    /// Runs the server while `body` does, which gets its address, and ends it by SIGTERM.
    func serve(_ body: (URL) async throws -> Void) async throws {
        let server = try BylineProcess(["serve", "--port", "0", "--data", data, "--json"] + embedder)
        let result: Result<Void, any Error>
        do {
            let line = try await server.firstLine()
            let listening = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String], "\(line)")
            let base = try #require(URL(string: listening["listening"] ?? ""))
            result = .success(try await body(base))
        } catch {
            result = .failure(error)
        }
        server.terminate()
        let outcome = try await server.outcome()
        try result.get()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// Writes a file and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    /// Three articles of two outlets in the corpus 'default', as an archive.
    func fill() async throws {
        let path = try file("articles.jsonl", Self.articles)
        let outcome = try await run("ingest", path, "--provenance", "backfill")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    static let articles = """
        {"url":"https://ledger.example/1","source":"Ledger","title":"Flood inquiry opens","published_at":"2025-03-01",\
        "text":"Judge Ekdal chairs the flood inquiry. It opened on Monday in the harbour hall."}
        {"url":"https://tide.example/2","source":"Tide","title":"Port strike ends","published_at":"2025-04-01",\
        "text":"The port strike ended after nine days. Crane drivers return to work on Friday."}
        {"url":"https://ledger.example/3","source":"Ledger","title":"Stadium costs more","published_at":"2025-05-01",\
        "text":"The new stadium will cost 274 million crowns. The council had planned 198 million crowns."}
        """
}
