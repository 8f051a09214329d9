import CKernels

/// An orthogonal matrix drawn at random that takes O(columns × log columns) to apply: signs turned at random and Hadamard
/// transforms, in turns (Ailon and Chazelle 2006).
///
/// What follows it may treat the components of any vector alike. The same columns and seed always give the same matrix.
public struct RandomRotation: Sendable {
    /// Components of a vector.
    public let columns: Int
    private let signs: [Float]

    /// Fewer mix too little where the columns are no power of two; more change nothing that was measured.
    private static let rounds = 4

    /// Draws the matrix.
    public init(columns: Int, seed: UInt64 = 0x1804_2405) {
        self.columns = columns
        var state = seed
        signs = (0..<(Self.rounds * columns)).map { _ in
            // SplitMix64 (Steele, Lea and Flood 2014).
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return (mixed ^ (mixed >> 31)) & 1 == 0 ? 1 : -1
        }
    }

    /// Turns one vector in place. `scratch` has room for as many floats, and may not be the same memory.
    public func apply(
        to vector: UnsafeMutableBufferPointer<Float>, scratch: UnsafeMutableBufferPointer<Float>,
        kernels: Kernels = .best
    ) {
        precondition(vector.count == columns && scratch.count >= columns, "vectors of \(columns) components")
        guard let x = vector.baseAddress, let room = scratch.baseAddress else { return }
        kernels.table.pointee.rotate(x, columns, signs, Self.rounds, room)
    }
}
