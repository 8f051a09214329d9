import Foundation
import Matrix

/// A BERT encoder over packed sequences: the tokens of a batch stand end to end in one matrix, without padding, so that
/// a text costs what its own tokens cost. Attention alone goes sequence by sequence.
///
/// Each token costs 21.2 MFLOP in MiniLM's linear layers, and 9,216 more for each token of its sequence in attention.
struct BERTEncoder: Sendable {
    let configuration: BERTConfiguration
    private let weights: BERTWeights
    private let scratches: ScratchPool
    private let attention: SelfAttention
    private let kernels = Kernels.best

    init(_ weights: BERTWeights) {
        self.weights = weights
        configuration = weights.configuration
        scratches = ScratchPool(weights.configuration)
        attention = SelfAttention(heads: configuration.heads, width: configuration.headWidth)
    }

    /// Encodes inputs, special tokens included, each between 1 and `positions` tokens long; `body` sees the final states
    /// of all tokens, input after input. Blocks its thread.
    ///
    /// Ids must be rows of the vocabulary, which holds for what the model's own tokenizer gives.
    func encode<R>(_ inputs: [EncoderInput], _ body: (MatrixView) throws -> R) rethrows -> R {
        let tokens = inputs.reduce(0) { $0 + $1.ids.count }
        return try scratches.withScratch { scratch in
            scratch.reserve(tokens: tokens)
            embed(inputs, into: scratch.states, tokens: tokens)
            for layer in weights.layers {
                attend(layer, inputs, tokens, scratch)
                feedForward(layer, tokens, scratch)
            }
            return try body(MatrixView(scratch.states, rows: tokens, columns: configuration.hidden))
        }
    }

    /// Encodes any number of inputs in batches on the threads of `pool`; `body` makes of an input and the states of its
    /// tokens what is wanted, and the results come in the inputs' order. Throws `CancellationError` alone; a batch that
    /// runs is finished first.
    func encode<Value: Sendable>(
        _ inputs: [EncoderInput], on pool: ComputePool,
        _ body: @escaping @Sendable (EncoderInput, MatrixView) -> Value
    ) async throws -> [Value] {
        try Task.checkCancellation()
        let limit = EncoderBatch.maximumTokens(configuration)
        let batches = EncoderBatch.deal(inputs, workers: pool.threads, maximumTokens: limit)
        let encoded = try await pool.map(batches) { batch in
            encode(batch.inputs) { states in
                var state = states.base
                return batch.inputs.map { input in
                    defer { state += input.ids.count * states.columns }
                    return body(input, MatrixView(state, rows: input.ids.count, columns: states.columns))
                }
            }
        }
        var results = [Value?](repeating: nil, count: inputs.count)
        for (batch, values) in zip(batches, encoded) {
            for (index, value) in zip(batch.indices, values) { results[index] = value }
        }
        return results.compactMap(\.self)
    }

    /// The score of one input, from the state of its first token: a layer, tanh, a layer (Devlin et al. 2019, 4.1).
    func classify(_ states: MatrixView) -> Float {
        guard let classifier = weights.classifier else { preconditionFailure("weights without a classifier") }
        var pooled = [Float](repeating: 0, count: configuration.hidden)
        var score: Float = 0
        pooled.withUnsafeMutableBufferPointer { pooled in
            guard let base = pooled.baseAddress else { return }
            let row = MutableMatrixView(base, rows: 1, columns: pooled.count)
            classifier.pooler.apply(to: MatrixView(states.base, rows: 1, columns: states.columns), into: row)
            for index in pooled.indices { pooled[index] = tanh(pooled[index]) }
            withUnsafeMutablePointer(to: &score) { score in
                classifier.output.apply(
                    to: MatrixView(base, rows: 1, columns: pooled.count),
                    into: MutableMatrixView(score, rows: 1, columns: 1))
            }
        }
        return score
    }

    /// Word, position and segment, added and normalised.
    private func embed(_ inputs: [EncoderInput], into states: UnsafeMutablePointer<Float>, tokens: Int) {
        let hidden = configuration.hidden
        var state = states
        for input in inputs {
            precondition((1...configuration.positions).contains(input.ids.count), "\(input.ids.count) tokens")
            for (position, id) in input.ids.enumerated() {
                precondition(id >= 0 && id < configuration.vocabulary, "token \(id)")
                let word = weights.words.base + Int(id) * hidden
                let place = weights.positions.base + position * hidden
                let segment = weights.segments.base + (position < input.secondSegment ? 0 : hidden)
                for column in 0..<hidden { state[column] = word[column] + place[column] + segment[column] }
                state += hidden
            }
        }
        kernels.layerNorm(
            MatrixView(states, rows: tokens, columns: hidden), gain: weights.embeddingNorm.gain.base,
            shift: weights.embeddingNorm.shift.base, epsilon: configuration.layerNormEpsilon,
            into: MutableMatrixView(states, rows: tokens, columns: hidden))
    }

    /// Self-attention in each input, then residual and norm.
    private func attend(_ layer: BERTWeights.Layer, _ inputs: [EncoderInput], _ tokens: Int, _ scratch: EncoderScratch)
    {
        let hidden = configuration.hidden
        layer.projection.apply(
            to: MatrixView(scratch.states, rows: tokens, columns: hidden),
            into: MutableMatrixView(scratch.projections, rows: tokens, columns: 3 * hidden))
        var first = 0
        for input in inputs {
            let base = scratch.projections + first * 3 * hidden
            let rows = input.ids.count
            func part(_ index: Int) -> MatrixView {
                MatrixView(base + index * hidden, rows: rows, columns: hidden, stride: 3 * hidden)
            }
            attention.apply(
                queries: part(0), keys: part(1), values: part(2), scratch: scratch.attention,
                into: MutableMatrixView(scratch.context + first * hidden, rows: rows, columns: hidden))
            first += rows
        }
        let gathered = MatrixView(scratch.context, rows: tokens, columns: hidden)
        // The projections are used up: their memory takes the output.
        let output = MutableMatrixView(scratch.projections, rows: tokens, columns: hidden)
        layer.attentionOutput.apply(to: gathered, into: output)
        addAndNormalise(output, layer.attentionNorm, scratch.states)
    }

    private func feedForward(_ layer: BERTWeights.Layer, _ tokens: Int, _ scratch: EncoderScratch) {
        let (hidden, intermediate) = (configuration.hidden, configuration.intermediate)
        let wide = MutableMatrixView(scratch.wide, rows: tokens, columns: intermediate)
        layer.intermediate.apply(to: MatrixView(scratch.states, rows: tokens, columns: hidden), .gelu, into: wide)
        let output = MutableMatrixView(scratch.context, rows: tokens, columns: hidden)
        layer.output.apply(to: MatrixView(scratch.wide, rows: tokens, columns: intermediate), into: output)
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
