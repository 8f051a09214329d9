import Foundation

/// How well a chance of being answerable tells questions whose evidence is there from those whose evidence is gone.
public struct AbstentionScore: Sendable, Hashable, Codable {
    /// One case: the chance that it is answerable, and whether it is.
    public struct Case: Sendable, Hashable {
        public let chance: Double
        public let isAnswerable: Bool

        public init(chance: Double, isAnswerable: Bool) {
            self.chance = chance
            self.isAnswerable = isAnswerable
        }
    }

    /// What comes of declining below a chance.
    public struct Point: Sendable, Hashable, Codable {
        public let threshold: Double
        /// Declined ÷ answerable: what is lost.
        public let lost: Double
        /// Declined ÷ unanswerable.
        public let refused: Double
    }

    /// One place of the risk–coverage curve (El-Yaniv and Wiener, JMLR 2010).
    public struct Risk: Sendable, Hashable, Codable {
        /// The share of all cases that is answered, those with the highest chance first.
        public let coverage: Double
        /// The share of those that are unanswerable.
        public let risk: Double
    }

    public let answerable: Int
    public let unanswerable: Int
    /// See ``RefusalCurve/areaUnderROC``; nil where one of the two is lacking.
    public let areaUnderROC: Double?
    /// In which 95 % of the areas of resampled cases lie.
    public let interval: ClosedRange<Double>?
    public let point: Point
    /// At coverages of tenths.
    public let risks: [Risk]

    /// - Parameter threshold: chosen on other cases.
    public init(_ cases: [Case], threshold: Double, resamples: Int = 1_000, seed: UInt64 = 1) {
        answerable = cases.count(where: \.isAnswerable)
        unanswerable = cases.count - answerable
        areaUnderROC = Self.area(cases)
        interval = Self.interval(cases, resamples: resamples, seed: seed)
        point = Self.point(cases, at: threshold)
        let sorted = cases.sorted { $0.chance > $1.chance }
        risks =
            cases.isEmpty
            ? []
            : (1...10).map { tenth in
                let count = max(1, sorted.count * tenth / 10)
                let wrong = sorted.prefix(count).count { !$0.isAnswerable }
                return Risk(coverage: Double(count) / Double(sorted.count), risk: Double(wrong) / Double(count))
            }
    }

    /// What declining below a threshold loses and refuses.
    public static func point(_ cases: [Case], at threshold: Double) -> Point {
        func share(_ isAnswerable: Bool) -> Double {
            let all = cases.filter { $0.isAnswerable == isAnswerable }
            return all.isEmpty ? 0 : Double(all.count { $0.chance < threshold }) / Double(all.count)
        }
        return Point(threshold: threshold, lost: share(true), refused: share(false))
    }

    /// The highest threshold that loses at most `share` of the answerable cases.
    public static func threshold(_ cases: [Case], losing share: Double) -> Double {
        let chances = cases.filter(\.isAnswerable).map(\.chance).sorted()
        guard !chances.isEmpty else { return 0 }
        return chances[min(chances.count - 1, Int(Double(chances.count) * share))]
    }

    private static func area(_ cases: [Case]) -> Double? {
        RefusalCurve(cases.map { (-$0.chance, !$0.isAnswerable) }).areaUnderROC
    }

    private static func interval(_ cases: [Case], resamples: Int, seed: UInt64) -> ClosedRange<Double>? {
        let (yes, no) = (cases.filter(\.isAnswerable), cases.filter { !$0.isAnswerable })
        guard !yes.isEmpty, !no.isEmpty, resamples > 0 else { return nil }
        var generator = SeededGenerator(seed: seed)
        let areas = (0..<resamples).compactMap { _ in
            area(
                yes.indices.map { _ in yes[generator.below(yes.count)] }
                    + no.indices.map { _ in no[generator.below(no.count)] })
        }.sorted()
        return Bootstrap.quantile(0.025, of: areas)...Bootstrap.quantile(0.975, of: areas)
    }
}
