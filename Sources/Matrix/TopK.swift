/// A row and its score.
public struct ScoredRow: Sendable, Hashable {
    /// Index of the row, from 0.
    public let row: Int
    /// Larger is better.
    public let score: Float

    /// Pairs a row with its score.
    public init(row: Int, score: Float) {
        self.row = row
        self.score = score
    }

    /// The order of results: higher scores first, equal ones by row.
    @inlinable
    public static func precedes(_ a: ScoredRow, _ b: ScoredRow) -> Bool {
        a.score > b.score || (a.score == b.score && a.row < b.row)
    }
}

/// Keeps the best `capacity` of the rows it is shown: a bounded heap with the worst of them at its root.
///
/// O(1) for a row that does not make it, O(log capacity) for one that does. The result does not depend on the order in
/// which rows come: of equal scores, the lower row wins. A score that is not a number never makes it.
public struct TopK: Sendable {
    /// How many rows it keeps at most.
    public let capacity: Int
    @usableFromInline var heap: [ScoredRow] = []

    /// Keeps the best `capacity` rows.
    public init(_ capacity: Int) {
        precondition(capacity >= 0, "the best \(capacity) rows")
        self.capacity = capacity
    }

    /// How many rows are kept so far.
    public var count: Int { heap.count }

    /// A score below this cannot make it any more; minus infinity as long as there is room.
    @inlinable
    public var threshold: Float {
        if capacity == 0 { return .infinity }
        return heap.count < capacity ? -.infinity : heap[0].score
    }

    /// Shows one row.
    @inlinable
    public mutating func insert(row: Int, score: Float) {
        guard score >= threshold, capacity > 0 else { return }
        let candidate = ScoredRow(row: row, score: score)
        if heap.count < capacity {
            heap.append(candidate)
            siftUp(from: heap.count - 1)
        } else if ScoredRow.precedes(candidate, heap[0]) {
            heap[0] = candidate
            siftDown()
        }
    }

    /// Shows a block of rows that begins with `firstRow`.
    @inlinable
    public mutating func insert(_ scores: UnsafeBufferPointer<Float>, firstRow: Int = 0) {
        for index in 0..<scores.count { insert(row: firstRow + index, score: scores[index]) }
    }

    /// Takes in what another one has kept.
    public mutating func merge(_ other: TopK) {
        for entry in other.heap { insert(row: entry.row, score: entry.score) }
    }

    /// The rows kept, best first. O(k log k).
    public func sorted() -> [ScoredRow] {
        heap.sorted(by: ScoredRow.precedes)
    }

    @usableFromInline
    mutating func siftUp(from start: Int) {
        heap.withUnsafeMutableBufferPointer { heap in
            let entry = heap[start]
            var place = start
            while place > 0 {
                let parent = (place - 1) / 2
                guard ScoredRow.precedes(heap[parent], entry) else { break }
                heap[place] = heap[parent]
                place = parent
            }
            heap[place] = entry
        }
    }

    @usableFromInline
    mutating func siftDown() {
        heap.withUnsafeMutableBufferPointer { heap in
            let entry = heap[0]
            var place = 0
            while 2 * place + 1 < heap.count {
                var worst = 2 * place + 1
                if worst + 1 < heap.count && ScoredRow.precedes(heap[worst], heap[worst + 1]) { worst += 1 }
                guard ScoredRow.precedes(entry, heap[worst]) else { break }
                heap[place] = heap[worst]
                place = worst
            }
            heap[place] = entry
        }
    }
}
