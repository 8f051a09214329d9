import Corpus
import Foundation

/// The lines of a file or of the standard input, one at a time.
struct InputLines: AsyncSequence {
    typealias Element = String
    typealias Failure = any Error

    let path: String

    func makeAsyncIterator() -> Iterator { Iterator(path: path) }

    struct Iterator: AsyncIteratorProtocol {
        let path: String
        private var reader: LineReader?

        init(path: String) { self.path = path }

        mutating func next() async throws -> String? {
            let reader = try self.reader ?? LineReader(path: path)
            self.reader = reader
            return try reader.next()
        }
    }
}

/// Reads lines in blocks, so that a file of any size takes little memory.
private final class LineReader {
    private static let blockBytes = 1 << 18

    private let handle: FileHandle
    private var buffer = Data()
    /// Where the next line begins in `buffer`; what stands before it is dropped with the next block.
    private var start = 0
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
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return String(decoding: buffer[start..<end], as: UTF8.self)
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? String(decoding: buffer[start...], as: UTF8.self) : nil
            }
            buffer = Data(buffer[start...])
            start = 0
            searched = buffer.count
            let block = try handle.read(upToCount: Self.blockBytes) ?? Data()
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
