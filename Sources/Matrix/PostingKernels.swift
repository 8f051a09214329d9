import CKernels

/// What a posting scores by BM25: weight · f / (f + base + slope · length), with f = text + titleWeight · title.
public struct PostingScoring: Sendable {
    /// What the score approaches as the frequency grows.
    public let weight: Float
    /// Of the saturation: what no length changes, and what one word more adds.
    public let (base, slope): (Float, Float)
    /// How many times a place in the title counts.
    public let titleWeight: Float

    /// A scoring of these numbers.
    public init(weight: Float, base: Float, slope: Float, titleWeight: Float) {
        self.weight = weight
        (self.base, self.slope) = (base, slope)
        self.titleWeight = titleWeight
    }

    /// The score of one posting, to the same bit as ``Kernels/score(_:rows:texts:titles:count:lengths:into:)``.
    @inlinable
    public func score(text: UInt32, title: UInt32, length: UInt32) -> Float {
        let saturation = Float(Int32(bitPattern: length)) * slope + base
        let frequency = Float(Int32(bitPattern: title)) * titleWeight + Float(Int32(bitPattern: text))
        return frequency / (frequency + saturation) * weight
    }
}

/// Kernels for the blocks of inverted lists, which work in buffers that the caller owns; see `CKernels.h`.
extension Kernels {
    /// Numbers in a packed block.
    public static let block = Int(BYLINE_BLOCK)
    /// What buffers of ``score(_:rows:texts:titles:count:lengths:into:)`` are read and written in multiples of.
    public static let scoreStep = 16

    /// Packs ``block`` numbers below 2^`width`, `width` ≤ 32, into 16 · `width` bytes.
    public func pack(_ numbers: UnsafePointer<UInt32>, width: Int, into packed: UnsafeMutablePointer<UInt8>) {
        table.pointee.pack(numbers, UInt32(width), packed)
    }

    /// The ``block`` numbers of 16 · `width` bytes.
    public func unpack(_ packed: UnsafePointer<UInt8>, width: Int, into numbers: UnsafeMutablePointer<UInt32>) {
        table.pointee.unpack(packed, UInt32(width), numbers)
    }

    /// The same for ``block`` differences of numbers that begin after `first`; returns the last number.
    @discardableResult
    public func unpackSums(
        _ packed: UnsafePointer<UInt8>, width: Int, after first: UInt32, into numbers: UnsafeMutablePointer<UInt32>
    ) -> UInt32 {
        table.pointee.unpack_sums(packed, UInt32(width), first, numbers)
    }

    /// The scores of `count` postings, to the same bit by every kernel. Buffers reach to the next multiple of
    /// ``scoreStep``, and hold rows that `lengths` has there as well.
    public func score(
        _ scoring: PostingScoring, rows: UnsafePointer<UInt32>, texts: UnsafePointer<UInt32>,
        titles: UnsafePointer<UInt32>, count: Int, lengths: UnsafePointer<UInt32>,
        into scores: UnsafeMutablePointer<Float>
    ) {
        var scoring = byline_scoring(
            weight: scoring.weight, base: scoring.base, slope: scoring.slope, title_weight: scoring.titleWeight)
        table.pointee.score_postings(&scoring, rows, texts, titles, count, lengths, scores)
    }

    /// The places of the sums that reach a threshold, ascending; returns how many there are. `found` has room for all.
    public func reaching(
        _ threshold: Double, sums: UnsafePointer<Double>, count: Int, into found: UnsafeMutablePointer<UInt32>
    ) -> Int {
        table.pointee.reaching_sums(sums, count, threshold, found)
    }
}
