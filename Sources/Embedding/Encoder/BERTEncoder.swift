import Matrix

/// A BERT or DeBERTa encoder over packed sequences: the tokens of a batch stand end to end in one matrix, without padding, so that
/// a text costs what its own tokens cost. Attention alone goes sequence by sequence.
///
/// Each token costs 21.2 MFLOP in MiniLM's linear layers, and 9,216 more for each token of its sequence in attention.
struct BERTEncoder: Sendable {
    let configuration: BERTConfiguration
    private let weights: BERTWeights
    private let scratches: ScratchPool
    /// The attention of a model that tells positions by distance, and the rows of its tables.
    private let distant: DisentangledAttention
    private let rows: [Int32]
    private let kernels = Kernels.best

    init(_ weights: BERTWeights) {
        self.weights = weights
        configuration = weights.configuration
        scratches = ScratchPool(weights.configuration)
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
    ///
    /// - Parameter helpers: threads that take part, as soon as one is free; the calling one never waits for them to begin. None for a
    ///   model that tells positions by distance.
    func encode<R>(
        _ inputs: [EncoderInput], _ wanted: States = .all, with helpers: ComputePool? = nil,
        _ body: (MatrixView) throws -> R
    ) rethrows -> R {
        let helpers = configuration.relative == nil ? helpers : nil
        let pass = EncoderPass(inputs, wanted, isShared: helpers != nil, in: scratches)
        if pass.tokens > 0 {
            helpers?.submit { walk(pass, as: 1) }
            walk(pass, as: 0)
        }
        return try body(MatrixView(pass.scratch.states, rows: pass.finalRows, columns: configuration.hidden))
    }

    /// One thread's way through the layers.
    private func walk(_ pass: EncoderPass, as number: Int) {
        var member = ParallelRegion.Member(of: pass.region)
        embed(pass, &member)
        for (index, layer) in weights.layers.enumerated() {
            let wanted = index == weights.layers.count - 1 ? pass.wanted : .all
            attend(layer, pass, wanted, number, &member)
            feedForward(layer, pass, rows: wanted == .all ? pass.tokens : pass.inputs.count, &member)
        }
    }

    /// Word, and position and segment where the model has them, added and normalised.
    private func embed(_ pass: EncoderPass, _ member: inout ParallelRegion.Member) {
        let hidden = configuration.hidden
        member.each(1) { _ in
            var state = pass.scratch.states
            for input in pass.inputs {
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
                MatrixView(pass.scratch.states, rows: pass.tokens, columns: hidden),
                gain: weights.embeddingNorm.gain.base, shift: weights.embeddingNorm.shift.base,
                epsilon: configuration.layerNormEpsilon,
                into: MutableMatrixView(pass.scratch.states, rows: pass.tokens, columns: hidden))
        }
    }

    private func add(_ row: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>) {
        for column in 0..<configuration.hidden { state[column] += row[column] }
    }

    /// Self-attention in each input, then residual and norm, for the states that are wanted; they move to the front.
    ///
    /// Heads know nothing of each other, so that one iteration takes some of them from projection to what they gather.
    private func attend(
        _ layer: BERTWeights.Layer, _ pass: EncoderPass, _ wanted: States, _ number: Int,
        _ member: inout ParallelRegion.Member
    ) {
        let (hidden, scratch) = (configuration.hidden, pass.scratch)
        let heads = pass.split(configuration.heads, granule: headGranule(layer))
        member.each(heads.parts) { part in
            project(layer, pass, heads[part])
            gather(layer, pass, wanted, heads[part], scratch.attention(of: number))
        }
        let rows = wanted == .all ? pass.tokens : pass.inputs.count
        if wanted == .first { member.each(1) { _ in moveFirstStates(pass) } }
        // The projections are used up: their memory takes the output.
        apply(
            layer.attentionOutput, to: MatrixView(scratch.context, rows: rows, columns: hidden),
            into: MutableMatrixView(scratch.projections, rows: rows, columns: hidden), pass, &member)
        addAndNormalise(scratch.projections, layer.attentionNorm, pass, rows: rows, &member)
    }

    /// So many heads together are whole granules of the projection; all of them where distances are told, whose memory is shared.
    private func headGranule(_ layer: BERTWeights.Layer) -> Int {
        let (width, granule) = (configuration.headWidth, layer.projection.granule)
        let together = (1...configuration.heads).first { ($0 * width).isMultiple(of: granule) }
        guard layer.distances == nil, let together, configuration.hidden.isMultiple(of: granule),
            configuration.heads.isMultiple(of: together)
        else { return configuration.heads }
        return together
    }

    /// Queries, keys and values of some heads.
    private func project(_ layer: BERTWeights.Layer, _ pass: EncoderPass, _ heads: Range<Int>) {
        let (hidden, width) = (configuration.hidden, configuration.headWidth)
        let states = MatrixView(pass.scratch.states, rows: pass.tokens, columns: hidden)
        let output = MutableMatrixView(pass.scratch.projections, rows: pass.tokens, columns: 3 * hidden)
        guard heads.count < configuration.heads else { return layer.projection.apply(to: states, into: output) }
        for role in 0..<3 {
            let first = role * hidden + heads.lowerBound * width
            layer.projection.apply(to: states, outputs: first..<(first + heads.count * width), into: output)
        }
    }

    /// What some heads gather, input by input.
    private func gather(
        _ layer: BERTWeights.Layer, _ pass: EncoderPass, _ wanted: States, _ heads: Range<Int>,
        _ memory: UnsafeMutablePointer<Float>
    ) {
        let (hidden, width) = (configuration.hidden, configuration.headWidth)
        let columns = heads.count * width
        var (first, written) = (0, 0)
        for input in pass.inputs {
            let rows = input.ids.count
            let queries = wanted == .all ? rows : 1
            let base = pass.scratch.projections + (first * 3 * hidden + heads.lowerBound * width)
            func part(_ index: Int, _ rows: Int) -> MatrixView {
                MatrixView(base + index * hidden, rows: rows, columns: columns, stride: 3 * hidden)
            }
            let context = pass.scratch.context + (written * hidden + heads.lowerBound * width)
            gather(
                layer, heads.count, queries: part(0, queries), keys: part(1, rows), values: part(2, rows), memory,
                into: MutableMatrixView(context, rows: queries, columns: columns, stride: hidden))
            first += rows
            written += queries
        }
    }

    private func gather(
        _ layer: BERTWeights.Layer, _ heads: Int, queries: MatrixView, keys: MatrixView, values: MatrixView,
        _ scratch: UnsafeMutablePointer<Float>, into output: MutableMatrixView
    ) {
        guard let tables = layer.distances else {
            return SelfAttention(heads: heads, width: configuration.headWidth)
                .apply(queries: queries, keys: keys, values: values, scratch: scratch, into: output)
        }
        rows.withUnsafeBufferPointer { rows in
            tables.withDistances(rows) { distances in
                distant.apply(
                    queries: queries, keys: keys, values: values, distances: distances, scratch: scratch, into: output)
            }
        }
    }

    /// The first state of each input to the front.
    private func moveFirstStates(_ pass: EncoderPass) {
        var first = 0
        for (place, input) in pass.inputs.enumerated() {
            if place < first { pass.scratch.moveState(first, to: place) }
            first += input.ids.count
        }
    }

    private func feedForward(
        _ layer: BERTWeights.Layer, _ pass: EncoderPass, rows: Int, _ member: inout ParallelRegion.Member
    ) {
        let (hidden, intermediate, scratch) = (configuration.hidden, configuration.intermediate, pass.scratch)
        apply(
            layer.intermediate, .gelu, to: MatrixView(scratch.states, rows: rows, columns: hidden),
            into: MutableMatrixView(scratch.wide, rows: rows, columns: intermediate), pass, &member)
        apply(
            layer.output, to: MatrixView(scratch.wide, rows: rows, columns: intermediate),
            into: MutableMatrixView(scratch.context, rows: rows, columns: hidden), pass, &member)
        addAndNormalise(scratch.context, layer.outputNorm, pass, rows: rows, &member)
    }

    private func apply(
        _ layer: LinearLayer, _ activation: LinearLayer.Activation = .none, to x: MatrixView,
        into y: MutableMatrixView, _ pass: EncoderPass, _ member: inout ParallelRegion.Member
    ) {
        let outputs = pass.split(layer.outputs, granule: layer.granule)
        member.each(outputs.parts) { layer.apply(to: x, activation, outputs: outputs[$0], into: y) }
    }

    /// Puts the norm of states and `output` in the states' place.
    private func addAndNormalise(
        _ output: UnsafeMutablePointer<Float>, _ norm: BERTWeights.Norm, _ pass: EncoderPass, rows: Int,
        _ member: inout ParallelRegion.Member
    ) {
        let hidden = configuration.hidden
        let shares = pass.split(rows, granule: Self.normalisedRows)
        member.each(shares.parts) { part in
            let (first, count) = (shares[part].lowerBound * hidden, shares[part].count)
            let states = pass.scratch.states + first
            kernels.layerNorm(
                MatrixView(output + first, rows: count, columns: hidden), residual: UnsafePointer(states),
                gain: norm.gain.base, shift: norm.shift.base, epsilon: configuration.layerNormEpsilon,
                into: MutableMatrixView(states, rows: count, columns: hidden))
        }
    }

    /// Fewer rows are normalised faster than they are taken.
    private static let normalisedRows = 8
}
