public import Corpus
import Crypto
public import Foundation

extension BylineError.Code {
    /// The model's files are not where they are looked for.
    public static let weightsMissing: Self = "weights-missing"
    /// A file of the model is there with other bytes than were published.
    public static let weightsCorrupt: Self = "weights-corrupt"
}

/// The two files of all-MiniLM-L6-v2, found and verified.
public struct ModelFiles: Sendable, Hashable {
    /// The model's usual name, and the name of its folder in the cache.
    public static let model = "all-MiniLM-L6-v2"
    /// SHA-256 of `model.safetensors` as published.
    public static let weightsHash = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    /// SHA-256 of `vocab.txt` as published.
    public static let vocabularyHash = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

    /// The tensors.
    public let weights: URL
    /// The tokenizer's word pieces, one a line.
    public let vocabulary: URL

    /// Finds and verifies the files in `folder`, else in `BYLINE_MODEL_DIR`, else in the cache. Only the first that is
    /// named is looked into.
    ///
    /// A file is hashed (about 0.1 s) when it is first seen; a stamp beside it then vouches for it as long as its size,
    /// times and inode stay the same. Throws `weights-missing`, `weights-unreadable` or `weights-corrupt`.
    public static func locate(
        folder: URL? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ModelFiles {
        let folder = folder ?? Self.folder(environment: environment)
        let files = ModelFiles(
            weights: folder.appending(path: "model.safetensors"), vocabulary: folder.appending(path: "vocab.txt"))
        try VerifiedFile(url: files.weights, hash: weightsHash).verify()
        try VerifiedFile(url: files.vocabulary, hash: vocabularyHash).verify()
        return files
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
}

/// A file whose bytes are known by their hash, and the stamp that saves hashing it again.
struct VerifiedFile {
    let url: URL
    let hash: String

    private var stampURL: URL { url.appendingPathExtension("verified") }

    func verify() throws {
        guard let identity = identity() else {
            throw BylineError(
                .weightsMissing, "The encoder's \(url.lastPathComponent) is not in \(folder).",
                remedy: "Run Scripts/fetch-weights, or set BYLINE_MODEL_DIR to a folder that has it.")
        }
        let stamp = "\(hash) \(identity)\n"
        if (try? String(contentsOf: stampURL, encoding: .utf8)) == stamp { return }
        let found = try MappedFile(url).sha256()
        guard found == hash else {
            throw BylineError(
                .weightsCorrupt,
                "\(url.path) is not the published file: its SHA-256 is \(found), where \(hash) is expected.",
                remedy: "Remove it and run Scripts/fetch-weights, or set BYLINE_MODEL_DIR to another folder.")
        }
        // In a folder that is not ours to write, each start hashes anew.
        try? stamp.write(to: stampURL, atomically: true, encoding: .utf8)
    }

    private var folder: String { url.deletingLastPathComponent().path }

    /// All that changes when somebody writes or replaces the file; nil where there is none.
    private func identity() -> String? {
        var status = stat()
        guard stat(url.path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        return "\(status.st_size) \(status.st_dev):\(status.st_ino) "
            + "\(modified.tv_sec).\(modified.tv_nsec) \(changed.tv_sec).\(changed.tv_nsec)"
    }
}

extension MappedFile {
    /// SHA-256 of the whole file, in hexadecimal.
    fileprivate func sha256() -> String {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        return hash.finalize().map { String(format: "%02x", $0) }.joined()
    }
}
