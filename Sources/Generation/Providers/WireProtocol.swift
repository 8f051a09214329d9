import Foundation
import Transport

/// How a provider is asked, and how its answers are read.
protocol WireProtocol: Sendable {
    /// Where a request goes.
    func endpoint(of configuration: ModelConfiguration) -> URL

    /// Header fields of the protocol, beside those of JSON.
    var headers: HTTPHeaders { get }

    /// How the key is shown.
    func credential(_ key: Secret, of configuration: ModelConfiguration) -> Credential

    /// The body, for JSONSerialization. The request has been found sound; `schema` is its schema, parsed.
    func body(
        for request: ModelRequest, schema: [String: Any]?, of configuration: ModelConfiguration
    ) -> [String: Any]

    /// A reader for one answer.
    func reader(of configuration: ModelConfiguration) -> any AnswerReader
}

extension ModelConfiguration {
    /// The base URL with more path, and more query beside its own.
    func url(appending path: String, query: [URLQueryItem] = []) -> URL {
        guard var parts = URLComponents(url: baseURL, resolvingAgainstBaseURL: true) else { return baseURL }
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        parts.path += path
        let items = (parts.queryItems ?? []) + query
        parts.queryItems = items.isEmpty ? nil : items
        return parts.url ?? baseURL
    }
}

extension ModelRequest {
    /// The system's messages as one text; nil where there are none.
    var systemText: String? {
        let texts = messages.filter { $0.role == .system }.map(\.text)
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    /// All but the system's.
    var conversation: [ModelMessage] { messages.filter { $0.role != .system } }
}
