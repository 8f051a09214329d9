import Corpus
import Embedding
import Foundation
import Logging
import LoopbackServer
import Synchronization
import Testing
import Transport

/// A server of embeddings made up from the text's bytes: different for different texts, the same for the same.
struct EmbeddingsServer {
    /// What a request for embeddings asks for.
    struct Question: Decodable {
        var model: String
        var input: [String]
        var encoding_format: String
        var dimensions: Int?

        init(_ exchange: Exchange) throws {
            self = try JSONDecoder().decode(Question.self, from: exchange.request.body)
        }
    }

    static let dimension = 8

    /// A vector that is not of length 1.
    static func vector(_ text: String) -> [Float] {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        return (0..<dimension).map { component in
            for byte in text.utf8 + [UInt8(component)] { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return Float(Int64(bitPattern: state) >> 32) / Float(1 << 30)
        }
    }

    static func unit(_ text: String) -> [Float] {
        let vector = vector(text)
        let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    /// A whole answer for those vectors, in that order of indices.
    static func answer(_ vectors: [[Float]], order: [Int]? = nil) -> String {
        let data = (order ?? Array(vectors.indices)).map { index in
            #"{"object":"embedding","index":\#(index),"embedding":\#(vectors[index])}"#
        }
        let usage = #""usage":{"prompt_tokens":1,"total_tokens":1}"#
        return #"{"object":"list","model":"m","data":[\#(data.joined(separator: ","))],\#(usage)}"#
    }

    /// Answers as it should.
    static func respond(_ exchange: Exchange) {
        guard let question = try? Question(exchange) else { return exchange.respond(400, "no question") }
        exchange.respond(
            200, headers: ["Content-Type": "application/json"], answer(question.input.map { vector($0) }))
    }
}

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
