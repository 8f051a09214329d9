/// Walks over JSON bytes without building values: embeddings are megabytes of numbers, for which general decoders are slow.
///
/// Reads RFC 8259 and, because servers written in Python send them, the bare words `NaN` and `Infinity`.
struct JSONScanner {
    /// The text is not JSON, or not of the expected shape.
    struct Fault: Error, Equatable {
        /// Bytes before the fault.
        var offset: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset = 0
    /// Deeper nesting is refused, so that hostile input cannot exhaust the stack.
    private static let maximumDepth = 64

    /// The buffer must outlive the scanner.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var fault: Fault { Fault(offset: offset) }

    /// The next byte that is not white space, which stays; nil at the end.
    mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0a, 0x0d: offset += 1
            default: return bytes[offset]
            }
        }
        return nil
    }

    /// Steps over that byte if it comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }

    /// Calls `member` for every member of an object, with the scanner before its value, which it must step over.
    mutating func object(_ member: (String, inout JSONScanner) throws(Fault) -> Void) throws(Fault) {
        guard skip(0x7b) else { throw fault }
        if skip(0x7d) { return }
        repeat {
            let name = try string()
            guard skip(0x3a) else { throw fault }
            try member(name, &self)
        } while skip(0x2c)
        guard skip(0x7d) else { throw fault }
    }

    /// Calls `element` for every element of an array, with the scanner before it.
    mutating func array(_ element: (inout JSONScanner) throws(Fault) -> Void) throws(Fault) {
        guard skip(0x5b) else { throw fault }
        if skip(0x5d) { return }
        repeat { try element(&self) } while skip(0x2c)
        guard skip(0x5d) else { throw fault }
    }

    /// A string's bytes between its quotes, escapes as they stand.
    mutating func rawString() throws(Fault) -> UnsafeBufferPointer<UInt8> {
        guard skip(0x22) else { throw fault }
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x22:
                offset += 1
                return UnsafeBufferPointer(rebasing: bytes[start..<(offset - 1)])
            case 0x5c: offset += 2
            default: offset += 1
            }
        }
        offset = bytes.count
        throw fault
    }

    /// A string that is a name: one with escapes does not equal any name that is looked for.
    mutating func string() throws(Fault) -> String { String(decoding: try rawString(), as: UTF8.self) }

    /// Steps over any value.
    mutating func skipValue(depth: Int = 0) throws(Fault) {
        guard depth < Self.maximumDepth else { throw fault }
        switch peek() {
        case 0x7b: try object { (_, scanner) throws(Fault) in try scanner.skipValue(depth: depth + 1) }
        case 0x5b: try array { (scanner) throws(Fault) in try scanner.skipValue(depth: depth + 1) }
        case 0x22: _ = try rawString()
        default: _ = try number()
        }
    }

    /// A number; NaN for `null`, `true`, `false` and the words for what is not one.
    ///
    /// Exact to the last bit of a Float for up to 19 digits; more are dropped.
    mutating func number() throws(Fault) -> Double {
        guard let first = peek() else { throw fault }
        let isNegative = first == 0x2d
        if isNegative { offset += 1 }
        guard offset < bytes.count, isDigit(bytes[offset]) else {
            try skipWord()
            return .nan
        }
        var mantissa: UInt64 = 0
        var exponent = 0
        while offset < bytes.count, isDigit(bytes[offset]) { take(&mantissa, &exponent, step: 0) }
        if offset < bytes.count, bytes[offset] == 0x2e {
            offset += 1
            guard offset < bytes.count, isDigit(bytes[offset]) else { throw fault }
            while offset < bytes.count, isDigit(bytes[offset]) { take(&mantissa, &exponent, step: -1) }
        }
        if offset < bytes.count, bytes[offset] | 0x20 == 0x65 { exponent += try exponentPart() }
        let value = Self.scaled(Double(mantissa), by: exponent)
        return isNegative ? -value : value
    }

    private mutating func take(_ mantissa: inout UInt64, _ exponent: inout Int, step: Int) {
        if mantissa < 1_000_000_000_000_000_000 {
            mantissa = mantissa * 10 + UInt64(bytes[offset] & 0x0f)
            exponent += step
        } else {
            exponent += step + 1
        }
        offset += 1
    }

    private mutating func exponentPart() throws(Fault) -> Int {
        offset += 1
        var sign = 1
        if offset < bytes.count, bytes[offset] == 0x2b || bytes[offset] == 0x2d {
            sign = bytes[offset] == 0x2d ? -1 : 1
            offset += 1
        }
        guard offset < bytes.count, isDigit(bytes[offset]) else { throw fault }
        var value = 0
        while offset < bytes.count, isDigit(bytes[offset]) {
            value = min(100_000, value * 10 + Int(bytes[offset] & 0x0f))
            offset += 1
        }
        return sign * value
    }

    private mutating func skipWord() throws(Fault) {
        for word in ["null", "true", "false", "NaN", "Infinity"] where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return
        }
        throw fault
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Powers of ten that a Double holds exactly.
    private static let powers: [Double] = (0...22).map { index in (0..<index).reduce(1.0) { power, _ in power * 10 } }

    private static func scaled(_ mantissa: Double, by exponent: Int) -> Double {
        if exponent == 0 || mantissa == 0 { return mantissa }
        var value = mantissa
        // A Double is 0 or infinite long before 400 steps of ten.
        var rest = min(abs(exponent), 400)
        while rest > 0 {
            let step = min(rest, 22)
            value = exponent < 0 ? value / powers[step] : value * powers[step]
            rest -= step
        }
        return value
    }
}
