/// A sketch of a text by which texts that resemble each other are found among many (Broder 1997; locality-sensitive
/// hashing in bands as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).
///
/// 96 minima in 384 bytes: 60 over all shingles, 36 by other hash functions over those of the first ``headWords`` words, so that a
/// copy whose ending was cut is found by its beginning. In each part the share of equal minima estimates the Jaccard resemblance.
/// Three minima make a band, and a band an entry of ``buckets``; texts are compared where they share one. Of pairs that
/// resemble each other by 0.7 as wholes, 0.9998 share a bucket of the whole (by 0.5, 0.93; by 0.05, 0.0025); the beginning adds to
/// that. Linear in the number of shingles.
public struct MinHashSignature: Sendable, Hashable {
    /// Words that count as a text's beginning.
    public static let headWords = 120

    /// Texts with fewer different shingles have no signature: a line or two that agree may be a phrase that everyone uses.
    public static let minimumShingles = 16

    private static let wholeCount = 60
    private static let headCount = 36
    private static let rowsOfBand = 3

    /// Those of the whole, then those of the beginning.
    public let minima: [UInt32]

    /// Nil for a text with too few shingles.
    public init?(_ shingles: Shingles) {
        guard shingles.hashes.count >= Self.minimumShingles, shingles.distinct.count >= Self.minimumShingles else {
            return nil
        }
        let headEnd = min(shingles.hashes.count, Self.headWords - Shingles.length + 1)
        minima =
            Self.minima(of: shingles.hashes[...], by: Self.functions[..<Self.wholeCount])
            + Self.minima(of: shingles.hashes[..<headEnd], by: Self.functions[Self.wholeCount...])
    }

    /// A signature that was kept; nil where these are no minima of one.
    public init?(minima: [UInt32]) {
        guard minima.count == Self.wholeCount + Self.headCount else { return nil }
        self.minima = minima
    }

    /// Where texts like this one meet: 32 numbers below 2⁴⁷, 20 for the whole and 12 for the beginning.
    public var buckets: [Int64] {
        stride(from: 0, to: minima.count, by: Self.rowsOfBand).map { start in
            // The place of the band is part of its hash: the beginning meets beginnings only.
            var hash = UInt64(start)
            for row in start..<start + Self.rowsOfBand { hash = Shingles.mix(hash ^ UInt64(minima[row])) &+ Self.step }
            return Int64(Shingles.mix(hash) >> 17)
        }
    }

    /// The Jaccard resemblance as the minima show it, of the whole or of the beginning, whichever is larger. The standard
    /// error is below 0.065 for the whole and 0.084 for the beginning.
    public func estimatedResemblance(to other: MinHashSignature) -> Double {
        func share(_ range: Range<Int>) -> Double {
            Double(range.count { minima[$0] == other.minima[$0] }) / Double(range.count)
        }
        return max(share(0..<Self.wholeCount), share(Self.wholeCount..<minima.count))
    }

    private typealias Function = (factor: UInt64, addend: UInt64)

    /// One pass: each shingle through all hash functions `x → (a·x + b) mod 2⁶⁴`, of which the upper half counts.
    private static func minima(of hashes: ArraySlice<UInt64>, by functions: ArraySlice<Function>) -> [UInt32] {
        var minima = [UInt32](repeating: .max, count: functions.count)
        minima.withUnsafeMutableBufferPointer { minima in
            functions.withUnsafeBufferPointer { functions in
                for hash in hashes {
                    for index in 0..<minima.count {
                        let (factor, addend) = functions[index]
                        let value = UInt32(truncatingIfNeeded: (hash &* factor &+ addend) >> 32)
                        minima[index] = min(minima[index], value)
                    }
                }
            }
        }
        return minima
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Stored signatures depend on them: never change one.
    private static let functions: [Function] = (0..<(wholeCount + headCount)).map { index in
        let seed = UInt64(2 * index + 1) &* step
        return (Shingles.mix(seed) | 1, Shingles.mix(seed &+ step))
    }
}
