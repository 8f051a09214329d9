import Foundation

/// A file of checked blocks: each the length of its bytes, their ``Checksum``, and the bytes; numbers are little-endian.
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
            try body(BlockWriter(handle: handle))
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

    /// Throws ``Fault`` where there is no file, and what `body` throws.
    func read<Value>(_ body: (inout BlockReader) throws -> Value) throws -> Value {
        guard let handle = try? FileHandle(forReadingFrom: url) else { throw Fault.missing }
        defer { try? handle.close() }
        guard let size = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil else { throw Fault.damaged }
        var reader = BlockReader(handle: handle, remaining: Int(clamping: size))
        return try body(&reader)
    }
}

/// Writes block after block.
struct BlockWriter {
    fileprivate let handle: FileHandle

    func write(_ block: Data) throws {
        var head = ByteWriter()
        head.append(Int64(block.count))
        head.append(Int64(bitPattern: block.withUnsafeBytes { Checksum.of($0) }))
        try handle.write(contentsOf: head.bytes)
        try handle.write(contentsOf: block)
    }
}

/// Reads block after block, each checked.
struct BlockReader {
    fileprivate let handle: FileHandle
    /// Bytes that are left: a damaged length never makes room for more.
    fileprivate var remaining: Int

    mutating func next() throws -> Data {
        var head = ByteReader(try bytes(16))
        guard let length = head.integer(), let sum = head.integer() else { throw BlockFile.Fault.damaged }
        let data = try bytes(Int(clamping: length))
        guard UInt64(bitPattern: sum) == data.withUnsafeBytes({ Checksum.of($0) }) else {
            throw BlockFile.Fault.damaged
        }
        return data
    }

    private mutating func bytes(_ count: Int) throws -> Data {
        guard count != 0 else { return Data() }
        guard (1...max(1, remaining)).contains(count), let data = try? handle.read(upToCount: count),
            data.count == count
        else { throw BlockFile.Fault.damaged }
        remaining -= count
        return data
    }
}
