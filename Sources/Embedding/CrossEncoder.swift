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
    public var maximumTokens: Int { files.description.maximumTokens }

    private let files: ModelFiles
    private let pairs: PairClassifier

    /// Opens the model of a folder in the layout of Hugging Face, as ``ModelFiles`` describes it. Throws what
    /// ``ModelFiles/locate(folder:environment:)`` throws, `weights-malformed`, or `model-unsupported` for a model that
    /// is no cross-encoder.
    public init(folder: URL, pool: ComputePool = .shared) throws {
        let files = try ModelFiles.locate(folder: folder)
        guard case .classification(let labels) = files.description.purpose, files.description.configuration.readsPairs
        else {
            throw BylineError(
                .modelUnsupported, "The model in \(folder.path) is no cross-encoder: it has no classifier of pairs.",
                remedy: "Name the folder of a BERT model for sequence classification with one label.")
        }
        guard labels.count == 1 else {
            throw DescriptionFolder(url: folder).unsupported(
                "config.json", "it sorts texts into \(labels.count) classes, and a cross-encoder has one score")
        }
        self.files = files
        pairs = try PairClassifier(files, labels: 1, pool: pool)
    }

    /// One score for each passage, in their order: the model's logit, of any size; its sigmoid is what such models were
    /// trained to give for a relevant passage. Scores of two models, or of two questions, are not comparable.
    ///
    /// Where question and passage are too long together, the longer one loses its end first. Throws `CancellationError`
    /// alone.
    public func score(question: String, passages: [String]) async throws -> [Float] {
        try await pairs.logits(passages.map { (question, $0) }).map { $0[0] }
    }
}
