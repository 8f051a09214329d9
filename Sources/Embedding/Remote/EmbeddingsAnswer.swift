import Foundation

/// The answer to `POST /embeddings`: vectors by the index of their input.
struct EmbeddingsAnswer: Equatable {
    struct Entry: Equatable {
        /// As the server says; nil where it does not, which means its place in the list.
        var index: Int?
        /// Components that are no numbers are NaN.
        var vector: [Float]
    }

    var entries: [Entry]

    /// Reads an answer, with vectors as arrays of numbers or as base64 of little-endian float32. Unknown members are
    /// skipped. `dimension` is only the room to reserve.
    ///
    /// - Throws: `JSONScanner.Fault` where it is not JSON, or has no list `data` of such entries.
    init(_ body: Data, dimension: Int) throws(JSONScanner.Fault) {
        // A typed throw does not pass through the closure of `withUnsafeBytes`.
        let result: Result<[Entry], JSONScanner.Fault> = body.withUnsafeBytes { raw in
            var scanner = JSONScanner(raw.bindMemory(to: UInt8.self))
            do throws(JSONScanner.Fault) {
                return .success(try Self.entries(&scanner, dimension: dimension))
            } catch {
                return .failure(error)
            }
        }
        entries = try result.get()
    }

    private static func entries(
        _ scanner: inout JSONScanner, dimension: Int
    ) throws(JSONScanner.Fault) -> [Entry] {
        var entries: [Entry]?
        try scanner.object { (name, scanner) throws(JSONScanner.Fault) in
            guard name == "data" else { return try scanner.skipValue() }
            var list: [Entry] = []
            try scanner.array { (scanner) throws(JSONScanner.Fault) in
                list.append(try entry(&scanner, dimension: dimension))
            }
            entries = list
        }
        guard let entries, scanner.peek() == nil else { throw scanner.fault }
        return entries
    }

    private static func entry(
        _ scanner: inout JSONScanner, dimension: Int
    ) throws(JSONScanner.Fault) -> Entry {
        var index: Int?
        var vector: [Float]?
        try scanner.object { (name, scanner) throws(JSONScanner.Fault) in
            switch name {
            case "index": index = Int(exactly: try scanner.number())
            case "embedding": vector = try self.vector(&scanner, dimension: dimension)
            default: try scanner.skipValue()
            }
        }
        guard let vector else { throw scanner.fault }
        return Entry(index: index, vector: vector)
    }

    private static func vector(
        _ scanner: inout JSONScanner, dimension: Int
    ) throws(JSONScanner.Fault) -> [Float] {
        if scanner.peek() == 0x22 {
            let text = try scanner.rawString()
            // `/` may be escaped, and nothing else in base64 can be.
            let data = Data(text.lazy.filter { $0 != 0x5c })
            guard let decoded = Data(base64Encoded: data), decoded.count % 4 == 0 else { throw scanner.fault }
            return decoded.withUnsafeBytes { bytes in
                stride(from: 0, to: bytes.count, by: 4).map { offset in
                    let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                    return Float(bitPattern: UInt32(littleEndian: bits))
                }
            }
        }
        var vector: [Float] = []
        vector.reserveCapacity(dimension)
        try scanner.array { (scanner) throws(JSONScanner.Fault) in vector.append(Float(try scanner.number())) }
        return vector
    }
}
