import Embedding
import Testing

/// The published model, where this machine has it.
enum InstalledModel {
    static let files = try? ModelFiles.locate()

    static func embedder() throws -> BERTEmbedder {
        try BERTEmbedder(ModelFiles.locate())
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test where the weights are absent.
    static var needsWeights: Self {
        .enabled(if: InstalledModel.files != nil, "The encoder's weights are not here: run Scripts/fetch-weights.")
    }
}
