extension [Float] {
    /// The inner product: of vectors of unit length, their cosine. 0 where the lengths differ, as of a vector that is missing.
    func cosine(_ other: [Float]) -> Float {
        guard count == other.count else { return 0 }
        return withUnsafeBufferPointer { first in
            other.withUnsafeBufferPointer { second in
                first.indices.reduce(Float(0)) { $0 + first[$1] * second[$1] }
            }
        }
    }
}

extension ClosedRange<Float> {
    /// How far a value is through the range: 0 up to its lower bound, 1 from its upper bound on.
    func share(_ value: Float) -> Float { Swift.min(1, Swift.max(0, (value - lowerBound) / (upperBound - lowerBound))) }
}
