@testable import Evaluation

/// Features made for tests.
enum Candidates {
    static let signals = ["good", "noise", "mute"]

    /// A question whose first signal says more of relevant candidates, by chance not of all; the second says nothing,
    /// and the third the same of all.
    static func question(_ number: Int, kind: String = "fact", candidates: Int = 14) -> CandidateFeatures {
        var generator = SeededGenerator(seed: UInt64(number))
        let labels = (0..<candidates).map { _ in generator.unit() < 0.2 ? UInt64(1) << (generator.next() % 2) : 0 }
        let good = labels.map { Float(($0 > 0 ? 0.25 : 0) + 0.75 * generator.unit()) }
        let noise = labels.map { _ in Float(generator.unit()) }
        return CandidateFeatures(
            question: "q\(number)", kind: kind, relevance: .facts(2), labels: labels,
            values: good + noise + labels.map { _ in 0.5 })
    }

    static func questions(_ numbers: Range<Int>) -> [CandidateFeatures] {
        numbers.map { question($0, kind: $0 % 3 == 0 ? "temporal" : "fact") }
    }
}
