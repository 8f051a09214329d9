internal import Corpus
public import Foundation
public import Matrix

/// Scores how well passages answer a question, by reading both together (Nogueira and Cho 2019, "Passage re-ranking with
/// BERT", arXiv:1901.04085): far better than comparing two vectors, and far dearer, since each pair is a forward pass.
///
/// Takes models of the BERT family with one label, such as the cross-encoders trained on MS MARCO. A pair of 180 tokens
/// costs some 40 ms of one core in a model of MiniLM's size; pairs run on all threads of the pool.
public struct CrossEncoder: Sendable {
    /// The model's usual name.
    public var model: String { files.name }
    /// SHA-256 of its weights, in hexadecimal.
    public var weights: String { files.hash }
    /// The longest pair, special tokens included; what is longer is cut.
    public var maximumTokens: Int { inputs.limit }

    private let files: ModelFiles
    private let encoder: BERTEncoder
    private let classifier: BERTClassifier
    private let inputs: PairInputBuilder
    private let pool: ComputePool

    /// Opens the model of a folder in the layout of Hugging Face, as ``ModelFiles`` describes it. Throws what
    /// ``ModelFiles/locate(folder:environment:)`` throws, `weights-malformed`, or `model-unsupported` for a model that
    /// is no cross-encoder.
    public init(folder: URL, pool: ComputePool = .shared) throws {
        files = try ModelFiles.locate(folder: folder)
        let configuration = files.description.configuration
        guard files.description.purpose == .classification, configuration.segments > 1 else {
            throw BylineError(
                .modelUnsupported, "The model in \(folder.path) is no cross-encoder: it has no classifier of pairs.",
                remedy: "Name the folder of a BERT model for sequence classification with one label.")
        }
        let weights = try BERTWeights(Safetensors(contentsOf: files.weights), configuration: configuration)
        encoder = BERTEncoder(weights)
        classifier = try weights.classifier()
        inputs = PairInputBuilder(tokenizer: try files.tokenizer(), limit: files.description.maximumTokens)
        self.pool = pool
    }

    /// One score for each passage, in their order: the model's logit, of any size; its sigmoid is what such models were
    /// trained to give for a relevant passage. Scores of two models, or of two questions, are not comparable.
    ///
    /// Where question and passage are too long together, the longer one loses its end first. Throws `CancellationError`
    /// alone.
    public func score(question: String, passages: [String]) async throws -> [Float] {
        let question = inputs.tokenizer.encode(question).map(\.id)
        let slices = passages.slices(of: 64)
        let pairs = try await pool.map(slices) { [inputs] slice in
            slice.map { inputs.input(question, inputs.tokenizer.encode($0).map(\.id)) }
        }
        return try await encoder.encode(pairs.flatMap(\.self), .first, on: pool) { [classifier] _, states in
            classifier.score(states)
        }
    }
}

/// Makes pairs of at most `limit` tokens: `[CLS]` question `[SEP]` passage `[SEP]`.
struct PairInputBuilder: Sendable {
    let tokenizer: WordPiece
    let limit: Int

    /// Cuts as `tokenizers` does under `longest_first`: the longer text down to the shorter one's length, then both to
    /// halves, of which the text that was longer has the odd token.
    func input(_ question: [Int32], _ passage: [Int32]) -> EncoderInput {
        let room = limit - 3
        var (kept, keptPassage) = (question.count, passage.count)
        if kept + keptPassage > room {
            let (shorter, longer) = Self.kept(min(kept, keptPassage), of: room)
            (kept, keptPassage) = kept > keptPassage ? (longer, shorter) : (shorter, longer)
        }
        var ids: [Int32] = []
        ids.reserveCapacity(kept + keptPassage + 3)
        ids.append(tokenizer.cls)
        ids.append(contentsOf: question[..<kept])
        ids.append(tokenizer.sep)
        ids.append(contentsOf: passage[..<keptPassage])
        ids.append(tokenizer.sep)
        return EncoderInput(ids: ids, secondSegment: kept + 2)
    }

    private static func kept(_ shorter: Int, of room: Int) -> (shorter: Int, longer: Int) {
        let half = room / 2
        return shorter <= half ? (shorter, room - shorter) : (half, room - half)
    }
}
