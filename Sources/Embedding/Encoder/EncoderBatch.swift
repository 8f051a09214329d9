/// Inputs that are encoded together.
struct EncoderBatch: Sendable {
    /// Places in the list of all inputs.
    let indices: [Int]
    let inputs: [EncoderInput]

    /// Tokens of a batch: enough to make the products efficient, few enough that their operands stay in the cache and
    /// that a cancelled task ends within half a second.
    static let maximumTokens = 1024

    /// Deals inputs to batches, longest first, so that texts of one length meet; no input is padded or cut for that.
    ///
    /// Few inputs are dealt evenly to `workers`.
    static func deal(_ inputs: [EncoderInput], workers: Int, maximumTokens: Int = Self.maximumTokens) -> [EncoderBatch]
    {
        let total = inputs.reduce(0) { $0 + $1.ids.count }
        let limit = min(maximumTokens, max(256, (total + workers - 1) / workers))
        let order = inputs.indices.sorted { (inputs[$1].ids.count, $0) < (inputs[$0].ids.count, $1) }
        var batches: [EncoderBatch] = []
        var indices: [Int] = []
        var tokens = 0
        func close() {
            guard !indices.isEmpty else { return }
            batches.append(EncoderBatch(indices: indices, inputs: indices.map { inputs[$0] }))
            (indices, tokens) = ([], 0)
        }
        for index in order {
            if tokens + inputs[index].ids.count > limit { close() }
            indices.append(index)
            tokens += inputs[index].ids.count
        }
        close()
        return batches
    }
}
