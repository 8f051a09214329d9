/// The mean difference between two values of the same questions, with an interval by the bootstrap (Efron 1979): 95 % of
/// 2,000 samples of the questions, drawn with replacement within each set, lie in it.
public struct PairedDifference: Sendable, Hashable, Codable {
    public let mean: Double
    public let low: Double
    public let high: Double

    /// `sets` are the differences of each set, which all count the same; those without questions are left out. The same
    /// seed gives the same interval.
    init(_ sets: [[Double]], seed: UInt64) {
        let sets = sets.filter { !$0.isEmpty }
        var generator = SeededGenerator(seed: seed)
        func mean(_ draw: ([Double]) -> Double) -> Double {
            sets.isEmpty ? 0 : sets.reduce(0) { $0 + draw($1) } / Double(sets.count)
        }
        self.mean = mean { $0.reduce(0, +) / Double($0.count) }
        let samples = (0..<Self.samples).map { _ in
            mean { set in
                set.indices.reduce(0) { sum, _ in sum + set[generator.below(set.count)] } / Double(set.count)
            }
        }.sorted()
        low = samples[Self.samples / 40]
        high = samples[Self.samples - 1 - Self.samples / 40]
    }

    private static let samples = 2_000

    /// Whether chance alone is an unlikely reason for the difference.
    public var isClear: Bool { low > 0 || high < 0 }
}
