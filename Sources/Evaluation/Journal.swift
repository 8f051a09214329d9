import Corpus
public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of JSON Lines that only grows: what ``append(_:)`` has returned from is on disk, and a kill loses nothing else.
///
/// A process that was killed while it wrote may leave a line without an end; the next one to open the file removes it.
/// Several processes may append to the same file. Calls block on the file system; not for use from two threads at once.
public final class Journal {
    private let handle: FileHandle
    private let file: URL

    /// Opens a file, made where it is not there. Throws `file-unwritable`.
    public init(_ file: URL) throws {
        self.file = file
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(file, cause: POSIXError(.init(rawValue: errno) ?? .EIO)) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// The whole lines of the file, oldest first, without their ends and without empty ones.
    public func lines() throws -> [Data] {
        try locked {
            let data = try contents()
            let end = data.lastIndex(of: Self.lineFeed).map { $0 + 1 } ?? data.startIndex
            if end < data.endIndex { try handle.truncate(atOffset: UInt64(end - data.startIndex)) }
            return data[..<end].split(separator: Self.lineFeed).map { Data($0) }
        }
    }

    /// Writes one line, and forces it to the disk. Where the disk is full, the file is as it was before.
    public func append(_ record: some Encodable) throws {
        try append(line: try Self.line(record))
    }

    /// The same for a line that is there already, without its end.
    func append(line: Data) throws {
        try locked {
            let length = try handle.seekToEnd()
            do {
                try handle.write(contentsOf: line + [Self.lineFeed])
                try handle.synchronize()
            } catch {
                try? handle.truncate(atOffset: length)
                throw error
            }
        }
    }

    /// Removes all lines.
    public func clear() throws { try locked { try handle.truncate(atOffset: 0) } }

    /// Keys are sorted, so that equal records are equal lines.
    static func line(_ record: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(record)
    }

    private func contents() throws -> Data {
        try handle.seek(toOffset: 0)
        return try handle.readToEnd() ?? Data()
    }

    private func locked<Result>(_ body: () throws -> Result) throws -> Result {
        flock(handle.fileDescriptor, LOCK_EX)
        defer { flock(handle.fileDescriptor, LOCK_UN) }
        do { return try body() } catch { throw Self.unwritable(file, cause: error) }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static func unwritable(_ file: URL, cause: any Error) -> BylineError {
        BylineError(
            "file-unwritable", "\(file.path) cannot be written.",
            remedy: "Check its folder, its permissions and the free space of the disk.", cause: cause)
    }
}
