/// How a model's vector is made of its token states, by the files of sentence-transformers: `modules.json`, and the
/// `config.json` in the folder of its pooling.
///
/// Whether a module normalises does not matter: Byline's vectors have length 1, since a search compares directions.
struct PoolingFiles {
    let folder: DescriptionFolder

    private struct Module: Decodable {
        let path: String
        let type: String

        var name: Substring { type.split(separator: ".").last ?? "" }
    }

    private struct Pooling: Decodable {
        let word_embedding_dimension: Int?
        let pooling_mode_cls_token: Bool?
        let pooling_mode_mean_tokens: Bool?
        let pooling_mode_max_tokens: Bool?
        let pooling_mode_mean_sqrt_len_tokens: Bool?
        let pooling_mode_weightedmean_tokens: Bool?
        let pooling_mode_lasttoken: Bool?
        let pooling_mode: String?

        /// The modes that are switched on.
        var modes: [String] {
            if let pooling_mode { return [pooling_mode] }
            let flags = [
                ("cls", pooling_mode_cls_token), ("mean", pooling_mode_mean_tokens), ("max", pooling_mode_max_tokens),
                ("mean_sqrt_len", pooling_mode_mean_sqrt_len_tokens),
                ("weightedmean", pooling_mode_weightedmean_tokens), ("lasttoken", pooling_mode_lasttoken),
            ]
            return flags.filter { $0.1 == true }.map(\.0)
        }
    }

    /// The mean where nothing is said, as in sentence-transformers. Throws `model-unsupported` or `model-malformed`.
    func pooling(_ configuration: BERTConfiguration) throws -> EmbeddingSpace.Pooling {
        var path = "1_Pooling"
        if let modules = try folder.optional("modules.json", as: [Module].self) {
            for module in modules where !["Transformer", "Pooling", "Normalize"].contains(module.name) {
                throw folder.unsupported("modules.json", "it has a module '\(module.name)' behind its pooling")
            }
            guard let pooling = modules.first(where: { $0.name == "Pooling" }) else {
                throw folder.malformed("modules.json", "it has no pooling")
            }
            // A path that leads out of the folder is none.
            guard !pooling.path.hasPrefix("/"), !pooling.path.split(separator: "/").contains("..") else {
                throw folder.malformed("modules.json", "the path of its pooling leads out of the folder")
            }
            path = pooling.path
        }
        let name = "\(path)/config.json"
        guard let file = try folder.optional(name, as: Pooling.self) else {
            guard !folder.has("modules.json") else {
                throw folder.malformed(name, "modules.json names it, and it is missing")
            }
            return .mean
        }
        guard file.word_embedding_dimension ?? configuration.hidden == configuration.hidden else {
            throw folder.malformed(
                name,
                "it is for \(file.word_embedding_dimension ?? 0) components, and the model has \(configuration.hidden)")
        }
        guard file.modes.count == 1, let pooling = EmbeddingSpace.Pooling(rawValue: file.modes[0]), pooling != .provider
        else {
            throw folder.unsupported(
                name, "it pools by '\(file.modes.joined(separator: ", "))', and the encoder by 'cls' or 'mean'")
        }
        return pooling
    }
}
