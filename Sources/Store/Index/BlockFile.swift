import Foundation

/// A file of checked blocks: each the length of its bytes, their ``Checksum``, and the bytes; numbers are little-endian.
/// Zeros before a block let its bytes begin at a multiple of 64, so that they can be used where they are mapped.
///
/// Written beside its place, synchronised, and renamed: it is there whole, or as it was before.
struct BlockFile {
    /// Why a file was not read.
    enum Fault: Error, Equatable {
        case missing
        /// Another database's, or another state's.
        case foreign
        /// Torn, damaged, or of another format.
        case damaged
    }

    let url: URL

    func write(_ body: (BlockWriter) throws -> Void) throws {
        let temporary = url.appendingPathExtension("\(UUID().uuidString).tmp")
        do {
            try Data().write(to: temporary)
            let handle = try FileHandle(forWritingTo: temporary)
            let writer = BlockWriter(handle: handle)
            try body(writer)
            try writer.end()
            try handle.synchronize()
            try handle.close()
            try Self.rename(temporary, to: url)
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
    }

    /// Puts a finished file in its place and makes that lasting.
    private static func rename(_ source: URL, to target: URL) throws {
        guard Foundation.rename(source.path, target.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
        }
        let folder = Foundation.open(target.deletingLastPathComponent().path, O_RDONLY)
        guard folder >= 0 else { return }
        defer { Foundation.close(folder) }
        _ = fsync(folder)
    }

    /// Maps the file. Throws ``Fault`` where there is none, and what `body` throws.
    func read<Value>(_ body: (inout BlockReader) throws -> Value) throws -> Value {
        guard let file = try MappedFile(url) else { throw Fault.missing }
        var reader = BlockReader(file: file)
        return try body(&reader)
    }
}

/// Writes block after block.
///
/// Bytes are handed over in stretches that are large pages of the file as well: Linux then keeps it in such pages where the file
/// system can (ext4 since Linux 6.16), and who maps it spends far less time on finding where a byte lies.
final class BlockWriter {
    private let handle: FileHandle
    private var offset = 0
    private var waiting = Data()

    /// Bytes of a large page.
    private static let stretch = 1 << 21

    /// What the bytes of a block begin at a multiple of: a cache line.
    static let alignment = 64
    /// The last block of every file: one that was cut off between two blocks lacks it.
    static let end = Data("BYLNEND1".utf8)
    /// Bytes before those of a block.
    static let head = 16

    fileprivate init(handle: FileHandle) {
        self.handle = handle
        waiting.reserveCapacity(Self.stretch)
    }

    func write(_ block: Data) throws {
        try block.withUnsafeBytes { try write($0) }
    }

    func write(_ block: UnsafeRawBufferPointer) throws {
        var head = ByteWriter()
        head.bytes.append(Data(count: Self.padding(at: offset)))
        head.append(Int64(block.count))
        head.append(Int64(bitPattern: Checksum.of(block)))
        try head.bytes.withUnsafeBytes { try hand($0) }
        try hand(block)
    }

    private func hand(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.stretch - waiting.count)
            waiting.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
            rest = rest.dropFirst(part.count)
            if waiting.count == Self.stretch { try flush() }
        }
        offset += bytes.count
    }

    private func flush() throws {
        try handle.write(contentsOf: waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    fileprivate func end() throws {
        try write(Self.end)
        try flush()
    }

    /// Zeros before the head of the block that comes at an offset.
    static func padding(at offset: Int) -> Int { (alignment - (offset + head) % alignment) % alignment }
}

/// Reads block after block, each checked.
struct BlockReader {
    private let file: MappedFile
    private var offset = 0

    fileprivate init(file: MappedFile) { self.file = file }

    /// The next block, copied.
    mutating func next() throws -> Data {
        let block = try nextUnread()
        try block.check()
        return Data(block.bytes)
    }

    /// The next block where it is mapped, to be checked before it is used.
    mutating func nextUnread() throws -> UnreadBlock {
        let padding = BlockWriter.padding(at: offset)
        let head = try bytes(padding + BlockWriter.head)
        guard head.prefix(padding).allSatisfy({ $0 == 0 }) else { throw BlockFile.Fault.damaged }
        let length = head.loadUnaligned(fromByteOffset: padding, as: Int64.self)
        let sum = head.loadUnaligned(fromByteOffset: padding + 8, as: UInt64.self)
        return UnreadBlock(
            bytes: try bytes(Int(clamping: Int64(littleEndian: length))), sum: UInt64(littleEndian: sum), file: file)
    }

    /// Throws where the file ends too early or goes on.
    mutating func end() throws {
        guard try next() == BlockWriter.end, offset == file.bytes.count else { throw BlockFile.Fault.damaged }
    }

    /// A damaged length never reaches beyond the file.
    private mutating func bytes(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count >= 0, file.bytes.count - offset >= count else { throw BlockFile.Fault.damaged }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: file.bytes[offset..<(offset + count)])
    }
}
