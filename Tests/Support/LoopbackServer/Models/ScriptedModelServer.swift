public import Foundation

/// A server of language models on loopback, in the wire protocols of OpenAI, Anthropic and Google, whose answers are a script.
///
/// Which protocol, the path says: `/v1/chat/completions`, `/v1/messages`, `/v1beta/models/NAME:streamGenerateContent`, behind
/// any prefix. A model by the name of `fault-hang`, or any other ``ModelServerFault``, misbehaves so, whatever the script says.
public final class ScriptedModelServer: Sendable {
    /// What the model says to a request. Runs on the connection's thread, which it may block.
    public typealias Script = @Sendable (ScriptedModelRequest) -> ScriptedReply

    /// The connections and requests below.
    public let server: LoopbackServer

    /// Listens at once, at a port of the system's choice or at a given one.
    public init(port: Int = 0, _ script: @escaping Script) throws {
        server = try LoopbackServer(port: port) { Self.answer($0, script) }
    }

    /// Always says the same.
    public convenience init(_ text: String, piecesPerSecond: Double? = nil) throws {
        try self.init { _ in ScriptedReply(text, piecesPerSecond: piecesPerSecond) }
    }

    /// What a configuration has as `base_url`.
    public func baseURL(_ dialect: ModelDialect) -> URL {
        switch dialect {
        case .chat, .anthropic: server.url("/v1")
        case .gemini: server.url("/v1beta")
        }
    }

    /// All requests so far that it understood.
    public var requests: [ScriptedModelRequest] { server.requests.compactMap { ScriptedModelRequest($0) } }

    /// Closes the listener and every connection.
    public func stop() { server.stop() }

    private static func answer(_ exchange: Exchange, _ script: Script) {
        guard let request = ScriptedModelRequest(exchange.request) else {
            return exchange.respond(
                404, headers: ["Content-Type": "application/json"], #"{"error":{"message":"There is no such path."}}"#)
        }
        var reply = script(request)
        let prefix = "fault-"
        if request.model.hasPrefix(prefix) {
            reply.fault = ModelServerFault(rawValue: String(request.model.dropFirst(prefix.count))) ?? reply.fault
        }
        let framing = ModelFraming(request: request, reply: reply)
        if let fault = reply.fault {
            ModelMisbehaviour(exchange: exchange, framing: framing).perform(fault)
        } else if request.isStreaming {
            stream(exchange, framing)
        } else {
            exchange.respond(200, headers: ["Content-Type": "application/json"], framing.whole)
        }
    }

    private static func stream(_ exchange: Exchange, _ framing: ModelFraming) {
        exchange.send(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nx-request-id: req_scripted\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n")
        for event in framing.opening { exchange.sendChunk(event) }
        let start = ContinuousClock.now
        for (index, piece) in framing.reply.pieces.enumerated() {
            if let rate = framing.reply.piecesPerSecond {
                let wait = ContinuousClock.now.duration(to: start + .seconds(Double(index + 1) / rate))
                if wait > .zero { usleep(UInt32(wait / .microseconds(1))) }
            }
            guard exchange.sendChunk(framing.piece(piece)) else { return exchange.close() }
        }
        for event in framing.closing + framing.end { exchange.sendChunk(event) }
        exchange.sendChunk("")
    }
}
