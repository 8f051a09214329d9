import Corpus
import Foundation

/// A file to write to, or the standard output.
enum OutputFile {
    static func open(_ path: String) throws -> FileHandle {
        guard path != "-" else { return .standardOutput }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw BylineError(
                "file-unwritable", "\(path) cannot be written.", remedy: "Check its folder and permissions.")
        }
        return handle
    }
}

extension FileHandle {
    /// Forces what was written to the disk; a pipe or terminal has none.
    func synchronizeIfFile() throws {
        if fileDescriptor != STDOUT_FILENO { try synchronize() }
    }
}
