import Matrix

/// The tensors of a BERT or DeBERTa encoder: tables of embeddings and norms are read where they stand in the file, the weights of
/// its products are packed (42 MB for MiniLM), queries, keys and values together, so that one product makes all.
struct BERTWeights: Sendable {
    struct Norm {
        let gain: TensorFloats
        let shift: TensorFloats
    }

    struct Layer {
        /// Queries, keys and values side by side: 3 × hidden outputs.
        let projection: LinearLayer
        /// What the layer makes of the table of distances; nil for a model that tells positions by place.
        let distances: DistanceTables?
        let attentionOutput: LinearLayer
        let attentionNorm: Norm
        let intermediate: LinearLayer
        let output: LinearLayer
        let outputNorm: Norm
    }

    let configuration: BERTConfiguration
    let words: TensorFloats
    /// What a token's place adds; nil where distances tell it.
    let positions: TensorFloats?
    /// What a token's segment adds; nil where it adds nothing.
    let segments: TensorFloats?
    let embeddingNorm: Norm
    let layers: [Layer]
    private let tensors: TensorReader

    /// Looks the tensors up by the names that PyTorch gave them, behind whatever prefix (`bert.`, `deberta.` or none). Throws
    /// `weights-malformed` where one is missing or has another shape than `configuration` says.
    init(_ file: Safetensors, configuration: BERTConfiguration) throws {
        self.configuration = configuration
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let tensors = TensorReader(file: file, memory: Self.memory(configuration))
        self.tensors = tensors
        words = try tensors["embeddings.word_embeddings.weight", configuration.vocabulary, hidden]
        positions =
            configuration.relative != nil
            ? nil : try tensors["embeddings.position_embeddings.weight", configuration.positions, hidden]
        segments =
            configuration.segments == 0
            ? nil : try tensors["embeddings.token_type_embeddings.weight", configuration.segments, hidden]
        embeddingNorm = try tensors.norm("embeddings", hidden)
        let distances = try configuration.relative.map { try tensors.distances($0, configuration) }
        let parts = ["query", "key", "value"].map { configuration.relative == nil ? $0 : "\($0)_proj" }
        layers = try (0..<configuration.layers).map { index in
            let name = "encoder.layer.\(index)"
            let projection = try tensors.linear(
                parts.map { "\(name).attention.self.\($0)" }, inputs: hidden, outputs: hidden)
            return Layer(
                projection: projection, distances: distances.map { $0.projected(by: projection) },
                attentionOutput: try tensors.linear(
                    ["\(name).attention.output.dense"], inputs: hidden, outputs: hidden),
                attentionNorm: try tensors.norm("\(name).attention.output", hidden),
                intermediate: try tensors.linear(["\(name).intermediate.dense"], inputs: hidden, outputs: wide),
                output: try tensors.linear(["\(name).output.dense"], inputs: wide, outputs: hidden),
                outputNorm: try tensors.norm("\(name).output", hidden))
        }
    }

    /// The classifier that stands on the encoder. Throws `weights-malformed` where there is none for so many labels.
    func classifier(labels: Int) throws -> BERTClassifier {
        let hidden = configuration.hidden
        let isDeBERTa = configuration.relative != nil
        return BERTClassifier(
            pooler: try tensors.linear(["pooler.dense"], inputs: hidden, outputs: hidden, isOutside: isDeBERTa),
            activation: isDeBERTa ? .gelu : .tanh,
            output: try tensors.linear(["classifier"], inputs: hidden, outputs: labels, isOutside: true))
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
        prefix = ["", "bert.", "deberta."].first { file.tensors[$0 + name] != nil } ?? ""
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

    /// The table of distances that all layers start from.
    func distances(_ positions: RelativePositions, _ configuration: BERTConfiguration) throws -> DistanceTable {
        let hidden = configuration.hidden
        let table = try self["encoder.rel_embeddings.weight", 2 * positions.span, hidden]
        let norm = positions.isNormalised ? try norm("encoder", hidden) : nil
        return DistanceTable(table, norm: norm, positions: positions, configuration: configuration)
    }

    /// By its present names, or by those of the first converted models.
    func norm(_ name: String, _ hidden: Int) throws -> BERTWeights.Norm {
        let isOld = file.tensors["\(prefix)\(name).LayerNorm.gamma"] != nil
        return BERTWeights.Norm(
            gain: try self["\(name).LayerNorm.\(isOld ? "gamma" : "weight")", hidden],
            shift: try self["\(name).LayerNorm.\(isOld ? "beta" : "bias")", hidden])
    }
}
