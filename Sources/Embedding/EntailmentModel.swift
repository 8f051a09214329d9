import Corpus
public import Foundation
public import Matrix

/// Tells whether a text contradicts another: natural-language inference (Bowman et al. 2015, arXiv:1508.05326), by a model
/// that reads both together.
///
/// Takes BERT and DeBERTa (versions 2 and 3) models for sequence classification that have a label for contradiction, such as
/// those fine-tuned on MNLI. A pair of 80 tokens costs some 60 ms of one core in a model of twelve layers of 384.
public struct EntailmentModel: Sendable {
    /// The model's usual name.
    public var model: String { files.name }
    /// SHA-256 of its weights, in hexadecimal.
    public var weights: String { files.hash }
    /// The longest pair, special tokens included; what is longer is cut.
    public var maximumTokens: Int { files.description.maximumTokens }

    private let files: ModelFiles
    private let pairs: PairClassifier
    /// Which label says that the texts contradict each other.
    private let contradiction: Int

    /// Opens the model of a folder in the layout of Hugging Face, as ``ModelFiles`` describes it. `id2label` of its
    /// `config.json` must name two or three labels, of which exactly one begins with `contradict`, in whatever case.
    ///
    /// Throws `weights-missing` where there is no such folder, what ``ModelFiles/locate(folder:environment:)`` throws,
    /// `weights-malformed`, or `model-unsupported` for a model of another kind.
    public init(folder: URL, pool: ComputePool = .shared) throws {
        guard DescriptionFolder(url: folder).has("config.json") else {
            throw BylineError(
                .weightsMissing, "There is no model of inference in \(folder.path): it has no config.json.",
                remedy: Self.remedy)
        }
        files = try ModelFiles.locate(folder: folder)
        guard case .classification(let labels) = files.description.purpose, files.description.configuration.readsPairs
        else {
            throw BylineError(
                .modelUnsupported,
                "The model in \(folder.path) judges no pairs of texts: it has no classifier of them.",
                remedy: Self.remedy)
        }
        let named = labels.indices.filter { labels[$0].lowercased().hasPrefix("contradict") }
        guard (2...3).contains(labels.count), named.count == 1 else {
            let list = labels.map { "'\($0)'" }.joined(separator: ", ")
            throw BylineError(
                .modelUnsupported,
                "The model in \(folder.path) does not say which label is contradiction: its labels are \(list).",
                remedy: Self.remedy)
        }
        contradiction = named[0]
        pairs = try PairClassifier(files, labels: labels.count, pool: pool)
    }

    private static let remedy =
        "Name the folder of a model for natural-language inference whose config.json names its labels in id2label: two "
        + "or three, one of them 'contradiction'."

    /// How likely each of the premises contradicts the hypothesis, in (0, 1) and in their order, by the model's own reckoning.
    /// Throws `CancellationError` alone.
    public func contradiction(of hypothesis: String, by premises: [String]) async throws -> [Double] {
        try await pairs.logits(premises.map { ($0, hypothesis) }).map(chance)
    }

    /// The softmax of the label's logit.
    private func chance(_ logits: [Float]) -> Double {
        1 / logits.reduce(0) { $0 + exp(Double($1) - Double(logits[contradiction])) }
    }
}
