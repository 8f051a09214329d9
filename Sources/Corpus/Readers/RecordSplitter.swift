/// Cuts a stream of bytes into records, holding no more than one.
protocol RecordSplitter {
    /// The next piece; nil at the end of the input.
    mutating func next() throws -> RecordPiece?
}

/// What a splitter finds.
enum RecordPiece: Equatable {
    /// The bytes of a record, which begins in `line`.
    case record([UInt8], line: Int)
    /// A record over the limit; it has been passed over.
    case tooLarge(line: Int)
    /// The input ended within a record, which began in `line`.
    case incomplete(line: Int)
    /// The value ended the array in `line`, and something followed it that was not read.
    case trailing(line: Int)
}

/// Splits at line feeds; lines without anything visible are passed over.
struct LineSplitter: RecordSplitter {
    private let input: BlockInput
    private let limit: Int
    private var line = 0

    init(_ input: BlockInput, limit: Int) {
        self.input = input
        self.limit = limit
    }

    mutating func next() throws -> RecordPiece? {
        while let (bytes, isTooLarge) = try nextLine() {
            line += 1
            if isTooLarge { return .tooLarge(line: line) }
            if !bytes.allSatisfy(JSONWhiteSpace.contains) { return .record(bytes, line: line) }
        }
        return nil
    }

    /// The bytes up to a line feed or the end of the input; nil where nothing is left.
    private func nextLine() throws -> (bytes: [UInt8], isTooLarge: Bool)? {
        var bytes: [UInt8] = []
        var isTooLarge = false
        var isOver = false
        guard try input.fill() else { return nil }
        while !isOver, try input.fill() {
            input.take { available in
                let end = available.firstIndex(of: 0x0A)
                isOver = end != nil
                let part = available[..<(end ?? available.count)]
                if !isTooLarge, bytes.count + part.count <= limit {
                    bytes.append(contentsOf: part)
                } else {
                    (isTooLarge, bytes) = (true, [])
                }
                return (part.count + (isOver ? 1 : 0), ())
            }
        }
        return (bytes, isTooLarge)
    }
}
