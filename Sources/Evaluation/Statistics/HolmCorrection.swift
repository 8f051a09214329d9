/// Holm's step-down correction (Scandinavian Journal of Statistics 1979) for several tests at once.
public enum HolmCorrection {
    /// The p-values, adjusted and in the same order: where those at most α count as significant, the chance that any of
    /// them is a false alarm is at most α, however the tests depend on each other.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var highest = 0.0
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        for (place, index) in order.enumerated() {
            highest = max(highest, min(1, pValues[index] * Double(pValues.count - place)))
            adjusted[index] = highest
        }
        return adjusted
    }
}
