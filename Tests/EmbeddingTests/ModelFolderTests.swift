import ConformanceSuites
import Corpus
import Foundation
import Testing

@testable import Embedding

/// Tiny random models in the layout of Hugging Face, and what `transformers` made with them
/// (Scripts/make-encoder-reference.py).
struct ReferenceModel {
    struct Text: Decodable {
        let text: String
        let ids: [Int32]
        let vector: [Float]
    }

    struct Pair: Decodable {
        let question: String
        let passage: String
        let ids: [Int32]
        let types: [Int]
        let score: Float
    }

    struct Results: Decodable {
        let passages: [Text]?
        let queries: [Text]?
        let pairs: [Pair]?
    }

    static func folder(_ name: String) throws -> URL {
        try #require(Bundle.module.url(forResource: "Resources/models/\(name)", withExtension: nil))
    }

    static func results(_ name: String) throws -> Results {
        let file = try folder("reference.json")
        return try #require(try JSONDecoder().decode([String: Results].self, from: Data(contentsOf: file))[name])
    }

    /// A copy of a model's folder that a test may spoil.
    static func copy(_ name: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let source = try Self.folder(name)
        for file in try FileManager.default.contentsOfDirectory(atPath: source.path) {
            try FileManager.default.copyItem(
                at: source.appending(path: file), to: folder.url.appending(path: file))
        }
        return folder
    }
}

@Suite struct ModelFolderTests {
    @Test(arguments: ["cls-uncased", "mean-cased", "mean-half"])
    func vectorsAreThoseOfTransformers(_ name: String) async throws {
        let results = try ReferenceModel.results(name)
        let embedder = try BERTEmbedder(ModelFiles.locate(folder: ReferenceModel.folder(name)))
        let passages = try #require(results.passages)
        let vectors = try await embedder.embed(passages.map { Passage(title: "", text: $0.text) }).map(\.vector)
        for (vector, reference) in zip(vectors, passages) {
            #expect(cosine(vector, reference.vector) >= 0.99999, "\(name): \(reference.text.prefix(40))")
        }
        let queries = results.queries ?? passages
        for (vector, reference) in zip(try await embedder.embed(queries: queries.map(\.text)), queries) {
            #expect(cosine(vector, reference.vector) >= 0.99999, "\(name): \(reference.text.prefix(40))")
        }
        #expect(Set(passages.map(\.vector)).count > 5)
    }

    @Test(arguments: ["cls-uncased", "mean-cased"])
    func keepsThePromisesOfAnEmbedder(_ name: String) async throws {
        let files = try ModelFiles.locate(folder: ReferenceModel.folder(name))
        try await EmbedderConformance(BERTEmbedder(files)).all()
    }

    @Test func theSpaceIsWhatTheFolderSays() throws {
        let first = try BERTEmbedder(ModelFiles.locate(folder: ReferenceModel.folder("cls-uncased"))).space
        #expect(first.model == "cls-uncased" && first.dimension == 32 && first.pooling == .cls)
        #expect(first.maximumTokens == 40 && first.queryPrefix.isEmpty && first.weights.count == 64)
        let second = try BERTEmbedder(ModelFiles.locate(folder: ReferenceModel.folder("mean-cased"))).space
        #expect(second.pooling == .mean && second.maximumTokens == 96)
        #expect(second.queryPrefix == "Who: " && second.passagePrefix == "said: ")
        #expect(second.weights != first.weights)
    }

    @Test func aRenamedFolderIsTheSameModel() throws {
        let folder = try ReferenceModel.copy("cls-uncased")
        let embedder = try BERTEmbedder(ModelFiles.locate(folder: folder.url))
        var space = embedder.space
        #expect(space.model == folder.url.lastPathComponent)
        space.model = "its former name"
        #expect(embedder.adapted(to: space)?.space == space)
        space.weights = "others"
        #expect(embedder.adapted(to: space) == nil)
        let hub = URL(filePath: "/cache/hub/models--owner--small-model/snapshots/0123abcd")
        #expect(ModelFiles.name(of: hub) == "small-model")
    }

    @Test func limitsArePositionsWhereNothingElseIsSaid() throws {
        let folder = try ReferenceModel.copy("cls-uncased")
        try FileManager.default.removeItem(at: folder.url.appending(path: "sentence_bert_config.json"))
        try FileManager.default.removeItem(at: folder.url.appending(path: "tokenizer_config.json"))
        #expect(try ModelFiles.locate(folder: folder.url).description.maximumTokens == 64)
    }

    /// A file of the folder, what to put there (nil: remove it), the code and the end of the message.
    private static let spoilt: [(file: String, content: String?, code: BylineError.Code, message: String)] = [
        ("config.json", "{", "model-malformed", "it is no JSON."),
        ("config.json", "[]", "model-malformed", "it is no JSON object."),
        ("config.json", "{}", "model-malformed", "it lacks model_type."),
        (
            "config.json", config(#""model_type":"bert""#, #""model_type":"roberta""#), "model-unsupported",
            "its type is 'roberta', and the encoder runs 'bert' and 'deberta-v2'."
        ),
        (
            "config.json", config(#""hidden_act":"gelu""#, #""hidden_act":"relu""#), "model-unsupported",
            "its activation is 'relu', and the encoder has 'gelu'."
        ),
        (
            "config.json", config(#""hidden_size":32"#, #""hidden_size":"big""#), "model-malformed",
            "hidden_size has a value of another kind."
        ),
        (
            "config.json", config(#""hidden_size":32"#, #""hidden_size":-32"#), "model-malformed",
            "hidden_size is -32, where 1 to 16384 is possible."
        ),
        (
            "config.json", config(#""num_hidden_layers":2"#, #""num_hidden_layers":9000000000"#), "model-malformed",
            "num_hidden_layers is 9000000000, where 1 to 1024 is possible."
        ),
        (
            "config.json", config(#""num_attention_heads":4"#, #""num_attention_heads":5"#), "model-malformed",
            "5 heads do not divide 32 components."
        ),
        (
            "config.json", config(#""hidden_act":"gelu""#, #""hidden_act":"gelu","is_decoder":true"#),
            "model-unsupported", "it has relative positions or is a decoder."
        ),
        (
            "1_Pooling/config.json", #"{"pooling_mode_max_tokens":true}"#, "model-unsupported",
            "it pools by 'max', and the encoder by 'cls' or 'mean'."
        ),
        (
            "1_Pooling/config.json", #"{"pooling_mode_mean_tokens":true,"pooling_mode_cls_token":true}"#,
            "model-unsupported", "it pools by 'cls, mean', and the encoder by 'cls' or 'mean'."
        ),
        (
            "1_Pooling/config.json", #"{"pooling_mode_cls_token":true,"word_embedding_dimension":7}"#,
            "model-malformed",
            "it is for 7 components, and the model has 32."
        ),
        ("1_Pooling/config.json", nil, "model-malformed", "modules.json names it, and it is missing."),
        (
            "modules.json", #"[{"path":"","type":"a.Transformer"},{"path":"../x","type":"a.Pooling"}]"#,
            "model-malformed", "the path of its pooling leads out of the folder."
        ),
        (
            "modules.json", #"[{"path":"","type":"a.Transformer"},{"path":"2","type":"a.Dense"}]"#, "model-unsupported",
            "it has a module 'Dense' behind its pooling."
        ),
        ("modules.json", #"[{"path":"","type":"a.Transformer"}]"#, "model-malformed", "it has no pooling."),
        (
            "sentence_bert_config.json", #"{"max_seq_length":2}"#, "model-malformed",
            "it limits inputs to 2.0 tokens, where 8 is the least that can be encoded."
        ),
        (
            "tokenizer_config.json", #"{"do_lower_case":true,"strip_accents":false}"#, "model-unsupported",
            "it strips accents and keeps case, or the reverse."
        ),
        (
            "tokenizer_config.json", #"{"do_lower_case":true,"tokenize_chinese_chars":false}"#, "model-unsupported",
            "it takes ideographs for letters."
        ),
        ("vocab.txt", nil, "weights-missing", "The encoder's vocab.txt or tokenizer.json is not in FOLDER."),
        ("vocab.txt", "a\nb\n", "vocabulary-malformed", "The vocabulary FOLDER/vocab.txt lacks [CLS]."),
        ("model.safetensors", nil, "weights-missing", "The encoder's model.safetensors is not in FOLDER."),
        ("model.safetensors", "no", "weights-malformed", "it has 2 bytes, too few for a header."),
    ]

    private static func config(_ old: String, _ new: String) -> String {
        let text = """
            {"model_type":"bert","hidden_size":32,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":64,\
            "vocab_size":202,"max_position_embeddings":64,"hidden_act":"gelu"}
            """
        precondition(text.contains(old))
        return text.replacingOccurrences(of: old, with: new)
    }

    @Test(arguments: spoilt.indices)
    func namesWhatIsWrongWithAFolder(_ index: Int) throws {
        let fault = Self.spoilt[index]
        let folder = try ReferenceModel.copy("cls-uncased")
        let file = folder.url.appending(path: fault.file)
        if let content = fault.content {
            try Data(content.utf8).write(to: file)
        } else {
            try FileManager.default.removeItem(at: file)
        }
        #expect {
            try BERTEmbedder(ModelFiles.locate(folder: folder.url))
        } throws: { error in
            guard let error = error as? BylineError else { return false }
            let message = fault.message.replacingOccurrences(of: "FOLDER", with: folder.url.path)
            return error.code == fault.code && error.message.hasSuffix(message) && !error.remedy.isEmpty
        }
    }

    @Test func weightsMustFitTheConfiguration() throws {
        for (old, new, message) in [
            ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "it has no tensor encoder.layer.2.attention"),
            ("\"intermediate_size\": 64", "\"intermediate_size\": 65", "where F32 [65, 32] is needed"),
            ("\"vocab_size\": ", "\"vocab_size\": 1", "embeddings.word_embeddings.weight is F32"),
        ] {
            let folder = try ReferenceModel.copy("cls-uncased")
            let file = folder.url.appending(path: "config.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
            #expect {
                try BERTEmbedder(ModelFiles.locate(folder: folder.url))
            } throws: { error in
                (error as? BylineError)?.code == .weightsMalformed
                    && (error as? BylineError)?.message.contains(message) == true
            }
        }
    }

    @Test func aTokenizerInJSONIsCheckedToo() throws {
        for (old, new, message) in [
            (
                "\"type\": \"WordPiece\"", "\"type\": \"BPE\"",
                "it is a tokenizer of type 'BPE', and the encoder has WordPiece."
            ),
            ("\"[UNK]\": 1,", "\"[UNK]\": 2,", "its ids are not 0 to"),
            ("\"max_input_chars_per_word\": 100", "\"max_input_chars_per_word\": 9", "other than 100 characters"),
        ] {
            let folder = try ReferenceModel.copy("mean-cased")
            let file = folder.url.appending(path: "tokenizer.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains(old))
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
            #expect {
                try BERTEmbedder(ModelFiles.locate(folder: folder.url))
            } throws: { error in
                (error as? BylineError)?.message.contains(message) == true
            }
        }
    }

    private func cosine(_ a: [Float], _ b: [Float]) -> Double {
        func dot(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
}
