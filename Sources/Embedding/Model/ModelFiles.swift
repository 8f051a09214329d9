public import Corpus
public import Foundation

extension BylineError.Code {
    /// The model's files are not where they are looked for.
    public static let weightsMissing: Self = "weights-missing"
    /// A file of the model is there with other bytes than were published.
    public static let weightsCorrupt: Self = "weights-corrupt"
}

/// The files of one model in a folder, found, checked and described: all-MiniLM-L6-v2 as `Scripts/fetch-weights` lays it
/// down (two files, known by their hashes), or any model of the BERT family in the layout of Hugging Face.
///
/// That layout: `config.json`, `model.safetensors`, and `vocab.txt` or `tokenizer.json`; where they are there, also
/// `tokenizer_config.json` (case), `modules.json` with the configuration of its pooling (first token or mean),
/// `sentence_bert_config.json` (longest input) and `config_sentence_transformers.json` (prefixes).
public struct ModelFiles: Sendable, Hashable {
    /// The usual name of the model that Byline comes with, and the name of its folder in the cache.
    public static let model = "all-MiniLM-L6-v2"
    /// SHA-256 of its `model.safetensors` as published.
    public static let weightsHash = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    /// SHA-256 of its `vocab.txt` as published.
    public static let vocabularyHash = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

    /// Where the files are.
    public let folder: URL
    /// The model's usual name: that of its folder, unless its weights are known by another.
    public let name: String
    /// SHA-256 of `model.safetensors`, in hexadecimal.
    public let hash: String
    let description: ModelDescription

    /// The tensors.
    var weights: URL { folder.appending(path: "model.safetensors") }

    /// Finds the model in `folder`, else in `BYLINE_MODEL_DIR`, else in the cache. Only the first that is named is looked
    /// into. A folder without a `config.json` must hold all-MiniLM-L6-v2.
    ///
    /// Weights are hashed (about 1 ms a megabyte) when they are first seen; a stamp beside them then vouches for them as
    /// long as their size, times and inode stay the same. Throws `weights-missing`, `weights-unreadable`,
    /// `weights-corrupt`, `model-malformed` for a file that says something impossible, or `model-unsupported` for a model
    /// of another kind than BERT.
    public static func locate(
        folder: URL? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ModelFiles {
        let folder = folder ?? Self.folder(environment: environment)
        guard FileManager.default.fileExists(atPath: folder.appending(path: "config.json").path) else {
            try HashedFile(url: folder.appending(path: "model.safetensors")).verify(weightsHash)
            try HashedFile(url: folder.appending(path: "vocab.txt")).verify(vocabularyHash)
            return ModelFiles(folder: folder, name: model, hash: weightsHash, description: .miniLM)
        }
        let description = try ModelDescription(readingFrom: folder)
        let hash = try HashedFile(url: folder.appending(path: "model.safetensors")).hash()
        return ModelFiles(
            folder: folder, name: hash == weightsHash ? model : name(of: folder), hash: hash, description: description)
    }

    /// The model's tokenizer, read from `vocab.txt`, else from `tokenizer.json`. About 5 ms, or 40. Throws
    /// `model-malformed`, or what ``WordPiece/init(vocabulary:casing:)`` throws.
    public func tokenizer() throws -> WordPiece {
        guard let tokenizer = description.tokenizer else {
            throw DescriptionFolder(url: folder).unsupported(
                "config.json", "its pieces are of the unigram kind, and WordPiece was asked for")
        }
        return try tokenizer.read(from: folder, vocabulary: description.configuration.vocabulary)
    }

    /// The tokenizer of a model of pairs. Throws the same, and what ``UnigramFile`` throws.
    func pieceTokenizer() throws -> any PieceTokenizer {
        if description.tokenizer != nil { return try tokenizer() }
        let folder = DescriptionFolder(url: folder)
        return try UnigramFile(in: folder).read(vocabulary: description.configuration.vocabulary)
    }

    /// Where the files are looked for: `BYLINE_MODEL_DIR`, else `models/all-MiniLM-L6-v2` in `BYLINE_CACHE`, else in
    /// `byline` of `XDG_CACHE_HOME` or `~/.cache`. Empty variables count as absent.
    public static func folder(environment: [String: String]) -> URL {
        func directory(_ name: String) -> URL? {
            environment[name].flatMap { $0.isEmpty ? nil : URL(filePath: $0, directoryHint: .isDirectory) }
        }
        if let folder = directory("BYLINE_MODEL_DIR") { return folder }
        let home = directory("HOME") ?? FileManager.default.homeDirectoryForCurrentUser
        let base = directory("XDG_CACHE_HOME") ?? home.appending(path: ".cache", directoryHint: .isDirectory)
        let cache = directory("BYLINE_CACHE") ?? base.appending(path: "byline", directoryHint: .isDirectory)
        return cache.appending(path: "models/\(model)", directoryHint: .isDirectory)
    }

    /// The folder's own name; in the cache of Hugging Face's hub (`models--owner--name/snapshots/revision`) the model's.
    static func name(of folder: URL) -> String {
        let parts = folder.standardizedFileURL.pathComponents
        if parts.count > 2, parts[parts.count - 2] == "snapshots", parts[parts.count - 3].hasPrefix("models--") {
            return parts[parts.count - 3].split(separator: "--").last.map(String.init) ?? folder.lastPathComponent
        }
        return folder.standardizedFileURL.lastPathComponent
    }
}
