import Corpus
import Foundation
import Transport

/// One request for vectors and its answer: what is sent, and what is accepted.
struct EmbeddingsExchange: Sendable {
    let configuration: RemoteEmbedderConfiguration
    /// What every vector must have; nil: whatever the first one has.
    let dimension: Int?

    private struct Body: Encodable {
        var model: String
        var input: [String]
        var encodingFormat = "float"
        var dimensions: Int?

        enum CodingKeys: String, CodingKey {
            case model, input, dimensions
            case encodingFormat = "encoding_format"
        }
    }

    /// One vector for each text, in the same order. `texts` is not empty.
    func vectors(of texts: [String], client: HTTPClient, clock: RetryClock) async throws -> [[Float]] {
        let response = try await client.send(try request(texts), retrying: configuration.retries, clock: clock)
        guard response.status == 200 else {
            throw RemoteEmbedderFault(configuration: configuration).error(for: response)
        }
        return try vectors(in: response.body, count: texts.count)
    }

    func request(_ texts: [String]) throws -> HTTPRequest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let body = Body(
            model: configuration.model, input: texts,
            dimensions: configuration.shortensVectors ? configuration.dimension : nil)
        // A component is at most 30 characters; the rest is room for what servers add.
        let expectedBytes = texts.count * (dimension ?? 16_384) * 32
        return HTTPRequest(
            method: "POST", url: configuration.endpoint,
            headers: ["Content-Type": "application/json", "Accept": "application/json"],
            credential: configuration.apiKey.map { .bearer($0) }, body: try encoder.encode(body),
            timeouts: configuration.timeouts, maximumResponseBytes: expectedBytes + (4 << 20),
            proxy: configuration.proxy, certificateAuthorities: configuration.certificateAuthorities)
    }

    /// The vectors of an answer in the order of their inputs, checked, and of length 1 where the space says so.
    func vectors(in body: Data, count: Int) throws -> [[Float]] {
        let answer: EmbeddingsAnswer
        do {
            answer = try EmbeddingsAnswer(body, dimension: dimension ?? 0)
        } catch {
            // OpenRouter and LM Studio report errors under the status 200.
            let said = ServiceFault(body).map { " It says: \($0.message)" } ?? ""
            throw invalid("is not a list of embeddings, from byte \(error.offset) on.\(said)")
        }
        guard answer.entries.count == count else {
            throw invalid("has \(answer.entries.count) vectors, where \(count) were expected.")
        }
        var vectors = [[Float]](repeating: [], count: count)
        var isFilled = [Bool](repeating: false, count: count)
        for (place, entry) in answer.entries.enumerated() {
            let index = entry.index ?? place
            guard isFilled.indices.contains(index) else {
                throw invalid("has a vector with the index \(index), where 0 to \(count - 1) were expected.")
            }
            guard !isFilled[index] else { throw invalid("has two vectors with the index \(index).") }
            isFilled[index] = true
            let expected = dimension ?? answer.entries[0].vector.count
            vectors[index] = try checked(entry.vector, index: index, dimension: expected)
        }
        return vectors
    }

    private func checked(_ vector: [Float], index: Int, dimension: Int) throws -> [Float] {
        guard vector.count == dimension, !vector.isEmpty else {
            throw BylineError(
                .embedderDimensionMismatch,
                "\(subject) answers with vectors of \(vector.count) components, where \(dimension) were expected.",
                remedy: "Configure the dimension \(vector.count), or the model that the space was made with.")
        }
        if let place = vector.firstIndex(where: { !$0.isFinite }) {
            throw invalid("has no finite number as component \(place) of vector \(index).")
        }
        guard configuration.normalised else { return vector }
        // In Double, where no square of a Float overflows.
        let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        guard length > 0 else { throw invalid("has a vector of zeros, which has no direction, at index \(index).") }
        return vector.map { Float(Double($0) / length) }
    }

    private var subject: String {
        "The embedder \(configuration.model) at \(configuration.endpoint.withoutSecrets)"
    }

    private func invalid(_ words: String) -> BylineError {
        BylineError(
            .embedderAnswerInvalid, "The answer of \(subject.prefix(1).lowercased() + subject.dropFirst()) \(words)",
            remedy: "Check that the address is an OpenAI-compatible API and that the model makes embeddings.")
    }
}
