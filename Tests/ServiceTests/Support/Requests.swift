import Foundation
import Hummingbird
import HummingbirdTesting

extension TestClientProtocol {
    /// Sends JSON as a careful client does.
    func post(_ uri: String, _ json: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: json))
    }

    func get(_ uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: uri, method: .get, headers: headers)
    }

    func delete(_ uri: String) async throws -> TestResponse { try await execute(uri: uri, method: .delete) }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The body as a JSON object.
    var json: [String: Any] { JSON.object(text) }

    /// The problem's type, remedy and errors as one comparable value.
    var problem: Problem {
        let json = json
        return Problem(
            contentType: headers[.contentType], status: json["status"] as? Int, type: json["type"] as? String,
            detail: json["detail"] as? String ?? "", remedy: json["remedy"] as? String ?? "",
            mistakes: (json["errors"] as? [[String: String]] ?? []).map {
                "\($0["pointer"] ?? "?" + ($0["parameter"] ?? "")): \($0["detail"] ?? "")"
            })
    }
}

struct Problem: Equatable {
    let contentType: String?
    let status: Int?
    let type: String?
    let detail: String
    let remedy: String
    let mistakes: [String]
}

enum JSON {
    static func object(_ text: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
}
