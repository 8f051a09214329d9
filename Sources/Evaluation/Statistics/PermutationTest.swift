/// The paired randomisation test (Fisher 1935; for retrieval Smucker, Allan and Carterette, CIKM 2007), two-sided.
///
/// If two systems were the same, each question's difference might as well have had the other sign. The p-value is the share
/// of all choices of signs whose sum is at least as far from 0 as the one that was seen. Differences of 0 have no say.
public enum PermutationTest {
    /// Up to so many differences other than 0, all choices of signs are looked at, and the p-value is exact.
    public static let exactLimit = 16

    /// The p-value, in (0, 1]. Beyond ``exactLimit`` it is estimated from `resamples` random choices, the seen one counted
    /// among them, so that it is never 0. The same differences in the same order and the same seed give the same value.
    public static func pValue(_ differences: [Double], resamples: Int = 10_000, seed: UInt64) -> Double {
        let differences = differences.filter { $0 != 0 }
        guard !differences.isEmpty else { return 1 }
        let sums = SignedSums(differences)
        // Sums that are equal but for the order in which they were made count as equal.
        let seen = abs(differences.reduce(0, +)) - 1e-9 * differences.reduce(0) { $0 + abs($1) }
        if differences.count <= exactLimit {
            let choices = 1 << differences.count
            let far = (0..<choices).count { abs(sums.sum([UInt64($0)])) >= seen }
            return Double(far) / Double(choices)
        }
        var generator = SeededGenerator(seed: seed)
        var words = [UInt64](repeating: 0, count: (differences.count + 63) / 64)
        var far = 1
        for _ in 0..<resamples {
            for index in words.indices { words[index] = generator.next() }
            if abs(sums.sum(words)) >= seen { far += 1 }
        }
        return Double(far) / Double(resamples + 1)
    }
}

/// The sum of values under any choice of signs, eight values at a time from a table.
private struct SignedSums {
    private let tables: [Double]
    private let blocks: Int

    init(_ values: [Double]) {
        blocks = (values.count + 7) / 8
        var tables: [Double] = []
        tables.reserveCapacity(blocks * 256)
        for start in stride(from: 0, to: values.count, by: 8) {
            let block = values[start..<min(start + 8, values.count)]
            for signs in 0..<256 {
                tables.append(
                    block.enumerated().reduce(0) { sum, entry in
                        signs >> entry.offset & 1 == 0 ? sum + entry.element : sum - entry.element
                    })
            }
        }
        self.tables = tables
    }

    /// A bit that is set turns the sign of its value.
    func sum(_ signs: [UInt64]) -> Double {
        var sum = 0.0
        for block in 0..<blocks {
            let bits = Int(truncatingIfNeeded: signs[block / 8] >> UInt64(block % 8 * 8)) & 255
            sum += tables[block * 256 + bits]
        }
        return sum
    }
}
