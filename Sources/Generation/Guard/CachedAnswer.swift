import Crypto
import Foundation

/// An answer as the cache keeps it.
struct CachedAnswer: Codable {
    var text: String
    var completion: ModelCompletion

    /// The digest of all that decides an answer: where it comes from, and the request. SHA-256.
    static func key(of request: ModelRequest, fingerprint: String) throws -> Data {
        struct Subject: Encodable {
            let fingerprint: String
            let request: ModelRequest
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let subject = try encoder.encode(Subject(fingerprint: fingerprint, request: request))
        return Data(SHA256.hash(data: subject))
    }

    init(text: String, completion: ModelCompletion) {
        self.text = text
        self.completion = completion
    }

    /// nil for what another version wrote.
    init?(_ data: Data) {
        guard let answer = try? JSONDecoder().decode(CachedAnswer.self, from: data) else { return nil }
        self = answer
    }

    func encoded() throws -> Data { try JSONEncoder().encode(self) }
}
