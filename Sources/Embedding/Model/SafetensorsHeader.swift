/// Reads and checks the header of a safetensors file: eight bytes of length (little-endian), then that many bytes of
/// JSON, then the data that the JSON's offsets point into.
enum SafetensorsHeader {
    struct Fault: Error {
        let reason: String
    }

    static func parse(_ file: UnsafeRawBufferPointer) throws -> [String: Safetensors.Tensor] {
        guard file.count >= 8 else { throw Fault(reason: "it has \(file.count) bytes, too few for a header") }
        let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(Safetensors.maximumHeaderBytes) else {
            throw Fault(reason: "its header claims \(length) bytes")
        }
        guard length <= UInt64(file.count - 8) else {
            throw Fault(reason: "its header claims \(length) bytes and the file has \(file.count)")
        }
        let dataStart = 8 + Int(length)
        var scanner = HeaderScanner(bytes: UnsafeRawBufferPointer(rebasing: file[8..<dataStart]))
        let entries = try scanner.entries()
        var tensors: [String: Safetensors.Tensor] = [:]
        for entry in entries {
            let tensor = try tensor(entry, dataStart: dataStart, fileSize: file.count)
            guard tensors.updateValue(tensor, forKey: entry.name) == nil else {
                throw Fault(reason: "the tensor \(entry.name) is there twice")
            }
        }
        try checkCover(tensors, of: dataStart..<file.count)
        return tensors
    }

    private static func tensor(_ entry: Entry, dataStart: Int, fileSize: Int) throws -> Safetensors.Tensor {
        guard let type = Safetensors.ElementType(rawValue: entry.type) else {
            throw Fault(reason: "\(entry.name) has the unknown type \(entry.type)")
        }
        var size = type.size
        for dimension in entry.shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
            guard !overflow else { throw Fault(reason: "the shape of \(entry.name) is larger than any memory") }
            size = product
        }
        guard entry.start <= entry.end, entry.end <= fileSize - dataStart else {
            throw Fault(reason: "\(entry.name) stands outside the file")
        }
        guard entry.end - entry.start == size else {
            throw Fault(reason: "\(entry.name) needs \(size) bytes and has \(entry.end - entry.start)")
        }
        return Safetensors.Tensor(
            type: type, shape: entry.shape, bytes: (dataStart + entry.start)..<(dataStart + entry.end))
    }

    /// The format allows neither overlaps nor bytes that belong to no tensor.
    private static func checkCover(_ tensors: [String: Safetensors.Tensor], of data: Range<Int>) throws {
        var position = data.lowerBound
        let ordered = tensors.sorted { a, b in
            (a.value.bytes.lowerBound, a.value.bytes.upperBound, a.key)
                < (b.value.bytes.lowerBound, b.value.bytes.upperBound, b.key)
        }
        for (name, tensor) in ordered {
            guard tensor.bytes.lowerBound >= position else { throw Fault(reason: "\(name) overlaps another tensor") }
            guard tensor.bytes.lowerBound == position else { throw Fault(reason: "there is a hole before \(name)") }
            position = tensor.bytes.upperBound
        }
        guard position == data.upperBound else {
            throw Fault(reason: "\(data.upperBound - position) bytes at its end belong to no tensor")
        }
    }

    /// A tensor as the JSON states it, unchecked.
    struct Entry {
        let name: String
        var type = ""
        var shape: [Int] = []
        var start = 0
        var end = 0
    }
}

/// The part of JSON that such a header uses. Foundation's parser would keep the last of two equal keys in silence.
private struct HeaderScanner {
    private typealias Fault = SafetensorsHeader.Fault
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The whole header: an object of tensors, with `__metadata__` checked and left out.
    mutating func entries() throws -> [SafetensorsHeader.Entry] {
        var entries: [SafetensorsHeader.Entry] = []
        var hasMetadata = false
        try object { scanner, name in
            if name == "__metadata__" {
                guard !hasMetadata else { throw Fault(reason: "__metadata__ is there twice") }
                hasMetadata = true
                try scanner.object { scanner, _ in _ = try scanner.string() }
            } else {
                entries.append(try scanner.entry(name))
            }
        }
        skipSpace()
        guard position == bytes.count else { throw Fault(reason: "its header goes on after its end") }
        return entries
    }

    private mutating func entry(_ name: String) throws -> SafetensorsHeader.Entry {
        var entry = SafetensorsHeader.Entry(name: name)
        var fields: Set<String> = []
        try object { scanner, field in
            guard fields.insert(field).inserted else { throw Fault(reason: "\(name) states its \(field) twice") }
            switch field {
            case "dtype": entry.type = try scanner.string()
            case "shape": entry.shape = try scanner.numbers()
            case "data_offsets":
                let offsets = try scanner.numbers()
                guard offsets.count == 2 else { throw Fault(reason: "\(name) has \(offsets.count) offsets") }
                (entry.start, entry.end) = (offsets[0], offsets[1])
            default: throw Fault(reason: "\(name) has the unknown field \(field)")
            }
        }
        guard fields.count == 3 else { throw Fault(reason: "\(name) lacks its dtype, shape or data_offsets") }
        return entry
    }

    private mutating func object(_ member: (inout HeaderScanner, String) throws -> Void) throws {
        try expect("{")
        if accept("}") { return }
        repeat {
            let name = try string()
            try expect(":")
            try member(&self, name)
        } while accept(",")
        try expect("}")
    }

    /// An array of whole numbers from 0 to the largest `Int`.
    private mutating func numbers() throws -> [Int] {
        var numbers: [Int] = []
        try expect("[")
        if accept("]") { return numbers }
        repeat { numbers.append(try number()) } while accept(",")
        try expect("]")
        return numbers
    }

    private mutating func number() throws -> Int {
        skipSpace()
        var value = 0
        let start = position
        while position < bytes.count, case let digit = bytes[position], (0x30...0x39).contains(digit) {
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.addingReportingOverflow(Int(digit - 0x30))
            guard !tooLarge, !overflow else { throw Fault(reason: "its header has a number beyond 64 bits") }
            value = sum
            position += 1
        }
        guard position > start else { throw broken("a whole number") }
        return value
    }

    private mutating func string() throws -> String {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw broken("a name") }
        let start = position + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            // Escapes never occur in names of tensors; metadata may have them, and is not used.
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else { throw broken("the end of a name") }
        position = end + 1
        guard let text = String(validating: bytes[start..<end], as: UTF8.self) else { throw broken("UTF-8") }
        return text
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw broken("'\(character)'") }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    private func broken(_ expected: String) -> Fault {
        Fault(reason: "its header lacks \(expected) at byte \(position + 8)")
    }
}
