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
/// A process that was killed while it wrote may leave a line without an end, which is not read, and goes with the next line.
/// Several processes may append to the same file. Calls block on the file system; not for use from two threads at once.
public final class Journal {
    private let handle: FileHandle
    private let file: URL
    private var locks = 0

    /// Opens a file, made where it is not there. Throws `file-unwritable`, also for what is no file, such as a device.
    public init(_ file: URL) throws {
        self.file = file
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(file, cause: POSIXError(.init(rawValue: errno) ?? .EIO)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.unwritable(file, cause: POSIXError(.EINVAL))
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// The whole lines of the file, oldest first, without their ends and without empty ones. Changes nothing.
    public func lines() throws -> [Data] {
        try locked {
            let data = try contents()
            return data[..<Self.end(of: data)].split(separator: Self.lineFeed).map { Data($0) }
        }
    }

    /// Writes one line, and forces it to the disk. Where the disk is full, the file is as it was before.
    public func append(_ record: some Encodable) throws {
        try append(line: try Self.line(record))
    }

    /// The same for a line that is there already, without its end. `completing` keeps a last line without an end, as a
    /// person may have left it, and ends it first.
    func append(line: Data, completing: Bool = false) throws {
        try locked {
            let length = try handle.seekToEnd()
            do {
                let isOpen = try isOpen(length)
                if isOpen, !completing { try handle.truncate(atOffset: UInt64(Self.end(of: try contents()))) }
                try handle.write(contentsOf: (isOpen && completing ? [Self.lineFeed] : []) + line + [Self.lineFeed])
                try handle.synchronize()
            } catch {
                if try handle.seekToEnd() > length { try? handle.truncate(atOffset: length) }
                throw error
            }
        }
    }

    /// Whether the last line has no end.
    private func isOpen(_ length: UInt64) throws -> Bool {
        guard length > 0 else { return false }
        try handle.seek(toOffset: length - 1)
        return try handle.read(upToCount: 1) != Data([Self.lineFeed])
    }

    /// Bytes up to the end of the last whole line.
    private static func end(of data: Data) -> Int {
        data.lastIndex(of: lineFeed).map { $0 + 1 } ?? data.startIndex
    }

    /// Keys are sorted, so that equal records are equal lines.
    static func line(_ record: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(record)
    }

    private func contents() throws -> Data {
        try handle.seek(toOffset: 0)
        return try handle.readToEnd() ?? Data()
    }

    /// Keeps other processes from the file as long as `body` runs, so that it can look before it appends.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        if locks == 0 { flock(handle.fileDescriptor, LOCK_EX) }
        locks += 1
        defer {
            locks -= 1
            if locks == 0 { flock(handle.fileDescriptor, LOCK_UN) }
        }
        do {
            return try body()
        } catch let error as BylineError {
            throw error
        } catch {
            throw Self.unwritable(file, cause: error)
        }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static func unwritable(_ file: URL, cause: any Error) -> BylineError {
        BylineError(
            "file-unwritable", "\(file.path) cannot be written.",
            remedy: "Check its folder, its permissions and the free space of the disk.", cause: cause)
    }
}
