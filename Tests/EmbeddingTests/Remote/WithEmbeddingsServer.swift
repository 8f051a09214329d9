import Embedding
import Logging
import LoopbackServer
import Transport

/// Runs a test with a server and a client, and ends both.
func withEmbeddingsServer(
    _ script: @escaping LoopbackServer.Script = EmbeddingsServer.respond,
    _ test: (LoopbackServer, HTTPClient) async throws -> Void
) async throws {
    let server = try LoopbackServer(script)
    let client = try HTTPClient(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let result: Result<Void, any Error>
    do {
        result = .success(try await test(server, client))
    } catch {
        result = .failure(error)
    }
    server.stop()
    await client.shutdown()
    try result.get()
}

extension RemoteEmbedderConfiguration {
    /// For the server in a test: vectors of its dimension, and no retries.
    static func test(_ server: LoopbackServer) -> RemoteEmbedderConfiguration {
        RemoteEmbedderConfiguration(
            baseURL: server.url("/v1"), model: "m", dimension: EmbeddingsServer.dimension, retries: .never)
    }
}
