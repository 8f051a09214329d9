public import Corpus
public import Matrix

/// all-MiniLM-L6-v2 in this process: no server, no key, no network. Vectors equal those of sentence-transformers.
///
/// Passages run on ``ComputePool/shared`` (or the pool given), a few questions at once on a thread of their own, so that
/// a search does not wait for an ingestion. Costs 0.11 ms of one core per token with AVX-512, 0.21 with AVX2
/// (`Scripts/compare-encoders`); 42 MB for packed weights beside the mapped ones, and 14 MB for each thread.
public struct MiniLMEmbedder: Embedder {
    /// BCP 47 codes of the languages that the model was trained for. Others are encoded too, with less sense.
    public static let languages: Set<String> = ["en"]

    /// The model's own tokenizer, as read from its vocabulary: whoever needs one too need not read it again.
    public var tokenizer: WordPiece { inputs.tokenizer }

    /// English alone.
    public var trainedLanguages: Set<String>? { Self.languages }

    /// 384 components, mean pooling, length 1, at most 256 tokens.
    public let space: EmbeddingSpace
    private let encoder: BERTEncoder
    private let inputs: EncoderInputBuilder
    private let pool: ComputePool
    private let questions: ComputePool

    /// Opens the model: maps the weights, packs them and reads the vocabulary. Throws `weights-malformed`,
    /// `weights-unreadable`, or what the vocabulary's reader throws.
    public init(_ files: ModelFiles, pool: ComputePool = .shared) throws {
        let weights = try BERTWeights(Safetensors(contentsOf: files.weights), configuration: .miniLM)
        encoder = BERTEncoder(weights)
        space = EmbeddingSpace(model: ModelFiles.model, weights: ModelFiles.weightsHash, dimension: 384)
        inputs = EncoderInputBuilder(
            tokenizer: try WordPiece(vocabulary: files.vocabulary), space: space)
        self.pool = pool
        questions = ComputePool(threads: 1, name: "byline-question")
    }

    private init(_ other: MiniLMEmbedder, space: EmbeddingSpace) {
        self.space = space
        encoder = other.encoder
        inputs = EncoderInputBuilder(tokenizer: other.inputs.tokenizer, space: space)
        pool = other.pool
        questions = other.questions
    }

    /// Shares weights and threads, and costs nothing. Takes any prefixes, 8 to 512 tokens, and a template that is the title and the text with white space
    /// between them, or the text alone.
    public func adapted(to space: EmbeddingSpace) -> (any Embedder)? {
        var ours = self.space
        ours.queryPrefix = space.queryPrefix
        ours.passagePrefix = space.passagePrefix
        ours.maximumTokens = space.maximumTokens
        ours.template = space.template
        guard ours == space, (8...512).contains(space.maximumTokens),
            EncoderInputBuilder.Template(space.template) != nil
        else { return nil }
        return MiniLMEmbedder(self, space: space)
    }

    /// Encodes passages with their sentences. Throws `CancellationError` alone; a batch that runs is finished first
    /// (a quarter of a second).
    public func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        let tokenized = try await pool.map(passages.slices(of: 64)) { [inputs] slice in slice.map(inputs.input) }
        return try await embed(tokenized.flatMap(\.self), on: pool)
    }

    /// Encodes questions; 2 to 5 ms for one of 12 words.
    public func embed(queries: [String]) async throws -> [[Float]] {
        let pool = queries.count <= 4 ? questions : pool
        let tokenized = try await pool.map(queries.slices(of: 64)) { [inputs] slice in slice.map(inputs.input(query:)) }
        return try await embed(tokenized.flatMap(\.self), on: pool).map(\.vector)
    }

    private func embed(_ inputs: [EncoderInput], on pool: ComputePool) async throws -> [EmbeddedPassage] {
        try Task.checkCancellation()
        let batches = EncoderBatch.deal(inputs, workers: pool.threads)
        let encoded = try await pool.map(batches) { [encoder] batch in Self.encode(batch, with: encoder) }
        var results = [EmbeddedPassage](repeating: EmbeddedPassage(vector: [], sentences: []), count: inputs.count)
        for (batch, passages) in zip(batches, encoded) {
            for (index, passage) in zip(batch.indices, passages) { results[index] = passage }
        }
        return results
    }

    /// Mean pooling over all tokens, and over each sentence's, then length 1.
    private static func encode(_ batch: EncoderBatch, with encoder: BERTEncoder) -> [EmbeddedPassage] {
        encoder.encode(batch.inputs.map(\.ids)) { states in
            var first = 0
            return batch.inputs.map { input in
                defer { first += input.ids.count }
                return EmbeddedPassage(
                    vector: mean(of: states, first..<(first + input.ids.count)),
                    sentences: input.sentences.map { sentence in
                        let rows = (first + sentence.lowerBound)..<(first + sentence.upperBound)
                        return QuantisedVector(mean(of: states, rows))
                    })
            }
        }
    }

    private static func mean(of states: MatrixView, _ rows: Range<Int>) -> [Float] {
        let kernels = Kernels.best
        let base = states.base + rows.lowerBound * states.columns
        var mean = kernels.mean(MatrixView(base, rows: rows.count, columns: states.columns))
        kernels.normalise(&mean)
        return mean
    }
}

extension Array {
    /// The array in pieces of at most `size`, in order.
    fileprivate func slices(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
