import Corpus
import Embedding
import Foundation

/// A JSON file that says in what an embedding space differs from the embedder's.
enum SpaceDeclaration {
    static func space(declaredBy path: String?, base: EmbeddingSpace) throws -> EmbeddingSpace {
        guard let path else { return base }
        let keys = [
            "model", "weights", "dimension", "pooling", "normalised", "queryPrefix", "passagePrefix", "maximumTokens",
            "template",
        ]
        func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
            BylineError(
                "space-malformed", "The embedding space in \(path) \(what).",
                remedy: "It is a JSON object with any of \(keys.joined(separator: ", ")).", cause: cause)
        }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            guard let declared = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
                throw malformed("is no JSON object")
            }
            if let unknown = declared.keys.sorted().first(where: { !keys.contains($0) }) {
                throw malformed("has an unknown key '\(unknown)'")
            }
            let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(base)) as? [String: Any] ?? [:]
            let merged = encoded.merging(declared) { $1 }
            let space = try JSONDecoder().decode(
                EmbeddingSpace.self, from: JSONSerialization.data(withJSONObject: merged))
            guard (1...65_536).contains(space.dimension), space.maximumTokens >= 8, space.template.contains("{text}")
            else {
                throw malformed(
                    "needs a dimension of 1 to 65536, maximumTokens of 8 or more, and {text} in its template")
            }
            return space
        } catch let error as BylineError {
            throw error
        } catch {
            throw malformed("cannot be read", cause: error)
        }
    }
}
