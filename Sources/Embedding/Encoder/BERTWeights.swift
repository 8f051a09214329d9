import Matrix

/// The tensors of a BERT encoder: tables of embeddings and norms are read where they stand in the file, the weights of
/// its products are packed (42 MB for MiniLM), queries, keys and values together, so that one product makes all.
struct BERTWeights: @unchecked Sendable {
    // `Sendable` since nothing behind the pointers is written to after `init`, and `file` keeps it alive.

    struct Norm {
        let gain: UnsafePointer<Float>
        let shift: UnsafePointer<Float>
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
    let words: UnsafePointer<Float>
    let positions: UnsafePointer<Float>
    /// The token type of a first segment; no sequence here has a second.
    let segment: UnsafePointer<Float>
    let embeddingNorm: Norm
    let layers: [Layer]
    private let file: Safetensors

    /// Looks the tensors up by the names that PyTorch gave them. Throws `weights-malformed` where one is missing or has
    /// another shape than `configuration` says.
    init(_ file: Safetensors, configuration: BERTConfiguration) throws {
        self.file = file
        self.configuration = configuration
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let tensors = TensorReader(file: file, memory: Self.memory(configuration))
        words = try tensors["embeddings.word_embeddings.weight", configuration.vocabulary, hidden]
        positions = try tensors["embeddings.position_embeddings.weight", configuration.positions, hidden]
        segment = try tensors["embeddings.token_type_embeddings.weight", 2, hidden]
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

    subscript(name: String, shape: Int...) -> UnsafePointer<Float> {
        get throws {
            let floats = try file.floats(name, shape: shape)
            guard let base = floats.baseAddress else { preconditionFailure("a tensor of shape \(shape)") }
            return base
        }
    }

    /// Layers of the same shape, one below the other.
    func linear(_ names: [String], inputs: Int, outputs: Int) throws -> LinearLayer {
        LinearLayer(
            try names.map { name in
                let weights = try self["\(name).weight", outputs, inputs]
                return (MatrixView(weights, rows: outputs, columns: inputs), try self["\(name).bias", outputs])
            }, in: memory)
    }

    func norm(_ name: String, _ hidden: Int) throws -> BERTWeights.Norm {
        BERTWeights.Norm(
            gain: try self["\(name).LayerNorm.weight", hidden], shift: try self["\(name).LayerNorm.bias", hidden])
    }
}
