import Corpus
import Foundation
import Matrix
import Testing

@testable import Embedding

/// Tiny random models of natural-language inference, and what `transformers` and `tokenizers` made with them
/// (Scripts/make-entailment-reference.py).
private struct EntailmentReference: Decodable {
    struct Text: Decodable {
        let text: String
        let ids: [Int32]
    }

    struct Pair: Decodable {
        let premise: String
        let hypothesis: String
        let ids: [Int32]
        let logits: [Float]
    }

    struct Rows: Decodable {
        let span: Int
        let longest: Int
        let rows: [Int]
    }

    let texts: [Text]
    let pairs: [String: [Pair]]
    let rows: [Rows]

    static func read() throws -> EntailmentReference { try read(folder("reference.json")) }

    static func read(_ file: URL) throws -> EntailmentReference {
        try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    /// The folder that Scripts/convert-entailment-model.py wrote with --check, where this machine has one.
    static var converted: URL? {
        let folder = ProcessInfo.processInfo.environment["BYLINE_ENTAILMENT"].map { URL(filePath: $0) }
        guard let folder, FileManager.default.fileExists(atPath: folder.appending(path: "reference.json").path) else {
            return nil
        }
        return folder
    }

    static func folder(_ name: String) throws -> URL {
        try #require(Bundle.module.url(forResource: "Resources/entailment/\(name)", withExtension: nil))
    }
}

@Suite struct EntailmentModelTests {
    @Test(arguments: ["grouped", "single", "keys", "reranker"])
    func logitsAreThoseOfTransformers(_ name: String) async throws {
        let reference = try #require(try EntailmentReference.read().pairs[name])
        let files = try ModelFiles.locate(folder: EntailmentReference.folder(name))
        let model = try PairClassifier(files, labels: reference[0].logits.count, pool: .shared)
        let logits = try await model.logits(reference.map { ($0.premise, $0.hypothesis) })
        #expect(logits.count == reference.count)
        for (found, pair) in zip(logits, reference) {
            #expect(found.count == pair.logits.count)
            for (logit, expected) in zip(found, pair.logits) {
                #expect(
                    abs(logit - expected) < 1e-4, "\(name): \(pair.premise.prefix(30)) · \(pair.hypothesis.prefix(30))")
            }
        }
        #expect(Set(reference.map(\.logits)).count > 8)
    }

    @Test(arguments: ["grouped", "single", "keys", "reranker"])
    func pairsAreThoseOfTokenizers(_ name: String) throws {
        let files = try ModelFiles.locate(folder: EntailmentReference.folder(name))
        let tokenizer = try files.pieceTokenizer()
        let builder = PairInputBuilder(tokenizer: tokenizer, limit: files.description.maximumTokens)
        for pair in try #require(try EntailmentReference.read().pairs[name]) {
            let input = builder.input(tokenizer.ids(of: pair.premise), tokenizer.ids(of: pair.hypothesis))
            #expect(input.ids == pair.ids)
        }
    }

    @Test func textsAreCutAsTokenizersCutsThem() throws {
        let files = try ModelFiles.locate(folder: EntailmentReference.folder("grouped"))
        let tokenizer = try #require(try files.pieceTokenizer() as? Unigram)
        let texts = try EntailmentReference.read().texts
        for text in texts {
            #expect(tokenizer.encode(text.text) == text.ids, "\(text.text.debugDescription.prefix(60))")
        }
        #expect(texts.count > 25 && texts.contains { $0.ids.contains(tokenizer.unk) })
        #expect(!texts.contains { $0.ids.contains(tokenizer.sep) || $0.ids.contains(tokenizer.cls) })
    }

    @Test(.enabled(if: EntailmentReference.converted != nil, "No converted model is here: see the script."))
    func aConvertedModelIsTheSameHere() async throws {
        let folder = try #require(EntailmentReference.converted)
        let reference = try EntailmentReference.read(folder.appending(path: "reference.json"))
        let files = try ModelFiles.locate(folder: folder)
        let tokenizer = try files.pieceTokenizer()
        for text in reference.texts {
            #expect(tokenizer.ids(of: text.text) == text.ids, "\(text.text.debugDescription.prefix(80))")
        }
        let pairs = try #require(reference.pairs["converted"])
        let model = try PairClassifier(files, labels: 2, pool: .shared)
        for (found, pair) in zip(try await model.logits(pairs.map { ($0.premise, $0.hypothesis) }), pairs) {
            for (logit, expected) in zip(found, pair.logits) { #expect(abs(logit - expected) < 1e-4) }
        }
    }

    @Test func distancesHaveTheRowsOfTransformers() throws {
        for reference in try EntailmentReference.read().rows {
            let positions = RelativePositions(
                span: reference.span, isGrouped: true, longest: reference.longest, hasKeys: true, hasQueries: true,
                isNormalised: true)
            #expect(positions.rows(tokens: reference.longest + 1).map(Int.init) == reference.rows)
        }
    }

    /// Of three labels and of two, in any order and case.
    @Test(arguments: ["grouped", "single", "keys"])
    func contradictionIsTheShareOfItsLabel(_ name: String) async throws {
        let label = ["grouped": 0, "single": 1, "keys": 2][name] ?? 0
        let pairs = try #require(try EntailmentReference.read().pairs[name])
        let model = try EntailmentModel(folder: EntailmentReference.folder(name))
        #expect(model.model == name && model.weights.count == 64)
        for pair in pairs {
            let chances = try await model.contradiction(of: pair.hypothesis, by: [pair.premise])
            let total = pair.logits.reduce(0) { $0 + exp(Double($1)) }
            #expect(abs(try #require(chances.first) - exp(Double(pair.logits[label])) / total) < 1e-4)
        }
        #expect(try await model.contradiction(of: "flood", by: []).isEmpty)
    }

    @Test func aDeBERTaModelWithOneLabelIsACrossEncoder() async throws {
        let pairs = try #require(try EntailmentReference.read().pairs["reranker"])
        let encoder = try CrossEncoder(folder: EntailmentReference.folder("reranker"))
        for pair in pairs {
            let scores = try await encoder.score(question: pair.premise, passages: [pair.hypothesis])
            #expect(abs(try #require(scores.first) - pair.logits[0]) < 1e-4)
        }
        #expect(throws: BylineError.self) { try EntailmentModel(folder: EntailmentReference.folder("reranker")) }
    }

    @Test func aClassifierWithFewerLabelsThanAreNamedIsRefused() throws {
        let folder = try copy("cross-encoder", of: "models")
        try replace("\"0\": \"LABEL_0\"", "\"0\": \"Contradiction\", \"1\": \"entailment\"", in: folder)
        // Its classifier has one output: what is wrong shows where the weights are read, and not before.
        #expect {
            try EntailmentModel(folder: folder.url)
        } throws: { error in
            (error as? BylineError)?.message.contains("classifier.weight is F32 [1, 40], where F32 [2, 40] is needed")
                == true
        }
    }

    private static let spoilt: [(old: String, new: String, message: String)] = [
        (
            #""2": "neutral""#, #""2": "contradictory""#,
            "does not say which label is contradiction: its labels are 'contradiction', 'entailment', 'contradictory'."
        ),
        (#""0": "contradiction""#, #""0": "LABEL_0""#, "its labels are 'LABEL_0', 'entailment', 'neutral'."),
        (#""2": "neutral""#, #""3": "neutral""#, "id2label does not name 0 to 2."),
        ("ForSequenceClassification", "Model", "a 'deberta-v2' model is run for pairs of texts alone."),
        (#""share_att_key": true"#, #""share_att_key": false"#, "distances have projections of their own."),
        (#""relative_attention": true"#, #""relative_attention": false"#, "it has no relative attention."),
        (#""position_biased_input": false"#, #""position_biased_input": true"#, "it adds places to its input."),
        (#""hidden_act": "gelu""#, #""hidden_act": "gelu", "conv_kernel_size": 3"#, "it has a convolution."),
        (#""position_buckets": 16"#, #""position_buckets": 3"#, "3 rows for distances up to 96 are impossible."),
        ("\"p2c\"", "\"p2p\"", "it attends by c2p, p2p."),
        ("deberta-v2", "roberta", "its type is 'roberta', and the encoder runs 'bert' and 'deberta-v2'."),
        (#""type_vocab_size": 0"#, #""type_vocab_size": -1"#, "type_vocab_size is -1, where 0 to 1024 is possible."),
    ]

    @Test(arguments: spoilt.indices)
    func namesWhatIsWrongWithAConfiguration(_ index: Int) throws {
        let fault = Self.spoilt[index]
        let folder = try copy("grouped")
        try replace(fault.old, fault.new, in: folder)
        #expect {
            try EntailmentModel(folder: folder.url)
        } throws: { error in
            (error as? BylineError)?.message.hasSuffix(fault.message) == true
        }
    }

    @Test func namesWhatIsWrongWithATokenizer() throws {
        for (old, new, message) in [
            ("\"Unigram\"", "\"BPE\"", "it is a tokenizer of type 'BPE', and a DeBERTa model is run with 'Unigram'."),
            ("\"byte_fallback\": false", "\"byte_fallback\": true", "'Unigram' with bytes, and a DeBERTa model"),
            ("\"Strip\"", "\"NFD\"", "it rewrites texts by 'NFD', beyond 'Strip', 'Precompiled' and single spaces."),
            ("\" {2,}\"", "\"x\"", "it rewrites texts by 'Replace', beyond"),
            ("\"always\"", "\"never\"", "it finds words by Metaspace, and Byline by 'Metaspace' with a mark before"),
            ("\"content\": \"[SEP]\"", "\"content\": \"[X]\"", "it does not add [SEP]."),
            ("\"unk_id\": 3", "\"unk_id\": null", "it lacks model.unk_id."),
            ("\"precompiled_charsmap\": \"", "\"precompiled_charsmap\": \"#", "its precompiled_charsmap is none."),
            ("\"vocab\": [", "\"vocab\": [7, ", "it is no tokenizer from byte"),
        ] {
            let folder = try copy("grouped")
            try replace(old, new, in: folder, file: "tokenizer.json")
            #expect {
                try EntailmentModel(folder: folder.url)
            } throws: { error in
                (error as? BylineError)?.message.contains(message) == true
            }
        }
    }

    @Test func aTokenizerThatIsMissingIsNamed() throws {
        let folder = try copy("grouped")
        try FileManager.default.removeItem(at: folder.url.appending(path: "tokenizer.json"))
        try Data().write(to: folder.url.appending(path: "spm.model"))
        #expect {
            try EntailmentModel(folder: folder.url)
        } throws: { error in
            (error as? BylineError)?.code == .weightsMissing
                && (error as? BylineError)?.remedy.hasPrefix("spm.model alone is not read") == true
        }
        let wordPiece = try EntailmentReference.folder("keys")
        #expect(throws: BylineError.self) { try ModelFiles.locate(folder: wordPiece).tokenizer() }
    }

    @Test func aFolderThatIsMissingIsNamed() throws {
        let folder = try TemporaryFolder()
        #expect {
            try EntailmentModel(folder: folder.url)
        } throws: { error in
            (error as? BylineError)?.code == .weightsMissing
                && (error as? BylineError)?.message
                    == "There is no model of inference in \(folder.url.path): it has no config.json."
        }
    }

    @Test func modelsOfAnotherPurposeAreRefused() throws {
        let embedding = try ReferenceModel.folder("cls-uncased")
        #expect {
            try EntailmentModel(folder: embedding)
        } throws: { error in
            (error as? BylineError)?.message
                == "The model in \(embedding.path) judges no pairs of texts: it has no classifier of them."
        }
        #expect {
            try EntailmentModel(folder: ReferenceModel.folder("cross-encoder"))
        } throws: { error in
            (error as? BylineError)?.message.hasSuffix("its labels are 'LABEL_0'.") == true
        }
    }

    private func copy(_ name: String, of kind: String = "entailment") throws -> TemporaryFolder {
        if kind == "models" { return try ReferenceModel.copy(name) }
        let folder = try TemporaryFolder()
        let source = try EntailmentReference.folder(name)
        for file in try FileManager.default.contentsOfDirectory(atPath: source.path) {
            try FileManager.default.copyItem(at: source.appending(path: file), to: folder.url.appending(path: file))
        }
        return folder
    }

    private func replace(_ old: String, _ new: String, in folder: TemporaryFolder, file: String = "config.json") throws
    {
        let url = folder.url.appending(path: file)
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text.contains(old))
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
    }
}
