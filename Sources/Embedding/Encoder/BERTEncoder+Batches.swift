import Matrix

extension BERTEncoder {
    /// Encodes any number of inputs in batches on the threads of `pool`; `body` makes of an input and the states that are
    /// wanted of its tokens what it likes, and the results come in the inputs' order. Throws `CancellationError` alone; a
    /// batch that runs is finished first.
    func encode<Value: Sendable>(
        _ inputs: [EncoderInput], _ wanted: States = .all, on pool: ComputePool,
        _ body: @escaping @Sendable (EncoderInput, MatrixView) -> Value
    ) async throws -> [Value] {
        try Task.checkCancellation()
        let limit = EncoderBatch.maximumTokens(configuration)
        let batches = EncoderBatch.deal(inputs, workers: pool.threads, maximumTokens: limit)
        let encoded = try await pool.map(batches) { batch in encode(batch.inputs, wanted, body) }
        var results = [Value?](repeating: nil, count: inputs.count)
        for (batch, values) in zip(batches, encoded) {
            for (index, value) in zip(batch.indices, values) { results[index] = value }
        }
        return results.compactMap(\.self)
    }

    /// The same for one batch, on the calling thread, and on `helpers` where there are any.
    func encode<Value>(
        _ inputs: [EncoderInput], _ wanted: States = .all, with helpers: ComputePool? = nil,
        _ body: (EncoderInput, MatrixView) -> Value
    ) -> [Value] {
        encode(inputs, wanted, with: helpers) { states in
            var state = states.base
            return inputs.map { input in
                let rows = wanted == .all ? input.ids.count : 1
                defer { state += rows * states.columns }
                return body(input, MatrixView(state, rows: rows, columns: states.columns))
            }
        }
    }
}
