public import Corpus
import Foundation
public import Matrix

/// A model of the BERT family in this process: no server, no key, no network. Vectors equal those of
/// sentence-transformers, brought to length 1.
///
/// Passages run on ``ComputePool/shared`` (or the pool given), a few questions at once on a thread of their own, so that
/// a search does not wait for an ingestion, and on a second one that helps when it is free. With all-MiniLM-L6-v2, costs some
/// 0.2 ms of one core per token (`Scripts/compare-encoders`); 42 MB for packed weights beside the mapped ones, and 14 MB for each thread.
public struct BERTEmbedder: Embedder {
    /// BCP 47 codes of the languages that all-MiniLM-L6-v2 was trained for. Others are encoded too, with less sense.
    public static let languages: Set<String> = ["en"]

    /// The model's own tokenizer, as read from its vocabulary: whoever needs one too need not read it again.
    public var tokenizer: WordPiece { inputs.tokenizer }

    /// English alone for the model that Byline comes with; others do not say.
    public let trainedLanguages: Set<String>?

    /// Dimension, pooling, prefixes and limit are the model's; vectors have length 1. all-MiniLM-L6-v2: 384 components,
    /// mean pooling, no prefixes, at most 256 tokens.
    public let space: EmbeddingSpace
    /// By the table that the encoder starts from.
    public let words: (any WordVectors)?
    private let encoder: BERTEncoder
    private let inputs: EncoderInputBuilder
    private let pool: ComputePool
    private let questions: ComputePool
    /// Takes part in encoding questions; nil where there is one processor.
    private let helper: ComputePool?

    /// Opens the model: maps the weights, packs them and reads the vocabulary. Throws `weights-malformed`,
    /// `weights-unreadable`, `model-unsupported` for a cross-encoder, or what the vocabulary's reader throws.
    public init(_ files: ModelFiles, pool: ComputePool = .shared) throws {
        guard case .embedding(let pooling) = files.description.purpose else {
            throw BylineError(
                .modelUnsupported, "The model in \(files.folder.path) is a cross-encoder, which makes no vectors.",
                remedy: "Name the folder of an embedding model.")
        }
        let description = files.description
        let weights = try BERTWeights(
            Safetensors(contentsOf: files.weights), configuration: description.configuration)
        encoder = BERTEncoder(weights)
        space = EmbeddingSpace(
            model: files.name, weights: files.hash, dimension: description.configuration.hidden, pooling: pooling,
            queryPrefix: description.queryPrefix, passagePrefix: description.passagePrefix,
            maximumTokens: description.maximumTokens)
        inputs = EncoderInputBuilder(tokenizer: try files.tokenizer(), space: space)
        words = TokenTable(
            weights.words, columns: description.configuration.hidden, tokenizer: inputs.tokenizer)
        trainedLanguages = files.hash == ModelFiles.weightsHash ? Self.languages : nil
        self.pool = pool
        questions = ComputePool(threads: 1, name: "byline-question")
        helper = pool.threads > 1 ? ComputePool(threads: 1, name: "byline-question-helper") : nil
    }

    private init(_ other: BERTEmbedder, space: EmbeddingSpace) {
        self.space = space
        words = other.words
        encoder = other.encoder
        inputs = EncoderInputBuilder(tokenizer: other.inputs.tokenizer, space: space)
        trainedLanguages = other.trainedLanguages
        pool = other.pool
        questions = other.questions
        helper = other.helper
    }

    /// Shares weights and threads, and costs nothing. Takes any prefixes, any limit from 8 tokens to the model's longest
    /// input, and a template that is the title and the text with white space between them, or the text alone. The model's
    /// name may differ where the weights do not: a folder can have been renamed.
    public func adapted(to space: EmbeddingSpace) -> (any Embedder)? {
        var ours = self.space
        ours.model = space.model
        ours.queryPrefix = space.queryPrefix
        ours.passagePrefix = space.passagePrefix
        ours.maximumTokens = space.maximumTokens
        ours.template = space.template
        guard ours == space, (8...encoder.configuration.positions).contains(space.maximumTokens),
            EncoderInputBuilder.Template(space.template) != nil
        else { return nil }
        return BERTEmbedder(self, space: space)
    }

    /// Encodes passages with their sentences. Throws `CancellationError` alone; a batch that runs is finished first
    /// (a quarter of a second).
    public func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        let tokenized = try await pool.map(passages.slices(of: 64)) { [inputs] slice in slice.map(inputs.input) }
        return try await embed(tokenized.flatMap(\.self), on: pool)
    }

    /// Encodes questions, a few of them on two threads together; with all-MiniLM-L6-v2, 2 to 5 ms for one of 12 words.
    public func embed(queries: [String]) async throws -> [[Float]] {
        guard queries.count <= Self.fewQuestions else {
            let slices = queries.slices(of: 64)
            let tokenized = try await pool.map(slices) { [inputs] slice in slice.map(inputs.input(query:)) }
            return try await embed(tokenized.flatMap(\.self), on: pool).map(\.vector)
        }
        // In one piece: going to another thread and back costs as much as reading the words.
        return try await questions.run { [encoder, inputs, space, helper] in
            let wanted = space.pooling == .cls ? BERTEncoder.States.first : .all
            return encoder.encode(queries.map(inputs.input(query:)), wanted, with: helper) { _, states in
                Self.mean(of: states, 0..<states.rows)
            }
        }
    }

    /// So many questions are encoded apart from passages: an answer asks for one, its parts, and its clauses.
    private static let fewQuestions = 16

    private func embed(_ inputs: [EncoderInput], on pool: ComputePool) async throws -> [EmbeddedPassage] {
        let pooling = space.pooling
        return try await encoder.encode(inputs, on: pool) { input, states in
            EmbeddedPassage(
                vector: Self.mean(of: states, pooling == .cls ? 0..<1 : 0..<states.rows),
                sentences: input.sentences.map { QuantisedVector(Self.mean(of: states, $0)) })
        }
    }

    /// The mean of some tokens' states, of length 1.
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
    func slices(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
