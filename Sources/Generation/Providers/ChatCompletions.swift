import Foundation
import Transport

/// OpenAI's chat completions: `POST {base}/chat/completions`.
struct ChatCompletions: WireProtocol {
    let headers: HTTPHeaders = [:]

    func endpoint(of configuration: ModelConfiguration) -> URL { configuration.url(appending: "/chat/completions") }

    func credential(_ key: Secret, of configuration: ModelConfiguration) -> Credential {
        configuration.allQuirks.contains(.apiKeyHeader) ? .header("api-key", key) : .bearer(key)
    }

    func body(
        for request: ModelRequest, schema: [String: Any]?, of configuration: ModelConfiguration
    ) -> [String: Any] {
        let quirks = configuration.allQuirks
        var body: [String: Any] = [
            "model": configuration.model, "stream": true,
            "messages": request.messages.map { ["role": $0.role.rawValue, "content": $0.text] },
            (quirks.contains(.maxTokens) ? "max_tokens" : "max_completion_tokens"): request.maximumTokens,
        ]
        if !quirks.contains(.noUsage) { body["stream_options"] = ["include_usage": true] }
        if let temperature = request.temperature, !quirks.contains(.noTemperature) { body["temperature"] = temperature }
        if let seed = request.seed, !quirks.contains(.noSeed) {
            body[quirks.contains(.randomSeed) ? "random_seed" : "seed"] = seed
        }
        if !request.stop.isEmpty, !quirks.contains(.noStop) { body["stop"] = request.stop }
        if let name = request.schema?.name, let schema {
            let format: [String: Any] = ["name": name, "strict": true, "schema": schema]
            body["response_format"] = ["type": "json_schema", "json_schema": format]
        }
        return body
    }

    func reader(of configuration: ModelConfiguration) -> any AnswerReader {
        ChatCompletionsReader(mayLackEndMarker: configuration.allQuirks.contains(.noEndMarker))
    }
}
