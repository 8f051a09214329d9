/// A place in a JSON text that is not JSON, or that no text can be made of.
struct JSONSyntaxError: Error, Equatable {
    let message: String
    /// From 0, in bytes.
    let offset: Int
    /// From 1.
    let line: Int
    /// From 1, in bytes.
    let column: Int
}

/// A value of a JSON text, with the place where it stands, so that a mistake can be shown and a part handed on as it came.
struct JSONNode: Sendable {
    enum Value: Sendable {
        case null
        case boolean(Bool)
        /// The digits as written: what they are worth depends on who asks.
        case number(String)
        case string(String)
        case array([JSONNode])
        /// In the order of the text, repeated names included.
        case object([(name: String, node: JSONNode)])
    }

    let value: Value
    /// Bytes of the document.
    let range: Range<Int>

    /// What a reader calls it, with its article.
    var kind: String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Reads JSON (RFC 8259) strictly: one value, UTF-8 only, no lone surrogate, bounded depth.
///
/// Foundation's decoder neither reports repeated names nor where a mistake stands, which a person who writes a request by
/// hand needs. Cost: one pass; memory a small multiple of the text.
struct JSONDocument {
    /// Deepest nesting that is read; no request of Byline needs more than five.
    static let maximumDepth = 32

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Throws ``JSONSyntaxError``.
    static func parse(_ bytes: [UInt8]) throws -> JSONNode {
        try bytes.withUnsafeBufferPointer { buffer in
            var document = JSONDocument(bytes: buffer)
            return try document.wholeText()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func wholeText() throws -> JSONNode {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        skipSpace()
        let node = try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw mistake("something follows the end of the JSON value") }
        return node
    }

    private mutating func value(depth: Int) throws -> JSONNode {
        guard depth <= Self.maximumDepth else {
            throw mistake("arrays and objects are nested deeper than \(Self.maximumDepth) levels")
        }
        guard let byte = peek() else { throw mistake("a value is missing at the end of the text") }
        let start = position
        let value: JSONNode.Value
        switch byte {
        case UInt8(ascii: "{"): value = try object(depth: depth)
        case UInt8(ascii: "["): value = try array(depth: depth)
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .boolean(true))
        case UInt8(ascii: "f"): value = try word("false", .boolean(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        case UInt8(ascii: "-"), Self.digits: value = .number(try number())
        default: throw mistake("a value cannot begin with this character")
        }
        return JSONNode(value: value, range: start..<position)
    }

    private mutating func object(depth: Int) throws -> JSONNode.Value {
        position += 1
        var members: [(name: String, node: JSONNode)] = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw mistake("a name in double quotes is expected") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw mistake("a colon is expected after a name") }
            skipSpace()
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw mistake("a comma or a closing brace is expected") }
            skipSpace()
        }
    }

    private mutating func array(depth: Int) throws -> JSONNode.Value {
        position += 1
        var elements: [JSONNode] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw mistake("a comma or a closing bracket is expected") }
            skipSpace()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONNode.Value) throws -> JSONNode.Value {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[position...].starts(with: expected) else { throw mistake("'\(word)' is expected") }
        position += expected.count
        return value
    }

    private mutating func number() throws -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits("a digit is expected") }
        if take(".") { try digits("a digit is expected after the decimal point") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits("a digit is expected in the exponent")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits(_ expectation: String) throws {
        guard let first = peek(), Self.digits ~= first else { throw mistake(expectation) }
        while let byte = peek(), Self.digits ~= byte { position += 1 }
    }

    private mutating func string() throws -> String {
        position += 1
        var text: [UInt8] = []
        var runStart = position
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[runStart..<position]
                let end = position
                position += 1
                // Escapes were turned into UTF-8 already; what can be wrong is what was sent as bytes.
                guard let valid = String(validating: text, as: UTF8.self) else {
                    position = end
                    throw mistake("the string before this place is not UTF-8")
                }
                return valid
            case UInt8(ascii: "\\"):
                text += bytes[runStart..<position]
                text += try escape().utf8
                runStart = position
            case 0..<0x20: throw mistake("a control character in a string must be written as an escape")
            default: position += 1
            }
        }
        throw mistake("a string has no closing quote")
    }

    private mutating func escape() throws -> String {
        position += 1
        guard let byte = peek() else { throw mistake("an escape is cut off") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw mistake("there is no such escape")
        }
    }

    /// After `\u`.
    private mutating func unicodeEscape() throws -> String {
        let start = position - 2
        let unit = try codeUnit()
        if let scalar = UnicodeScalar(unit) { return String(scalar) }
        if (0xD800..<0xDC00).contains(unit), take("\\"), take("u") {
            let low = try codeUnit()
            if (0xDC00..<0xE000).contains(low),
                let scalar = UnicodeScalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
            {
                return String(scalar)
            }
        }
        position = start
        throw mistake("a surrogate stands alone, which is no character")
    }

    private mutating func codeUnit() throws -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw mistake("four hexadecimal digits are expected after \\u")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: UnicodeScalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func mistake(_ message: String) -> JSONSyntaxError {
        let before = bytes[..<position]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 0x0A } + 1
        return JSONSyntaxError(message: message, offset: position, line: line, column: position - lineStart + 1)
    }
}
