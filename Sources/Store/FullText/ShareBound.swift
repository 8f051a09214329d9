import Matrix

/// The largest share of its term's weight that a posting of a block has, whatever the mean length of the corpus is by then.
///
/// A share is 1 / (1 + (k1 (1 − b) + k1 b · length · x) / frequency), with x one over the mean length: its inverse is linear
/// in x, so that the least inverse of many postings is concave in x, and lies above the chord between two known points.
/// Known are four, in bytes rounded up; beyond the last, a share only falls. Computing bounds for one mean alone, as
/// block-max indexes do (Ding and Suel, Faster top-k document retrieval using block-max indexes, 2011), would make them
/// wrong with the next article.
struct ShareBound {
    /// Where shares are known, in units of one over the segment's mean length.
    static let points: [Float] = [0, 0.5, 1, 2]

    /// By how many bits the byte of the point to the left is shifted, and that of the point to the right.
    private let left: UInt32
    private let right: UInt32
    /// How far the mean length lies from the left to the right, from 0 to 1.
    private let part: Float

    /// Bounds for a corpus with this mean length, of blocks from a segment with that one; 0 where all texts are empty.
    init(meanLength: Float, segmentMean: Float) {
        let x = meanLength > 0 ? segmentMean / meanLength : 0
        let last = Self.points.count - 1
        let point = Self.points.lastIndex { $0 <= x } ?? 0
        let next = min(point + 1, last)
        part = next > point ? (x - Self.points[point]) / (Self.points[next] - Self.points[point]) : 0
        (left, right) = (UInt32(point * 8), UInt32(next * 8))
    }

    /// Of a block.
    @inline(__always)
    func share(_ bits: UInt32) -> Float {
        let (a, b) = (Float(bits >> left & 0xFF), Float(bits >> right & 0xFF))
        // 1 / ((1 − part) / a + part / b), and more than rounding can have taken away.
        return a * b / (b + part * (a - b)) * (1.00001 / 255)
    }

    /// The four bytes for the largest share at each point.
    static func bits(_ shares: [Float]) -> UInt32 {
        shares.enumerated().reduce(0) { bits, entry in
            let byte = UInt32(min(255, max(0, entry.element) * 255 + 1))
            return bits | byte << UInt32(entry.offset * 8)
        }
    }
}
