import Matrix

/// A BERT or DeBERTa encoder over packed sequences: the tokens of a batch stand end to end in one matrix, without padding, so that
/// a text costs what its own tokens cost. Attention alone goes sequence by sequence.
///
/// Each token costs 21.2 MFLOP in MiniLM's linear layers, and 9,216 more for each token of its sequence in attention.
struct BERTEncoder: Sendable {
    let configuration: BERTConfiguration
    private let weights: BERTWeights
    private let scratches: ScratchPool
    private let attention: SelfAttention
    /// The attention of a model that tells positions by distance, and the rows of its tables.
    private let distant: DisentangledAttention
    private let rows: [Int32]
    private let kernels = Kernels.best

    init(_ weights: BERTWeights) {
        self.weights = weights
        configuration = weights.configuration
        scratches = ScratchPool(weights.configuration)
        attention = SelfAttention(heads: configuration.heads, width: configuration.headWidth)
        distant = DisentangledAttention(heads: configuration.heads, width: configuration.headWidth)
        rows = configuration.relative?.rows(tokens: configuration.positions) ?? []
    }

    /// Which final states are wanted. The first token's alone save five sixths of the last layer.
    enum States: Sendable {
        case all
        case first
    }

    /// Encodes inputs, special tokens included, each between 1 and `positions` tokens long; `body` sees the final states
    /// that were wanted, input after input. Blocks its thread.
    ///
    /// Ids must be rows of the vocabulary, which holds for what the model's own tokenizer gives.
    func encode<R>(_ inputs: [EncoderInput], _ wanted: States = .all, _ body: (MatrixView) throws -> R) rethrows -> R {
        let tokens = inputs.reduce(0) { $0 + $1.ids.count }
        return try scratches.withScratch { scratch in
            scratch.reserve(tokens: tokens)
            embed(inputs, into: scratch.states, tokens: tokens)
            var rows = tokens
            for (index, layer) in weights.layers.enumerated() {
                let isLast = index == weights.layers.count - 1
                if isLast, wanted == .first { rows = inputs.count }
                attend(layer, inputs, tokens, isLast ? wanted : .all, scratch)
                feedForward(layer, rows, scratch)
            }
            return try body(MatrixView(scratch.states, rows: rows, columns: configuration.hidden))
        }
    }

    /// Word, and position and segment where the model has them, added and normalised.
    private func embed(_ inputs: [EncoderInput], into states: UnsafeMutablePointer<Float>, tokens: Int) {
        let hidden = configuration.hidden
        var state = states
        for input in inputs {
            precondition((1...configuration.positions).contains(input.ids.count), "\(input.ids.count) tokens")
            for (position, id) in input.ids.enumerated() {
                precondition(id >= 0 && id < configuration.vocabulary, "token \(id)")
                let word = weights.words.base + Int(id) * hidden
                state.update(from: word, count: hidden)
                if let positions = weights.positions { add(positions.base + position * hidden, to: state) }
                if let segments = weights.segments {
                    add(segments.base + (position < input.secondSegment ? 0 : hidden), to: state)
                }
                state += hidden
            }
        }
        kernels.layerNorm(
            MatrixView(states, rows: tokens, columns: hidden), gain: weights.embeddingNorm.gain.base,
            shift: weights.embeddingNorm.shift.base, epsilon: configuration.layerNormEpsilon,
            into: MutableMatrixView(states, rows: tokens, columns: hidden))
    }

    private func add(_ row: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>) {
        for column in 0..<configuration.hidden { state[column] += row[column] }
    }

    /// Self-attention in each input, then residual and norm, for the states that are wanted; they move to the front.
    private func attend(
        _ layer: BERTWeights.Layer, _ inputs: [EncoderInput], _ tokens: Int, _ wanted: States, _ scratch: EncoderScratch
    ) {
        let hidden = configuration.hidden
        layer.projection.apply(
            to: MatrixView(scratch.states, rows: tokens, columns: hidden),
            into: MutableMatrixView(scratch.projections, rows: tokens, columns: 3 * hidden))
        var (first, written) = (0, 0)
        for input in inputs {
            let rows = input.ids.count
            let queries = wanted == .all ? rows : 1
            let base = scratch.projections + first * 3 * hidden
            func part(_ index: Int, _ rows: Int) -> MatrixView {
                MatrixView(base + index * hidden, rows: rows, columns: hidden, stride: 3 * hidden)
            }
            gather(
                layer, queries: part(0, queries), keys: part(1, rows), values: part(2, rows), scratch.attention,
                into: MutableMatrixView(scratch.context + written * hidden, rows: queries, columns: hidden))
            if written < first { scratch.moveState(first, to: written) }
            first += rows
            written += queries
        }
        let gathered = MatrixView(scratch.context, rows: written, columns: hidden)
        // The projections are used up: their memory takes the output.
        let output = MutableMatrixView(scratch.projections, rows: written, columns: hidden)
        layer.attentionOutput.apply(to: gathered, into: output)
        addAndNormalise(output, layer.attentionNorm, scratch.states)
    }

    private func gather(
        _ layer: BERTWeights.Layer, queries: MatrixView, keys: MatrixView, values: MatrixView,
        _ scratch: UnsafeMutablePointer<Float>, into output: MutableMatrixView
    ) {
        guard let tables = layer.distances else {
            return attention.apply(queries: queries, keys: keys, values: values, scratch: scratch, into: output)
        }
        rows.withUnsafeBufferPointer { rows in
            tables.withDistances(rows) { distances in
                distant.apply(
                    queries: queries, keys: keys, values: values, distances: distances, scratch: scratch, into: output)
            }
        }
    }

    private func feedForward(_ layer: BERTWeights.Layer, _ rows: Int, _ scratch: EncoderScratch) {
        let (hidden, intermediate) = (configuration.hidden, configuration.intermediate)
        let wide = MutableMatrixView(scratch.wide, rows: rows, columns: intermediate)
        layer.intermediate.apply(to: MatrixView(scratch.states, rows: rows, columns: hidden), .gelu, into: wide)
        let output = MutableMatrixView(scratch.context, rows: rows, columns: hidden)
        layer.output.apply(to: MatrixView(scratch.wide, rows: rows, columns: intermediate), into: output)
        addAndNormalise(output, layer.outputNorm, scratch.states)
    }

    private func addAndNormalise(
        _ output: MutableMatrixView, _ norm: BERTWeights.Norm, _ states: UnsafeMutablePointer<Float>
    ) {
        kernels.layerNorm(
            MatrixView(output.base, rows: output.rows, columns: output.columns),
            residual: UnsafePointer(states), gain: norm.gain.base, shift: norm.shift.base,
            epsilon: configuration.layerNormEpsilon,
            into: MutableMatrixView(states, rows: output.rows, columns: output.columns))
    }
}
