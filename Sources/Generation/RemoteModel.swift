public import Transport
import Corpus
import Foundation

/// A language model behind a server of any ``ModelProvider``.
///
/// Redirects are not followed: a key goes where the configuration says, and nowhere else. Nothing is retried.
public struct RemoteModel: LanguageModel {
    /// By the configuration.
    public var name: ModelName { configuration.name }
    /// By the configuration and the provider's quirks.
    public var capabilities: ModelCapabilities {
        ModelCapabilities(
            followsSchemas: !configuration.allQuirks.contains(.noSchema),
            maximumContext: configuration.maximumContext, maximumPrompt: configuration.maximumPrompt)
    }
    /// The address, the model and the quirks.
    public var fingerprint: String {
        let quirks = configuration.allQuirks.map(\.rawValue).sorted().joined(separator: ",")
        return "\(name) \(wire.endpoint(of: configuration).withoutSecrets) \(quirks)"
    }
    /// Where it is, and how it is asked.
    public let configuration: ModelConfiguration
    private let client: HTTPClient
    private var wire: any WireProtocol { configuration.provider.wire }
    private var errors: ModelErrors { ModelErrors(configuration: configuration) }

    /// Does not reach for the server.
    public init(_ configuration: ModelConfiguration, client: HTTPClient) {
        self.configuration = configuration
        self.client = client
    }

    /// One request, whose connection ends with this call.
    public func complete(
        _ request: ModelRequest, by deadline: ContinuousClock.Instant?, onText: (String) async throws -> Void
    ) async throws -> ModelCompletion {
        let schema = try errors.check(request, capabilities)
        try errors.requireKey()
        let start = ContinuousClock.now
        let http = try httpRequest(request, schema: schema, start: start, deadline: deadline)
        do {
            return try await client.withResponse(to: http) { head, body in
                var exchange = AnswerExchange(
                    configuration: configuration, errors: errors, head: head, body: body, start: start)
                let ending = try await exchange.run { text in
                    do { try await onText(text) } catch { throw ReaderFailure(error: error) }
                }
                return try errors.completion(ending, request: request, hasText: exchange.hasText, head: head)
            }
        } catch let failure as ReaderFailure {
            throw failure.error
        } catch let error as BylineError {
            throw errors.translated(error)
        }
    }

    /// What the reader of the text threw, apart from what the transport throws.
    private struct ReaderFailure: Error { let error: any Error }

    private func httpRequest(
        _ request: ModelRequest, schema: [String: Any]?, start: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant?
    ) throws -> HTTPRequest {
        let object = wire.body(for: request, schema: schema, of: configuration)
        let body = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "Accept": "text/event-stream, application/json",
        ]
        for field in wire.headers.fields { headers.add(field.name, field.value) }
        let deadlines = configuration.deadlines
        let whole = min(deadlines.whole, deadline.map { start.duration(to: $0) } ?? deadlines.whole)
        return HTTPRequest(
            method: "POST", url: wire.endpoint(of: configuration), headers: headers,
            credential: configuration.key.secret.map { wire.credential($0, of: configuration) }, body: body,
            // Pauses are measured by whoever knows a heartbeat from a word.
            timeouts: HTTPTimeouts(
                connect: deadlines.connect, firstByte: deadlines.firstToken, idle: deadlines.whole, total: whole),
            maximumResponseBytes: configuration.maximumResponseBytes, maximumRedirects: 0, proxy: configuration.proxy,
            certificateAuthorities: configuration.certificateAuthorities)
    }
}
