/// The score interval of a share (Wilson, JASA 1927): sound near 0 and 1, where false alarms and detection live.
public enum WilsonInterval {
    /// The interval at 95 %; 0...1 of nothing.
    public static func interval(_ part: Int, of whole: Int) -> ClosedRange<Double> {
        guard whole > 0 else { return 0...1 }
        let quantile = 1.959_963_984_540_054
        let count = Double(whole)
        let share = Double(part) / count
        let square = quantile * quantile / count
        let centre = (share + square / 2) / (1 + square)
        let reach = quantile * (share * (1 - share) / count + square / (4 * count)).squareRoot() / (1 + square)
        // Where nothing or everything counts, the bound is exact, and the sums above nearly.
        return (part == 0 ? 0 : max(0, centre - reach))...(part == whole ? 1 : min(1, centre + reach))
    }
}
