/// Inputs that are encoded together.
struct EncoderBatch: Sendable {
    /// Places in the list of all inputs.
    let indices: [Int]
    let inputs: [EncoderInput]

    /// Tokens of a batch: enough to make the products efficient, few enough that their operands stay in the cache and
    /// that a cancelled task ends within half a second.
    static let maximumTokens = 1024

    /// The same for a model whose tokens cost more than MiniLM's.
    static func maximumTokens(_ configuration: BERTConfiguration) -> Int {
        let operations = maximumTokens * BERTConfiguration.miniLM.operationsPerToken
        return min(maximumTokens, max(minimumTokens, operations / max(1, configuration.operationsPerToken)))
    }

    /// Fewer tokens are not worth a thread of their own.
    static let minimumTokens = 256

    /// Deals inputs to batches of nearly equal work, as many as occupy all `workers` until the end. Since nothing is
    /// padded, texts of different lengths can share a batch.
    ///
    /// Longest first, to and fro over the batches: two of them then differ by at most the longest input, and none
    /// exceeds `maximumTokens` unless a single input does. O(n log n).
    static func deal(
        _ inputs: [EncoderInput], workers: Int, maximumTokens: Int = Self.maximumTokens
    ) -> [EncoderBatch] {
        let total = inputs.reduce(0) { $0 + $1.ids.count }
        let longest = inputs.reduce(1) { max($0, $1.ids.count) }
        let rounds = 1 + total / (workers * max(1, maximumTokens - longest))
        let count = min(rounds * workers, max(1, total / minimumTokens), inputs.count)
        guard count > 0 else { return [] }
        let order = inputs.indices.sorted { (inputs[$1].ids.count, $0) < (inputs[$0].ids.count, $1) }
        var dealt = [[Int]](repeating: [], count: count)
        for (turn, index) in order.enumerated() {
            let place = turn % count
            dealt[(turn / count).isMultiple(of: 2) ? place : count - 1 - place].append(index)
        }
        return dealt.map { indices in EncoderBatch(indices: indices, inputs: indices.map { inputs[$0] }) }
    }
}
