internal import Corpus
import Crypto
import Foundation

/// A file that is known by the hash of its bytes, and the stamp that saves hashing it again.
struct HashedFile {
    let url: URL

    private var stampURL: URL { url.appendingPathExtension("verified") }

    /// SHA-256 of the file in hexadecimal: from the stamp beside it as long as its size, times and inode stay the same,
    /// else from its bytes (about 1 ms a megabyte). Throws `weights-missing` or `weights-unreadable`.
    func hash() throws -> String {
        guard let identity = identity() else {
            throw BylineError(
                .weightsMissing, "The encoder's \(url.lastPathComponent) is not in \(folder).",
                remedy: "Run Scripts/fetch-weights, or set BYLINE_MODEL_DIR to a folder that has it.")
        }
        if let stamp = try? String(contentsOf: stampURL, encoding: .utf8), let hash = Self.hash(stamp, of: identity) {
            return hash
        }
        let hash = try MappedFile(url).sha256()
        // In a folder that is not ours to write, each start hashes anew.
        try? "\(hash) \(identity)\n".write(to: stampURL, atomically: true, encoding: .utf8)
        return hash
    }

    /// The same, where the hash is known beforehand. Throws `weights-corrupt` too.
    func verify(_ expected: String) throws {
        let found = try hash()
        guard found == expected else {
            throw BylineError(
                .weightsCorrupt,
                "\(url.path) is not the published file: its SHA-256 is \(found), where \(expected) is expected.",
                remedy: "Remove it and run Scripts/fetch-weights, or set BYLINE_MODEL_DIR to another folder.")
        }
    }

    private var folder: String { url.deletingLastPathComponent().path }

    /// The hash that a stamp states; nil where it was made for other bytes, or is none.
    private static func hash(_ stamp: String, of identity: String) -> String? {
        let hash = stamp.prefix(64)
        guard hash.count == 64, hash.allSatisfy({ $0.isASCII && $0.isHexDigit }), stamp == "\(hash) \(identity)\n"
        else {
            return nil
        }
        return String(hash)
    }

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
