/// Splits a JSON array into its elements, or JSON values that follow one another into those, by depth and strings
/// alone.
///
/// The values themselves are judged by who decodes them; here only their ends are found. Depth is a number and no
/// stack, so that a million brackets cost nothing but their reading.
struct JSONValueSplitter: RecordSplitter {
    private enum State {
        case start
        /// Between values; `isArray` tells whether they are elements.
        case between
        case inside
        case finished
    }

    private let input: BlockInput
    private let limit: Int
    private var state = State.start
    private var isArray = false
    private var line = 1

    // Of the value that is being read:
    private var bytes: [UInt8] = []
    private var isTooLarge = false
    private var firstLine = 1
    private var depth = 0
    private var isString = false
    private var isEscaped = false

    init(_ input: BlockInput, limit: Int) {
        self.input = input
        self.limit = limit
    }

    mutating func next() throws -> RecordPiece? {
        let input = input
        while try input.fill() {
            if let piece = input.take({ scan($0) }) { return piece }
        }
        return endOfInput()
    }

    /// Takes bytes up to the end of a value, or all.
    private mutating func scan(_ available: UnsafeBufferPointer<UInt8>) -> (taken: Int, result: RecordPiece?) {
        var index = 0
        while index < available.count {
            let byte = available[index]
            switch state {
            case .start: start(byte, &index)
            case .between: between(byte, &index)
            case .inside:
                if let piece = inside(available, &index) { return (index, piece) }
            case .finished:
                if JSONWhiteSpace.contains(byte) {
                    pass(byte, &index)
                } else {
                    return (available.count, trailing())
                }
            }
        }
        return (index, nil)
    }

    private mutating func start(_ byte: UInt8, _ index: inout Int) {
        if JSONWhiteSpace.contains(byte) { return pass(byte, &index) }
        isArray = byte == UInt8(ascii: "[")
        if isArray { index += 1 }
        state = .between
    }

    private mutating func between(_ byte: UInt8, _ index: inout Int) {
        if JSONWhiteSpace.contains(byte) || byte == UInt8(ascii: ",") { return pass(byte, &index) }
        if isArray, byte == UInt8(ascii: "]") {
            state = .finished
            index += 1
            return
        }
        state = .inside
        (bytes, isTooLarge, firstLine) = ([], false, line)
        (depth, isString, isEscaped) = (0, false, false)
    }

    private mutating func pass(_ byte: UInt8, _ index: inout Int) {
        if byte == 0x0A { line += 1 }
        index += 1
    }

    /// Reads on in a value from `index`; a piece where it ends.
    private mutating func inside(_ available: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> RecordPiece? {
        let start = index
        while index < available.count {
            let byte = available[index]
            if isString {
                pass(byte, &index)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                    if depth == 0 { return finish(available[start..<index]) }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // Without a bracket to close, this one closes the array, or is the fault of the value.
                if depth == 0, isArray, byte == UInt8(ascii: "]") { return finish(available[start..<index]) }
                depth -= 1
                if depth <= 0 {
                    index += 1
                    return finish(available[start..<index])
                }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return finish(available[start..<index]) }
            default: break
            }
            pass(byte, &index)
        }
        keep(available[start..<index])
        return nil
    }

    private mutating func keep(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
        if !isTooLarge, bytes.count + part.count <= limit {
            bytes.append(contentsOf: part)
        } else {
            (isTooLarge, bytes) = (true, [])
        }
    }

    private mutating func finish(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> RecordPiece {
        keep(part)
        state = .between
        defer { bytes = [] }
        return isTooLarge ? .tooLarge(line: firstLine) : .record(bytes, line: firstLine)
    }

    /// Nothing that follows the array is read: the rest of the input is drained by asking for it.
    private mutating func trailing() -> RecordPiece? {
        defer { hasTrailing = true }
        return hasTrailing ? nil : .trailing(line: line)
    }
    private var hasTrailing = false

    private mutating func endOfInput() -> RecordPiece? {
        defer { state = .finished }
        switch state {
        case .start, .finished: return nil
        case .between: return isArray ? .incomplete(line: line) : nil
        case .inside:
            if depth == 0, !isString, !isArray { return finish(noBytes) }
            return .incomplete(line: firstLine)
        }
    }

    private var noBytes: Slice<UnsafeBufferPointer<UInt8>> {
        UnsafeBufferPointer<UInt8>(start: nil, count: 0)[0..<0]
    }
}
