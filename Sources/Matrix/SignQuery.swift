import CKernels

/// A query made ready to be compared with ``SignCodes``: what each digit of a code adds to the estimate, in steps of five
/// bits, which costs less precision than the codes do.
public struct SignQuery: Sendable {
    /// A row that a scan found: its number, and what its inner product stays below as far as the confidence goes.
    public struct Candidate: Sendable {
        /// Number of the row.
        public var row: UInt32
        /// An upper bound of its inner product.
        public var bound: Float

        /// Pairs a row with its bound.
        public init(row: UInt32, bound: Float) {
            self.row = row
            self.bound = bound
        }
    }

    private let columns: Int
    private let tables: [UInt8]
    private let step: Float
    private let offset: Float

    /// The largest entry of a table: eight of them fit into a byte.
    private static let largestStep: Float = 31

    /// The error of an estimate, in units of a row's scale times the query's length: √(1 - 2/π), since a random direction
    /// keeps √(2/π) of its length in its signs.
    private static let spread: Float = 0.6028

    /// Prepares a query. `confidence` is how many standard deviations of the estimate a bound adds: at 2, one row in 44
    /// exceeds its bound. O(columns × (log columns + 4)).
    public init(_ query: [Float], rotation: RandomRotation, confidence: Float) {
        precondition(query.count == rotation.columns, "a query of \(rotation.columns) components")
        columns = query.count
        var turned = query
        var scratch = query
        turned.withUnsafeMutableBufferPointer { turned in
            scratch.withUnsafeMutableBufferPointer { rotation.apply(to: turned, scratch: $0) }
        }
        let digits = SignCodes.pairs(columns: columns) * 2
        turned.append(contentsOf: repeatElement(0, count: digits * 4 - columns))
        var lowest = [Float](repeating: 0, count: digits)
        var widest: Float = 0
        for digit in 0..<digits {
            var highest: Float = 0
            for value in turned[(4 * digit)..<(4 * digit + 4)] {
                if value < 0 { lowest[digit] += value } else { highest += value }
            }
            widest = max(widest, highest - lowest[digit])
        }
        let step = widest > 0 && widest.isFinite ? widest / Self.largestStep : 1
        tables = [UInt8](unsafeUninitializedCapacity: digits * 16) { buffer, count in
            for digit in 0..<digits {
                for entry in 0..<16 {
                    var value = -lowest[digit]
                    for bit in 0..<4 where entry >> bit & 1 == 1 { value += turned[4 * digit + bit] }
                    let steps = (value / step).rounded()
                    buffer[16 * digit + entry] = steps >= 0 && steps <= Self.largestStep ? UInt8(steps) : 0
                }
            }
            count = digits * 16
        }
        // The inner product with signs is twice the sum over the positive ones, less the sum over all.
        let length = Kernels.best.dot(query, query).squareRoot()
        self.step = 2 * step
        offset = 2 * lowest.reduce(0, +) - turned.reduce(0, +) + confidence * Self.spread * length
    }

    /// Hands every row whose bound is above `threshold` to `body`, ascending. `centre` is the query's inner product with the
    /// centre of the codes; of `admitted`, bit r % 64 of word r / 64 lets row r in. O(rows × columns / 8).
    public func scan(
        _ codes: SignCodes, centre: Float, admitted: UnsafePointer<UInt64>? = nil, above threshold: Float,
        room: inout ScanRoom, kernels: Kernels = .best, _ body: (Candidate) -> Void
    ) {
        let count = find(codes, centre, admitted, threshold, &room, kernels)
        for index in 0..<count { body(Candidate(row: room.rows[index], bound: room.bounds[index])) }
    }

    /// The same, adding the rows to `candidates`, by numbers that begin with `firstRow`.
    public func scan(
        _ codes: SignCodes, centre: Float, admitted: UnsafePointer<UInt64>? = nil, above threshold: Float,
        firstRow: UInt32, room: inout ScanRoom, into candidates: inout [Candidate]
    ) {
        let count = find(codes, centre, admitted, threshold, &room, .best)
        room.rows.withUnsafeBufferPointer { rows in
            room.bounds.withUnsafeBufferPointer { bounds in
                for index in 0..<count {
                    candidates.append(Candidate(row: firstRow &+ rows[index], bound: bounds[index]))
                }
            }
        }
    }

    /// Writes rows and bounds to `room`, and returns how many there are.
    private func find(
        _ codes: SignCodes, _ centre: Float, _ admitted: UnsafePointer<UInt64>?, _ threshold: Float,
        _ room: inout ScanRoom, _ kernels: Kernels
    ) -> Int {
        precondition(codes.columns == columns, "codes of \(columns) components")
        room.reserve(codes.rows)
        return codes.blocks.withUnsafeBuffer { blocks in
            tables.withUnsafeBufferPointer { tables in
                guard let base = blocks.baseAddress, let entries = tables.baseAddress else { return 0 }
                var scan = byline_scan(
                    tables: entries, pairs: SignCodes.pairs(columns: columns), step: step, offset: offset,
                    centre: centre, threshold: threshold)
                return base.withMemoryRebound(to: UInt8.self, capacity: blocks.count * 4) {
                    kernels.table.pointee.scan_codes(&scan, $0, codes.rows, admitted, &room.rows, &room.bounds)
                }
            }
        }
    }
}

/// Room for what one scan finds, kept from one to the next.
public struct ScanRoom: Sendable {
    fileprivate var rows: [UInt32] = []
    fileprivate var bounds: [Float] = []

    /// No room yet; a scan makes what it needs.
    public init() {}

    fileprivate mutating func reserve(_ count: Int) {
        guard rows.count < count else { return }
        rows = [UInt32](repeating: 0, count: count)
        bounds = [Float](repeating: 0, count: count)
    }
}
