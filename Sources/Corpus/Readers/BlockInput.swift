import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file or standard input, read block by block into one buffer.
final class BlockInput {
    /// As messages name it.
    let name: String
    /// Nil for pipes and devices.
    let totalBytes: Int64?
    private(set) var bytesRead: Int64 = 0

    private let descriptor: Int32
    private let closesDescriptor: Bool
    private var block: [UInt8]
    private var position = 0
    private var end = 0

    static let standardInputName = "standard input"

    /// - Throws: `BylineError` `input-unreadable`.
    init(path: String, blockBytes: Int = ReaderLimits.blockBytes) throws {
        name = path
        block = [UInt8](repeating: 0, count: blockBytes)
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        closesDescriptor = true
        guard descriptor >= 0 else { throw BylineError.inputUnreadable(path, errno) }
        totalBytes = try Self.size(of: descriptor, name: path)
    }

    init(standardInput descriptor: Int32 = STDIN_FILENO, blockBytes: Int = ReaderLimits.blockBytes) throws {
        name = Self.standardInputName
        block = [UInt8](repeating: 0, count: blockBytes)
        self.descriptor = descriptor
        closesDescriptor = false
        totalBytes = try Self.size(of: descriptor, name: name)
    }

    deinit {
        if closesDescriptor, descriptor >= 0 { close(descriptor) }
    }

    /// The bytes of a regular file, nil for a pipe. A folder is refused here, where the system names it best.
    private static func size(of descriptor: Int32, name: String) throws -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw BylineError.inputUnreadable(name, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw BylineError.inputUnreadable(name, EISDIR)
        case S_IFREG: return Int64(status.st_size)
        default: return nil
        }
    }

    /// Makes sure that there is something to take; false at the end of the input.
    func fill() throws -> Bool {
        if position < end { return true }
        (position, end) = (0, 0)
        return try readMore() > 0
    }

    /// Makes sure that what opens a file is there to be looked at: a pipe may give single bytes.
    private func fillOpening() throws {
        while bytesRead < Self.openingBytes, try readMore() > 0 {}
    }

    /// The byte order mark and one visible byte.
    private static let openingBytes = 4

    /// Reads behind what is there; 0 at the end of the input.
    private func readMore() throws -> Int {
        while true {
            let count = block.withUnsafeMutableBytes { block in
                let free = UnsafeMutableRawBufferPointer(rebasing: block[end...])
                return read(descriptor, free.baseAddress, free.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw BylineError.inputUnreadable(name, errno) }
            end += count
            bytesRead += Int64(count)
            return count
        }
    }

    /// Shows what has been read and not been taken; `body` answers how many bytes of it to take, with a result.
    func take<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> (taken: Int, result: Result)) rethrows -> Result {
        let (taken, result) = try block.withUnsafeBufferPointer { block in
            try body(UnsafeBufferPointer(rebasing: block[position..<end]))
        }
        position += taken
        return result
    }

    /// Passes over a byte order mark at the very start.
    func skipByteOrderMark() throws {
        try fillOpening()
        take { ($0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, ()) }
    }

    /// The first byte that is not white space, of what has been read first; nil where there is none.
    func firstVisibleByte() throws -> UInt8? {
        try fillOpening()
        return take { (0, $0.first { !JSONWhiteSpace.contains($0) }) }
    }
}

extension ReadingProgress {
    /// The progress of a reader with one input.
    init(_ input: BlockInput) {
        (bytesRead, totalBytes, files) = (input.bytesRead, input.totalBytes, 1)
    }
}

/// The white space of JSON (RFC 8259, section 2).
enum JSONWhiteSpace {
    @inline(__always)
    static func contains(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D }
}

extension BylineError.Code {
    /// A file, a folder or standard input cannot be read.
    public static let inputUnreadable: Self = "input-unreadable"
}

extension BylineError {
    static func inputUnreadable(_ path: String, _ code: Int32) -> BylineError {
        let remedy =
            switch code {
            case ENOENT: "Check the path."
            case EACCES, EPERM: "Give yourself the right to read it, for example with chmod."
            case EISDIR: "Name a file here."
            default: "Check the disk and the file, then try again."
            }
        return BylineError(
            .inputUnreadable, "'\(path)' cannot be read: \(String(cString: strerror(code))).", remedy: remedy)
    }
}
