import Foundation
import Matrix

/// A ``FlatIndex`` as a file: derived from the rows, so that anything wrong with it only costs the time to make it again.
///
/// A sequence of blocks, each the length of its bytes, their ``Checksum``, and the bytes; numbers are little-endian.
/// First the head (``magic``, number, dimension, sequence, counts), then the sources' keys, the versions, and for each
/// segment the keys and slots of its rows and their vectors. Written beside its place, synchronised, and renamed.
struct IndexFile {
    static let magic = Data("BYLNFLT1".utf8)

    /// Why a file was not read.
    enum Fault: Error, Equatable {
        case missing
        /// Another database's, or another state's.
        case foreign
        /// Torn, damaged, or of another format.
        case damaged
    }

    let url: URL

    // MARK: Writing

    func write(_ index: FlatIndex, number: Int64) throws {
        let temporary = url.appendingPathExtension("\(UUID().uuidString).tmp")
        do {
            try Data().write(to: temporary)
            let handle = try FileHandle(forWritingTo: temporary)
            try writeBlocks(of: index.snapshot, number: number, to: handle)
            try handle.synchronize()
            try handle.close()
            try Self.rename(temporary, to: url)
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
    }

    private func writeBlocks(of snapshot: FlatSnapshot, number: Int64, to handle: FileHandle) throws {
        var head = ByteWriter()
        head.bytes.append(Self.magic)
        head.append(number)
        for count in [
            snapshot.dimension, Int(snapshot.sequence), snapshot.versions.sources.count, snapshot.versions.count,
            snapshot.segments.count,
        ] { head.append(Int64(count)) }
        try write(head.bytes, to: handle)

        var sources = ByteWriter()
        for source in snapshot.versions.sources { sources.append(source) }
        try write(sources.bytes, to: handle)

        var versions = ByteWriter()
        for slot in 0..<snapshot.versions.count { versions.append(snapshot.versions[slot]) }
        try write(versions.bytes, to: handle)

        for segment in snapshot.segments {
            var rows = ByteWriter()
            for key in segment.keys { rows.append(key) }
            for slot in segment.slots { rows.append(Int64(slot)) }
            try write(rows.bytes, to: handle)
            try segment.vectors.withUnsafeBuffer { try write(ByteWriter.littleEndian($0), to: handle) }
        }
    }

    private func write(_ block: Data, to handle: FileHandle) throws {
        var head = ByteWriter()
        head.append(Int64(block.count))
        head.append(Int64(bitPattern: block.withUnsafeBytes { Checksum.of($0) }))
        try handle.write(contentsOf: head.bytes)
        try handle.write(contentsOf: block)
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

    // MARK: Reading

    /// The index, if the file is whole and has this number; throws ``Fault`` otherwise.
    func read(number: Int64, dimension: Int) throws -> FlatIndex {
        guard let handle = try? FileHandle(forReadingFrom: url) else { throw Fault.missing }
        defer { try? handle.close() }
        guard let size = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil else { throw Fault.damaged }
        var file = BlockReader(handle: handle, remaining: Int(clamping: size))
        var head = ByteReader(try file.next())
        guard head.data(Self.magic.count) == Self.magic else { throw Fault.damaged }
        guard head.integer() == number else { throw Fault.foreign }
        guard head.integer() == Int64(dimension), let sequence = head.integer(), let sourceCount = head.integer(),
            let versionCount = head.integer(), let segmentCount = head.integer()
        else { throw Fault.damaged }

        var sourceReader = ByteReader(try file.next())
        let sources = try (0..<max(0, sourceCount)).map { _ in try sourceReader.text() ?? fault() }
        var index = FlatIndex(dimension: dimension)
        let versions = try readVersions(versionCount, sources: sources, &file, into: &index)
        for _ in 0..<max(0, segmentCount) { try readSegment(&file, versions: versions, into: &index) }
        index.sequence = sequence
        return index
    }

    private func readVersions(
        _ count: Int64, sources: [String], _ file: inout BlockReader, into index: inout FlatIndex
    ) throws -> [Int64] {
        var reader = ByteReader(try file.next())
        return try (0..<max(0, count)).map { _ in
            guard let version = reader.version(), sources.indices.contains(Int(version.source)) else {
                throw Fault.damaged
            }
            index.set(
                version: version.id, sourceKey: sources[Int(version.source)], isRetracted: version.isRetracted,
                isRemoved: version.isRemoved, published: version.published, knownFrom: version.knownFrom,
                knownTo: version.knownTo)
            return version.id
        }
    }

    private func readSegment(_ file: inout BlockReader, versions: [Int64], into index: inout FlatIndex) throws {
        let data = try file.next()
        let count = data.count / 16
        var rows = ByteReader(data)
        let keys = try (0..<count).map { _ in try rows.integer() ?? fault() }
        let slots = try (0..<count).map { _ in try rows.integer() ?? fault() }
        let dimension = index.snapshot.dimension
        guard slots.allSatisfy({ versions.indices.contains(Int($0)) }) else { throw Fault.damaged }
        let vectors = try file.next()
        guard vectors.count == count * dimension * 4 else { throw Fault.damaged }
        guard count > 0, dimension > 0 else { return }
        try vectors.withUnsafeBytes { bytes in
            guard let floats = VectorBytes.decode(bytes, dimension: count * dimension) else { throw Fault.damaged }
            floats.withUnsafeBufferPointer { floats in
                for row in 0..<count {
                    index.append(
                        key: keys[row], version: versions[Int(slots[row])],
                        vector: UnsafeBufferPointer(rebasing: floats[(row * dimension)..<((row + 1) * dimension)]))
                }
            }
        }
    }

    private func fault<T>() throws -> T { throw Fault.damaged }

    /// Reads block after block, each checked.
    private struct BlockReader {
        let handle: FileHandle
        /// Bytes that are left: a damaged length never makes room for more.
        var remaining: Int

        mutating func next() throws -> Data {
            var head = ByteReader(try bytes(16))
            guard let length = head.integer(), let sum = head.integer() else { throw Fault.damaged }
            let data = try bytes(Int(clamping: length))
            guard UInt64(bitPattern: sum) == data.withUnsafeBytes({ Checksum.of($0) }) else { throw Fault.damaged }
            return data
        }

        private mutating func bytes(_ count: Int) throws -> Data {
            guard count != 0 else { return Data() }
            guard (1...max(1, remaining)).contains(count), let data = try? handle.read(upToCount: count),
                data.count == count
            else { throw Fault.damaged }
            remaining -= count
            return data
        }
    }
}
