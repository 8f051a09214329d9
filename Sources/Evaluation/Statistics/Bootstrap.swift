/// The percentile bootstrap (Efron and Tibshirani 1993, chapter 13): how far a mean may move when other questions of the
/// same sort are asked.
public enum Bootstrap {
    /// The interval in which the means of 95 % of the resamples lie. `values` are drawn with replacement, as many as there
    /// are; between two resamples the quantile is interpolated. Of no values, 0...0.
    ///
    /// The same values, in the same order, and the same seed give the same interval on every machine. Costs
    /// `values.count * resamples` draws: some 30 ms for a thousand values.
    public static func interval(
        _ values: [Double], resamples: Int = 10_000, confidence: Double = 0.95, seed: UInt64
    ) -> ClosedRange<Double> {
        guard let first = values.first, resamples > 0 else { return 0...0 }
        guard values.contains(where: { $0 != first }) else { return first...first }
        var generator = SeededGenerator(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(resamples)
        values.withUnsafeBufferPointer { values in
            for _ in 0..<resamples {
                var sum = 0.0
                for _ in 0..<values.count { sum += values[generator.below(values.count)] }
                means.append(sum / Double(values.count))
            }
        }
        means.sort()
        let tail = (1 - confidence) / 2
        return quantile(tail, of: means)...quantile(1 - tail, of: means)
    }

    /// Of sorted values, by linear interpolation between the two that are nearest.
    static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = min(max(share, 0), 1) * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }
}
