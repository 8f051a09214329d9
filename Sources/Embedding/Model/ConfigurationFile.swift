import Foundation

/// What `config.json` says of a BERT model, by the names of Hugging Face's `transformers`.
struct ConfigurationFile: Decodable {
    // Names of the file's keys, read as they stand.
    private let model_type: String
    private let architectures: [String]?
    private let hidden_size: Int
    private let num_hidden_layers: Int
    private let num_attention_heads: Int
    private let intermediate_size: Int
    private let max_position_embeddings: Int
    private let vocab_size: Int
    private let type_vocab_size: Int?
    private let layer_norm_eps: Float?
    private let hidden_act: String?
    private let position_embedding_type: String?
    private let is_decoder: Bool?
    private let id2label: [String: String]?

    /// Whether a classifier stands on the encoder: a cross-encoder, where it has one label.
    var isClassifier: Bool { architectures?.contains { $0.hasSuffix("ForSequenceClassification") } ?? false }

    /// The sizes, all of them possible. Throws `model-unsupported` or `model-malformed`.
    func configuration(in folder: URL) throws -> BERTConfiguration {
        let (name, files) = ("config.json", DescriptionFolder(url: folder))
        guard model_type == "bert" else {
            throw files.unsupported(name, "its type is '\(model_type)', and the encoder runs 'bert'")
        }
        guard hidden_act ?? "gelu" == "gelu" else {
            throw files.unsupported(name, "its activation is '\(hidden_act ?? "")', and the encoder has 'gelu'")
        }
        guard position_embedding_type ?? "absolute" == "absolute", is_decoder != true else {
            throw files.unsupported(name, "it has relative positions or is a decoder")
        }
        if isClassifier, let labels = id2label?.count, labels != 1 {
            throw files.unsupported(name, "it sorts texts into \(labels) classes, and a cross-encoder has one score")
        }
        let sizes = [
            ("hidden_size", hidden_size, 1 << 14), ("num_hidden_layers", num_hidden_layers, 1 << 10),
            ("num_attention_heads", num_attention_heads, 1 << 14), ("intermediate_size", intermediate_size, 1 << 16),
            ("max_position_embeddings", max_position_embeddings, 1 << 16), ("vocab_size", vocab_size, 1 << 24),
            ("type_vocab_size", type_vocab_size ?? 2, 1 << 10),
        ]
        for (key, size, largest) in sizes where !(1...largest).contains(size) {
            throw files.malformed(name, "\(key) is \(size), where 1 to \(largest) is possible")
        }
        guard hidden_size.isMultiple(of: num_attention_heads) else {
            throw files.malformed(name, "\(num_attention_heads) heads do not divide \(hidden_size) components")
        }
        let epsilon = layer_norm_eps ?? 1e-12
        guard epsilon >= 0, epsilon < 1 else { throw files.malformed(name, "layer_norm_eps is \(epsilon)") }
        return BERTConfiguration(
            layers: num_hidden_layers, hidden: hidden_size, heads: num_attention_heads,
            intermediate: intermediate_size, positions: max_position_embeddings, vocabulary: vocab_size,
            segments: type_vocab_size ?? 2, layerNormEpsilon: epsilon)
    }
}
