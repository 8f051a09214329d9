public import Reasoning

/// How long answers took, by stage.
public struct AnswerTimes: Sendable {
    /// Middle and tail of some durations, in milliseconds.
    public struct Percentiles: Sendable, Hashable, Codable {
        public let count: Int
        public let p50: Double
        public let p95: Double
        public let most: Double

        /// By nearest rank: the smallest value that so many of a hundred do not exceed. Of no durations, all is 0.
        public init(_ milliseconds: [Double]) {
            let sorted = milliseconds.sorted()
            func rank(_ share: Double) -> Double {
                sorted.isEmpty
                    ? 0 : sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
            }
            count = sorted.count
            p50 = rank(0.5)
            p95 = rank(0.95)
            most = sorted.last ?? 0
        }
    }

    private var ends: [Double] = []
    private var firsts: [Double] = []
    private var stages: [Stage.Name: [Double]] = [:]

    public init() {}

    /// Adds an answer: its trace, and the milliseconds from the request to its end.
    public mutating func add(_ trace: AnswerTrace, milliseconds: Double) {
        ends.append(milliseconds)
        if let first = trace.firstSentence { firsts.append(first) }
        for timing in trace.timings { stages[timing.stage, default: []].append(timing.milliseconds) }
    }

    /// To the end, of all answers and abstentions.
    public var end: Percentiles { Percentiles(ends) }
    /// To the first sentence that passed its gates, of those that have one.
    public var firstSentence: Percentiles { Percentiles(firsts) }
    /// By stage, in the order in which they run.
    public var byStage: [(stage: Stage.Name, times: Percentiles)] {
        Stage.Name.allCases.compactMap { name in stages[name].map { (name, Percentiles($0)) } }
    }
}
