public import Corpus
import Foundation

extension BylineError.Code {
    /// A file that describes a model is no JSON, or says something that no model can be.
    public static let modelMalformed: Self = "model-malformed"
    /// A model is of a kind that the encoder does not run.
    public static let modelUnsupported: Self = "model-unsupported"
}

/// What the files beside the weights say of a model.
struct ModelDescription: Sendable, Hashable {
    /// What the model is for.
    enum Purpose: Sendable, Hashable {
        /// A text → a vector.
        case embedding(EmbeddingSpace.Pooling)
        /// Two texts → a logit for each label.
        case classification(labels: [String])
    }

    var configuration: BERTConfiguration
    var purpose: Purpose
    /// Longest input, special tokens included.
    var maximumTokens: Int
    var queryPrefix = ""
    var passagePrefix = ""
    /// Nil for a model whose pieces are of the unigram kind.
    var tokenizer: TokenizerFiles?

    /// all-MiniLM-L6-v2, whose folder has no description.
    static let miniLM = ModelDescription(
        configuration: .miniLM, purpose: .embedding(.mean), maximumTokens: 256,
        tokenizer: TokenizerFiles(source: .vocabulary, casing: .uncased))
}

extension ModelDescription {
    /// Reads `config.json` and what stands beside it. Throws `model-malformed` or `model-unsupported`, naming the file,
    /// and `weights-missing` where there is neither vocabulary nor tokenizer.
    init(readingFrom folder: URL) throws {
        let files = DescriptionFolder(url: folder)
        let config = try files.required("config.json", as: ConfigurationFile.self)
        configuration = try config.configuration(in: folder)
        let settings = try files.optional("tokenizer_config.json", as: TokenizerSettings.self)
        tokenizer = config.isDeBERTa ? nil : try TokenizerFiles(in: files, settings: settings)
        if config.isDeBERTa, !config.isClassifier {
            throw files.unsupported("config.json", "a 'deberta-v2' model is run for pairs of texts alone")
        }
        purpose =
            config.isClassifier
            ? .classification(labels: try config.labels(in: folder))
            : .embedding(try PoolingFiles(folder: files).pooling(configuration))

        let sentences = try files.optional("sentence_bert_config.json", as: SentenceFile.self)
        // A tokenizer without a limit of its own states a number beyond any position.
        let stated = sentences?.max_seq_length.map(Double.init) ?? settings?.model_max_length ?? .infinity
        guard sentences?.do_lower_case != true || tokenizer?.casing == .uncased else {
            throw files.unsupported(
                "sentence_bert_config.json", "it makes letters small before a tokenizer that keeps case")
        }
        guard stated >= 8 else {
            throw files.malformed(
                sentences?.max_seq_length == nil ? "tokenizer_config.json" : "sentence_bert_config.json",
                "it limits inputs to \(stated) tokens, where 8 is the least that can be encoded")
        }
        maximumTokens = Int(min(stated, Double(configuration.positions)))
        let prompts = try files.optional("config_sentence_transformers.json", as: PromptFile.self)?.prompts ?? [:]
        queryPrefix = prompts["query"] ?? ""
        passagePrefix = prompts["document"] ?? prompts["passage"] ?? ""
    }

    private struct SentenceFile: Decodable {
        let max_seq_length: Int?
        let do_lower_case: Bool?
    }

    private struct PromptFile: Decodable {
        let prompts: [String: String]?
    }
}

/// JSON files of one folder, and the errors that name them.
struct DescriptionFolder {
    let url: URL

    /// Longer descriptions are refused unread; a tokenizer with its vocabulary has a megabyte.
    private static let maximumBytes = 1 << 26

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: name).path) }

    func required<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data(name))
        } catch let error as DecodingError {
            throw malformed(name, Self.reason(error))
        }
    }

    func data(_ name: String) throws -> Data {
        do {
            let file = url.appending(path: name)
            let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size <= Self.maximumBytes else { throw malformed(name, "it has \(size) bytes, which none has") }
            return try Data(contentsOf: file)
        } catch let error as BylineError {
            throw error
        } catch {
            throw malformed(name, "it cannot be read", cause: error)
        }
    }

    func optional<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value? {
        has(name) ? try required(name, as: type) : nil
    }

    func malformed(_ name: String, _ reason: String, cause: (any Error)? = nil) -> BylineError {
        BylineError(
            .modelMalformed, "\(url.appending(path: name).path) does not describe a model: \(reason).",
            remedy: "Fetch the model's folder again, as it was published.", cause: cause)
    }

    func unsupported(_ name: String, _ reason: String) -> BylineError {
        BylineError(
            .modelUnsupported, "The model of \(url.appending(path: name).path) cannot be run here: \(reason).",
            remedy: "Choose a model of the BERT family (BGE, E5, GTE, MiniLM), or serve this one and name it with "
                + "--embedder-url.")
    }

    static func reason(_ error: DecodingError) -> String {
        func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
        return switch error {
        case .keyNotFound(let key, let context): "it lacks \(path(context.codingPath + [key]))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.isEmpty
                ? "it is no JSON object" : "\(path(context.codingPath)) has a value of another kind"
        default: "it is no JSON"
        }
    }
}
