internal import Corpus
import Foundation

/// The part of `tokenizer_config.json` that decides token ids.
struct TokenizerSettings: Decodable {
    let do_lower_case: Bool?
    let strip_accents: Bool?
    let tokenize_chinese_chars: Bool?
    /// A `Double`, since a missing limit is written as 1e30.
    let model_max_length: Double?
}

/// Which file has a model's vocabulary, and how its tokenizer treats letters.
struct TokenizerFiles: Sendable, Hashable {
    enum Source: Sendable, Hashable {
        /// `vocab.txt`: one piece a line.
        case vocabulary
        /// `tokenizer.json`: all of a tokenizer, as `tokenizers` writes it.
        case tokenizer
    }

    let source: Source
    let casing: WordPiece.Casing
}

extension TokenizerFiles {
    private struct Definition: Decodable {
        struct Model: Decodable {
            let type: String?
            let vocab: [String: Int]
            let continuing_subword_prefix: String?
            let max_input_chars_per_word: Int?
        }

        struct Normaliser: Decodable {
            let type: String
            let lowercase: Bool?
            let strip_accents: Bool?
            let handle_chinese_chars: Bool?
        }

        let model: Model
        let normalizer: Normaliser?
    }

    /// Finds the vocabulary, and the treatment of letters: by `tokenizer_config.json`, else by `tokenizer.json`, else
    /// small letters without accents, as in `transformers`.
    init(in folder: DescriptionFolder, settings: TokenizerSettings?) throws {
        guard folder.has("vocab.txt") || folder.has("tokenizer.json") else {
            throw BylineError(
                .weightsMissing, "The encoder's vocab.txt or tokenizer.json is not in \(folder.url.path).",
                remedy: "Fetch the model's folder again, with one of the two.")
        }
        source = folder.has("vocab.txt") ? .vocabulary : .tokenizer
        let name =
            settings?.do_lower_case == nil && folder.has("tokenizer.json") ? "tokenizer.json" : "tokenizer_config.json"
        // `tokenizer.json` is large: it is read only where it is needed.
        let normaliser =
            name == "tokenizer.json" ? try folder.required(name, as: Definition.self).normalizer : nil
        let lowers = settings?.do_lower_case ?? normaliser?.lowercase ?? true
        guard settings?.strip_accents ?? normaliser?.strip_accents ?? lowers == lowers else {
            throw folder.unsupported(name, "it strips accents and keeps case, or the reverse")
        }
        guard settings?.tokenize_chinese_chars ?? normaliser?.handle_chinese_chars ?? true else {
            throw folder.unsupported(name, "it takes ideographs for letters")
        }
        casing = lowers ? .uncased : .cased
    }

    /// Reads the vocabulary, whose ids must be rows of a table of `rows`. Throws `model-malformed` and what
    /// ``WordPiece`` throws.
    func read(from url: URL, vocabulary rows: Int) throws -> WordPiece {
        let folder = DescriptionFolder(url: url)
        let tokenizer =
            switch source {
            case .vocabulary: try WordPiece(vocabulary: url.appending(path: "vocab.txt"), casing: casing)
            case .tokenizer: try WordPiece(lines: Self.lines(of: folder), casing: casing)
            }
        guard tokenizer.vocabularyCount <= rows else {
            throw folder.malformed(
                source == .vocabulary ? "vocab.txt" : "tokenizer.json",
                "it has \(tokenizer.vocabularyCount) pieces, and the model has \(rows)")
        }
        return tokenizer
    }

    /// The pieces by their ids, as `vocab.txt` would have them.
    private static func lines(of folder: DescriptionFolder) throws -> [String] {
        let name = "tokenizer.json"
        let model = try folder.required(name, as: Definition.self).model
        guard model.type ?? "WordPiece" == "WordPiece", model.continuing_subword_prefix ?? "##" == "##" else {
            throw folder.unsupported(
                name, "it is a tokenizer of type '\(model.type ?? "")', and the encoder has WordPiece")
        }
        guard model.max_input_chars_per_word ?? 100 == 100 else {
            throw folder.unsupported(name, "it takes words of other than 100 characters for unknown")
        }
        var lines = [String?](repeating: nil, count: model.vocab.count)
        for (piece, id) in model.vocab {
            guard lines.indices.contains(id), lines[id] == nil, !piece.utf8.contains(UInt8(ascii: "\n")) else {
                throw folder.malformed(name, "its ids are not 0 to \(lines.count - 1), each once, of one line")
            }
            lines[id] = piece
        }
        return lines.compactMap(\.self)
    }
}
