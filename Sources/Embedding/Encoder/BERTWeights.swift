import Matrix

/// The tensors of a BERT encoder: tables of embeddings and norms are read where they stand in the file, the weights of
/// its products are packed (42 MB for MiniLM), queries, keys and values together, so that one product makes all.
struct BERTWeights: Sendable {
    struct Norm {
        let gain: TensorFloats
        let shift: TensorFloats
    }

    struct Layer {
        /// Queries, keys and values side by side: 3 × hidden outputs.
        let projection: LinearLayer
        let attentionOutput: LinearLayer
        let attentionNorm: Norm
        let intermediate: LinearLayer
        let output: LinearLayer
        let outputNorm: Norm
    }

    let configuration: BERTConfiguration
    let words: TensorFloats
    let positions: TensorFloats
    /// What a token's segment adds.
    let segments: TensorFloats
    let embeddingNorm: Norm
    let layers: [Layer]
    private let tensors: TensorReader

    /// Looks the tensors up by the names that PyTorch gave them, behind whatever prefix (`bert.` or none). Throws
    /// `weights-malformed` where one is missing or has another shape than `configuration` says.
    init(_ file: Safetensors, configuration: BERTConfiguration) throws {
        self.configuration = configuration
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let tensors = TensorReader(file: file, memory: Self.memory(configuration))
        self.tensors = tensors
        words = try tensors["embeddings.word_embeddings.weight", configuration.vocabulary, hidden]
        positions = try tensors["embeddings.position_embeddings.weight", configuration.positions, hidden]
        segments = try tensors["embeddings.token_type_embeddings.weight", configuration.segments, hidden]
        embeddingNorm = try tensors.norm("embeddings", hidden)
        layers = try (0..<configuration.layers).map { index in
            let name = "encoder.layer.\(index)"
            return Layer(
                projection: try tensors.linear(
                    ["query", "key", "value"].map { "\(name).attention.self.\($0)" }, inputs: hidden, outputs: hidden),
                attentionOutput: try tensors.linear(
                    ["\(name).attention.output.dense"], inputs: hidden, outputs: hidden),
                attentionNorm: try tensors.norm("\(name).attention.output", hidden),
                intermediate: try tensors.linear(["\(name).intermediate.dense"], inputs: hidden, outputs: wide),
                output: try tensors.linear(["\(name).output.dense"], inputs: wide, outputs: hidden),
                outputNorm: try tensors.norm("\(name).output", hidden))
        }
    }

    /// The classifier that stands on the encoder. Throws `weights-malformed` where there is none with one output.
    func classifier() throws -> BERTClassifier {
        let hidden = configuration.hidden
        return BERTClassifier(
            pooler: try tensors.linear(["pooler.dense"], inputs: hidden, outputs: hidden),
            output: try tensors.linear(["classifier"], inputs: hidden, outputs: 1, isOutside: true))
    }

    /// Room for the packed weights of all layers.
    private static func memory(_ configuration: BERTConfiguration) -> WeightMemory {
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let shapes = [(hidden, 3 * hidden), (hidden, hidden), (hidden, wide), (wide, hidden)]
        let layer = shapes.reduce(0) { $0 + WeightMemory.floats(inputs: $1.0, outputs: $1.1) }
        return WeightMemory(floats: configuration.layers * layer)
    }
}

/// Looks tensors up with the shape that they must have.
private struct TensorReader {
    let file: Safetensors
    let memory: WeightMemory
    /// What stands before the encoder's own names.
    let prefix: String

    init(file: Safetensors, memory: WeightMemory) {
        self.file = file
        self.memory = memory
        let name = "embeddings.word_embeddings.weight"
        prefix = file.tensors[name] == nil && file.tensors["bert.\(name)"] != nil ? "bert." : ""
    }

    subscript(name: String, shape: Int...) -> TensorFloats {
        get throws { try file.floats(prefix + name, shape: shape) }
    }

    /// Layers of the same shape, one below the other; `isOutside` where they do not belong to the encoder.
    func linear(_ names: [String], inputs: Int, outputs: Int, isOutside: Bool = false) throws -> LinearLayer {
        let parts = try names.map { name in
            let name = isOutside ? name : prefix + name
            return (
                weights: try file.floats("\(name).weight", shape: [outputs, inputs]),
                bias: try file.floats("\(name).bias", shape: [outputs])
            )
        }
        return withExtendedLifetime(parts) {
            LinearLayer(
                parts.map { (MatrixView($0.weights.base, rows: outputs, columns: inputs), $0.bias.base) }, in: memory)
        }
    }

    /// By its present names, or by those of the first converted models.
    func norm(_ name: String, _ hidden: Int) throws -> BERTWeights.Norm {
        let isOld = file.tensors["\(prefix)\(name).LayerNorm.gamma"] != nil
        return BERTWeights.Norm(
            gain: try self["\(name).LayerNorm.\(isOld ? "gamma" : "weight")", hidden],
            shift: try self["\(name).LayerNorm.\(isOld ? "beta" : "bias")", hidden])
    }
}
