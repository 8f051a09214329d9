import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif
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
        try await Bench.with { bench in
            try await bench.fill()
            try await bench.serve { base in
                let search = base.appending(path: "v1/search")
                let before = try await post(search, ["question": "zeppelin", "limit": 50])
                #expect(before.0 == 200)
                #expect(!String(describing: before.1).contains("zeppelin crossed"))

                let second = try await bench.run(
                    "ingest",
                    try bench.file(
                        "second.json",
                        #"[{"title":"Second","text":"A zeppelin crossed the harbour.","url":"https://example.com/2"}]"#)
                )
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
            }
        }
    }
}
