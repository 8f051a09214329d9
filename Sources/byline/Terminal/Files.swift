import Corpus
import Foundation

/// The lines of a file or of the standard input, one at a time.
struct InputLines: AsyncSequence {
    typealias Element = String
    typealias Failure = any Error

    let path: String

    func makeAsyncIterator() -> AsyncThrowingStream<String, any Error>.Iterator {
        let path = path
        var reader: LineReader?
        return AsyncThrowingStream<String, any Error> {
            if reader == nil { reader = try LineReader(path: path) }
            return try reader?.next()
        }.makeAsyncIterator()
    }
}

/// Reads lines in blocks, so that a file of any size takes little memory.
private final class LineReader {
    private let handle: FileHandle
    private var buffer = Data()
    private var isAtEnd = false

    init(path: String) throws {
        if path == "-" {
            handle = .standardInput
        } else {
            do {
                handle = try FileHandle(forReadingFrom: URL(filePath: path))
            } catch {
                throw BylineError(
                    "file-unreadable", "\(path) cannot be read.", remedy: "Check that it is there and readable.",
                    cause: error)
            }
        }
    }

    func next() throws -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer = Data(buffer[(end + 1)...]) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            if isAtEnd {
                defer { buffer = Data() }
                return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
            }
            let block = try handle.read(upToCount: 1 << 18) ?? Data()
            isAtEnd = block.isEmpty
            buffer.append(block)
        }
    }
}

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
