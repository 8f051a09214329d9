import Foundation

/// What `config.json` says of a BERT or DeBERTa model, by the names of Hugging Face's `transformers`.
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
    private let relative_attention: Bool?
    private let position_buckets: Int?
    private let max_relative_positions: Int?
    private let pos_att_type: PositionTerms?
    private let norm_rel_ebd: String?
    private let share_att_key: Bool?
    private let position_biased_input: Bool?
    private let conv_kernel_size: Int?
    private let embedding_size: Int?
    private let attention_head_size: Int?
    private let pooler_hidden_act: String?

    /// Whether a classifier stands on the encoder.
    var isClassifier: Bool { architectures?.contains { $0.hasSuffix("ForSequenceClassification") } ?? false }

    /// Whether the model is DeBERTa in its second or third version, which have one architecture.
    var isDeBERTa: Bool { model_type == "deberta-v2" }

    /// What the classifier's outputs mean, in their order; one without a name where the file does not say.
    func labels(in folder: URL) throws -> [String] {
        guard let id2label else { return [""] }
        return try (0..<id2label.count).map { index in
            guard let label = id2label["\(index)"] else {
                throw DescriptionFolder(url: folder).malformed(
                    "config.json", "id2label does not name 0 to \(id2label.count - 1)")
            }
            return label
        }
    }

    /// The sizes, all of them possible. Throws `model-unsupported` or `model-malformed`.
    func configuration(in folder: URL) throws -> BERTConfiguration {
        let (name, files) = ("config.json", DescriptionFolder(url: folder))
        guard model_type == "bert" || isDeBERTa else {
            throw files.unsupported(name, "its type is '\(model_type)', and the encoder runs 'bert' and 'deberta-v2'")
        }
        guard hidden_act ?? "gelu" == "gelu" else {
            throw files.unsupported(name, "its activation is '\(hidden_act ?? "")', and the encoder has 'gelu'")
        }
        guard position_embedding_type ?? "absolute" == "absolute", is_decoder != true else {
            throw files.unsupported(name, "it has relative positions or is a decoder")
        }
        let sizes = [
            ("hidden_size", hidden_size, 1 << 14), ("num_hidden_layers", num_hidden_layers, 1 << 10),
            ("num_attention_heads", num_attention_heads, 1 << 14), ("intermediate_size", intermediate_size, 1 << 16),
            ("max_position_embeddings", max_position_embeddings, 1 << 16), ("vocab_size", vocab_size, 1 << 24),
        ]
        for (key, size, largest) in sizes where !(1...largest).contains(size) {
            throw files.malformed(name, "\(key) is \(size), where 1 to \(largest) is possible")
        }
        let (segments, fewest) = (type_vocab_size ?? (isDeBERTa ? 0 : 2), isDeBERTa ? 0 : 1)
        guard (fewest...(1 << 10)).contains(segments) else {
            throw files.malformed(name, "type_vocab_size is \(segments), where \(fewest) to \(1 << 10) is possible")
        }
        guard hidden_size.isMultiple(of: num_attention_heads) else {
            throw files.malformed(name, "\(num_attention_heads) heads do not divide \(hidden_size) components")
        }
        let epsilon = layer_norm_eps ?? 1e-12
        guard epsilon >= 0, epsilon < 1 else { throw files.malformed(name, "layer_norm_eps is \(epsilon)") }
        return BERTConfiguration(
            layers: num_hidden_layers, hidden: hidden_size, heads: num_attention_heads,
            intermediate: intermediate_size, positions: max_position_embeddings, vocabulary: vocab_size,
            segments: segments, relative: isDeBERTa ? try relativePositions(files) : nil, layerNormEpsilon: epsilon)
    }

    /// What DeBERTa adds. Throws `model-unsupported` for variants that none of the published models of version 3 has.
    private func relativePositions(_ files: DescriptionFolder) throws -> RelativePositions {
        let name = "config.json"
        let terms = pos_att_type?.names ?? []
        for (isThere, what) in [
            (relative_attention == true, "it has no relative attention"),
            (position_biased_input == false, "it adds places to its input"),
            (share_att_key == true, "distances have projections of their own"),
            (conv_kernel_size ?? 0 == 0, "it has a convolution"),
            (embedding_size ?? hidden_size == hidden_size, "its words are narrower than its states"),
            (
                attention_head_size ?? hidden_size / num_attention_heads == hidden_size / num_attention_heads,
                "its heads do not make up a state"
            ),
            (pooler_hidden_act ?? "gelu" == "gelu", "its classifier's activation is '\(pooler_hidden_act ?? "")'"),
            (terms.isSubset(of: ["c2p", "p2c"]), "it attends by \(terms.sorted().joined(separator: ", "))"),
        ] where !isThere {
            throw files.unsupported(name, what)
        }
        let longest = max_relative_positions.flatMap { $0 > 0 ? $0 : nil } ?? max_position_embeddings
        let buckets = position_buckets.flatMap { $0 > 0 ? $0 : nil }
        guard (4...(1 << 16)).contains(buckets ?? longest), longest > (buckets ?? 0) / 2 + 1, longest <= 1 << 16 else {
            throw files.malformed(name, "\(buckets ?? longest) rows for distances up to \(longest) are impossible")
        }
        return RelativePositions(
            span: buckets ?? longest, isGrouped: buckets != nil, longest: longest, hasKeys: terms.contains("c2p"),
            hasQueries: terms.contains("p2c"),
            isNormalised: norm_rel_ebd?.lowercased().split(separator: "|").contains("layer_norm") ?? false)
    }
}

/// `pos_att_type`: a list of names, or one string of them with bars between, as the first published models have it.
private struct PositionTerms: Decodable {
    let names: Set<String>

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
            names = Set(list)
        } else {
            names = Set(try container.decode(String.self).split(separator: "|").map(String.init))
        }
    }
}
