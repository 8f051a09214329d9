import Foundation

/// Builds the bytes of an index file.
struct ByteWriter {
    var bytes = Data()

    mutating func append(_ value: Int64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Its length in UTF-8, and the bytes.
    mutating func append(_ text: String) {
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ version: IndexedVersion) {
        append(version.id)
        append(Int64(version.source))
        append((version.isRetracted ? 1 : 0) | (version.isRemoved ? 2 : 0))
        append(version.published ?? .min)
        append(version.knownFrom)
        append(version.knownTo ?? .min)
    }

    mutating func append(contentsOf values: [some FixedWidthInteger]) {
        #if _endian(little)
            values.withUnsafeBytes { bytes.append(contentsOf: $0) }
        #else
            values.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
        #endif
    }

    static func littleEndian(_ floats: UnsafeBufferPointer<Float>) -> Data {
        #if _endian(little)
            return Data(buffer: floats)
        #else
            return floats.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
        #endif
    }
}

/// Reads them again; nil where they end too early.
struct ByteReader {
    private let bytes: Data
    private var offset = 0

    init(_ bytes: Data) { self.bytes = bytes }

    mutating func integer() -> Int64? {
        guard bytes.count - offset >= 8 else { return nil }
        defer { offset += 8 }
        return bytes.withUnsafeBytes {
            Int64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        }
    }

    mutating func data(_ count: Int) -> Data? {
        guard count >= 0, bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return bytes.subdata(in: (bytes.startIndex + offset)..<(bytes.startIndex + offset + count))
    }

    /// As many integers of one width.
    mutating func integers<Value: FixedWidthInteger>(_ count: Int, as type: Value.Type) -> [Value]? {
        let (size, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.size)
        guard count >= 0, !overflows, bytes.count - offset >= size else { return nil }
        defer { offset += size }
        return [Value](unsafeUninitializedCapacity: count) { buffer, initialised in
            bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + size)]))
            }
            #if _endian(big)
                for index in 0..<count { buffer[index] = Value(littleEndian: buffer[index]) }
            #endif
            initialised = count
        }
    }

    mutating func text() -> String? {
        guard let count = integer(), let data = data(Int(clamping: count)) else { return nil }
        return String(data: data, encoding: .utf8)
    }

    /// As many versions as a ``ByteWriter`` appended.
    mutating func versions(_ count: Int) -> [IndexedVersion]? {
        let (fields, overflows) = count.multipliedReportingOverflow(by: 6)
        guard count >= 0, !overflows, let values = integers(fields, as: Int64.self) else { return nil }
        return (0..<count).map { index in
            let field = index * 6
            let (published, knownTo) = (values[field + 3], values[field + 5])
            return IndexedVersion(
                id: values[field], source: Int32(clamping: values[field + 1]), isRetracted: values[field + 2] & 1 != 0,
                isRemoved: values[field + 2] & 2 != 0, published: published == .min ? nil : published,
                knownFrom: values[field + 4], knownTo: knownTo == .min ? nil : knownTo)
        }
    }
}
