import Matrix

/// The tensors of a BERT encoder, read where they stand in the file; only queries, keys and values are copied together,
/// so that one product makes all three.
struct BERTWeights: @unchecked Sendable {
    // `Sendable` since nothing behind the pointers is written to after `init`, and `file` and `fused` keep it alive.

    /// A linear layer: `outputs` rows of `inputs` weights, and as many biases.
    struct Linear {
        let weights: MatrixView
        let bias: UnsafePointer<Float>
    }

    struct Norm {
        let gain: UnsafePointer<Float>
        let shift: UnsafePointer<Float>
    }

    struct Layer {
        /// Queries, keys and values side by side: 3 × hidden outputs.
        let projection: Linear
        let attentionOutput: Linear
        let attentionNorm: Norm
        let intermediate: Linear
        let output: Linear
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
    private let fused: FusedProjections

    /// Looks the tensors up by the names that PyTorch gave them. Throws `weights-malformed` where one is missing or has
    /// another shape than `configuration` says.
    init(_ file: Safetensors, configuration: BERTConfiguration) throws {
        self.file = file
        self.configuration = configuration
        let tensors = TensorReader(file: file)
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        words = try tensors["embeddings.word_embeddings.weight", configuration.vocabulary, hidden]
        positions = try tensors["embeddings.position_embeddings.weight", configuration.positions, hidden]
        segment = try tensors["embeddings.token_type_embeddings.weight", 2, hidden]
        embeddingNorm = try tensors.norm("embeddings", hidden)
        let fused = FusedProjections(layers: configuration.layers, hidden: hidden)
        self.fused = fused
        layers = try (0..<configuration.layers).map { index in
            let name = "encoder.layer.\(index)"
            for (part, role) in ["query", "key", "value"].enumerated() {
                let linear = try tensors.linear("\(name).attention.self.\(role)", inputs: hidden, outputs: hidden)
                fused.set(part, of: index, to: linear)
            }
            return Layer(
                projection: fused.linear(index),
                attentionOutput: try tensors.linear("\(name).attention.output.dense", inputs: hidden, outputs: hidden),
                attentionNorm: try tensors.norm("\(name).attention.output", hidden),
                intermediate: try tensors.linear("\(name).intermediate.dense", inputs: hidden, outputs: wide),
                output: try tensors.linear("\(name).output.dense", inputs: wide, outputs: hidden),
                outputNorm: try tensors.norm("\(name).output", hidden))
        }
    }
}

/// Looks tensors up with the shape that they must have.
private struct TensorReader {
    let file: Safetensors

    subscript(name: String, shape: Int...) -> UnsafePointer<Float> {
        get throws {
            let floats = try file.floats(name, shape: shape)
            guard let base = floats.baseAddress else { preconditionFailure("a tensor of shape \(shape)") }
            return base
        }
    }

    func linear(_ name: String, inputs: Int, outputs: Int) throws -> BERTWeights.Linear {
        BERTWeights.Linear(
            weights: MatrixView(try self["\(name).weight", outputs, inputs], rows: outputs, columns: inputs),
            bias: try self["\(name).bias", outputs])
    }

    func norm(_ name: String, _ hidden: Int) throws -> BERTWeights.Norm {
        BERTWeights.Norm(
            gain: try self["\(name).LayerNorm.weight", hidden], shift: try self["\(name).LayerNorm.bias", hidden])
    }
}

/// The weights of queries, keys and values of all layers, each layer's one below the other.
private final class FusedProjections {
    private let hidden: Int
    private let memory: UnsafeMutableBufferPointer<Float>

    init(layers: Int, hidden: Int) {
        self.hidden = hidden
        let count = layers * 3 * hidden * (hidden + 1)
        memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: count * MemoryLayout<Float>.stride, alignment: FloatMatrix.alignment
        ).bindMemory(to: Float.self)
        memory.initialize(repeating: 0)
    }

    deinit { memory.deallocate() }

    /// A layer's weights, then its biases.
    private func layer(_ index: Int) -> UnsafeMutablePointer<Float> {
        guard let base = memory.baseAddress else { preconditionFailure("an encoder without layers") }
        return base + index * 3 * hidden * (hidden + 1)
    }

    func set(_ part: Int, of index: Int, to linear: BERTWeights.Linear) {
        let size = hidden * hidden
        (layer(index) + part * size).update(from: linear.weights.base, count: size)
        (layer(index) + 3 * size + part * hidden).update(from: linear.bias, count: hidden)
    }

    func linear(_ index: Int) -> BERTWeights.Linear {
        BERTWeights.Linear(
            weights: MatrixView(layer(index), rows: 3 * hidden, columns: hidden),
            bias: layer(index) + 3 * hidden * hidden)
    }
}
