import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif
import LoopbackServer
import Testing

@Suite("A server and a command on one data directory", .serialized, .timeLimit(.minutes(2)))
struct TwoProcessTests {
    private func post(_ url: URL, _ body: [String: Any]) async throws -> (Int, [String: Any]) {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
        let (data, response) = try await URLSession.shared.data(for: request)
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, json)
    }

    @Test("what the command ingests, the server finds within a second")
    func follow() async throws {
        let embeddings = try LoopbackServer(EmbeddingsServer.respond)
        defer { embeddings.stop() }
        let embedder = ["--embedder-url", embeddings.url("/v1").absoluteString, "--embedder-model", "m"]
        try await withTemporaryFolder { folder in
            let data = folder.appending(path: "data").path
            let input = folder.appending(path: "one.json")
            try #"[{"title":"First","text":"The first article speaks of a heron.","url":"https://example.com/1"}]"#
                .write(to: input, atomically: true, encoding: .utf8)
            let first = try await BylineProcess(["ingest", input.path, "--data", data] + embedder).outcome()
            #expect(first.status == 0, "\(first.errors)")

            let server = try BylineProcess(["serve", "--port", "0", "--data", data, "--json"] + embedder)
            let line = try await server.firstLine()
            let listening = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            let base = try #require(URL(string: try #require(listening["listening"])))
            let search = base.appending(path: "v1/search")
            let before = try await post(search, ["question": "zeppelin", "limit": 50])
            #expect(before.0 == 200)
            #expect(!String(describing: before.1).contains("zeppelin crossed"))

            try #"[{"title":"Second","text":"A zeppelin crossed the harbour.","url":"https://example.com/2"}]"#
                .write(to: input, atomically: true, encoding: .utf8)
            let second = try await BylineProcess(["ingest", input.path, "--data", data] + embedder).outcome()
            #expect(second.status == 0, "\(second.errors)")
            // The command has acknowledged; from now on the second counts.
            let deadline = ContinuousClock.now + .seconds(1)
            var found = false
            while !found, ContinuousClock.now < deadline {
                found = String(describing: try await post(search, ["question": "zeppelin", "limit": 50]).1)
                    .contains("zeppelin crossed")
                if !found { try await Task.sleep(for: .milliseconds(50)) }
            }
            #expect(found)

            server.terminate()
            #expect(try await server.outcome().status == 0)
        }
    }
}
