import Foundation
import Transport

/// Anthropic's Messages: `POST {base}/messages`, in the version of 2023-06-01, which takes a temperature.
struct AnthropicMessages: WireProtocol {
    let headers: HTTPHeaders = ["anthropic-version": "2023-06-01"]

    func endpoint(of configuration: ModelConfiguration) -> URL { configuration.url(appending: "/messages") }

    func credential(_ key: Secret, of configuration: ModelConfiguration) -> Credential { .header("x-api-key", key) }

    func body(
        for request: ModelRequest, schema: [String: Any]?, of configuration: ModelConfiguration
    ) -> [String: Any] {
        let quirks = configuration.allQuirks
        var body: [String: Any] = [
            "model": configuration.model, "stream": true, "max_tokens": request.maximumTokens,
            "messages": request.conversation.map { ["role": $0.role.rawValue, "content": $0.text] },
        ]
        if let system = request.systemText { body["system"] = system }
        if let temperature = request.temperature, !quirks.contains(.noTemperature) { body["temperature"] = temperature }
        if !request.stop.isEmpty, !quirks.contains(.noStop) { body["stop_sequences"] = request.stop }
        if let schema {
            body["output_config"] = ["format": ["type": "json_schema", "schema": schema] as [String: Any]]
        }
        return body
    }

    func reader(of configuration: ModelConfiguration) -> any AnswerReader { AnthropicReader() }
}
