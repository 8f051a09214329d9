import Foundation
import Transport

/// Gemini: `POST {base}/models/{model}:streamGenerateContent?alt=sse`.
struct GeminiContent: WireProtocol {
    let headers: HTTPHeaders = [:]

    func endpoint(of configuration: ModelConfiguration) -> URL {
        configuration.url(
            appending: "/models/\(configuration.model):streamGenerateContent",
            query: [URLQueryItem(name: "alt", value: "sse")])
    }

    func credential(_ key: Secret, of configuration: ModelConfiguration) -> Credential {
        .header("x-goog-api-key", key)
    }

    func body(
        for request: ModelRequest, schema: [String: Any]?, of configuration: ModelConfiguration
    ) -> [String: Any] {
        let quirks = configuration.allQuirks
        var settings: [String: Any] = ["maxOutputTokens": request.maximumTokens]
        if let temperature = request.temperature, !quirks.contains(.noTemperature) {
            settings["temperature"] = temperature
        }
        if let seed = request.seed, !quirks.contains(.noSeed) { settings["seed"] = seed }
        if !request.stop.isEmpty, !quirks.contains(.noStop) { settings["stopSequences"] = request.stop }
        if let schema {
            settings["responseMimeType"] = "application/json"
            settings["responseJsonSchema"] = schema
        }
        var body: [String: Any] = [
            "contents": request.conversation.map { Self.content($0.role == .assistant ? "model" : "user", $0.text) },
            "generationConfig": settings,
        ]
        if let system = request.systemText { body["systemInstruction"] = ["parts": [["text": system]]] }
        return body
    }

    func reader(of configuration: ModelConfiguration) -> any AnswerReader { GeminiReader() }

    private static func content(_ role: String, _ text: String) -> [String: Any] {
        ["role": role, "parts": [["text": text]]]
    }
}
