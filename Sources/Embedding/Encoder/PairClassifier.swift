import Foundation
import Matrix

/// A model that reads two texts together and gives a logit for each of its labels.
struct PairClassifier: Sendable {
    private let encoder: BERTEncoder
    private let classifier: BERTClassifier
    private let inputs: PairInputBuilder
    private let pool: ComputePool

    /// Opens the model. Throws what its weights' and its tokenizer's readers throw.
    init(_ files: ModelFiles, labels: Int, pool: ComputePool) throws {
        let weights = try BERTWeights(
            Safetensors(contentsOf: files.weights), configuration: files.description.configuration)
        encoder = BERTEncoder(weights)
        classifier = try weights.classifier(labels: labels)
        inputs = PairInputBuilder(tokenizer: try files.pieceTokenizer(), limit: files.description.maximumTokens)
        self.pool = pool
    }

    /// The logits of each pair, in their order, on all threads of the pool. Where both texts are too long together, the longer
    /// one loses its end first. Throws `CancellationError` alone.
    func logits(_ pairs: [(first: String, second: String)]) async throws -> [[Float]] {
        let inputs = try await pool.map(pairs.slices(of: 64)) { [inputs] slice in
            slice.map { inputs.input(inputs.tokenizer.ids(of: $0.first), inputs.tokenizer.ids(of: $0.second)) }
        }
        return try await encoder.encode(inputs.flatMap(\.self), .first, on: pool) { [classifier] _, states in
            classifier.logits(states)
        }
    }
}
