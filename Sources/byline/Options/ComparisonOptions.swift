import ArgumentParser
import Corpus
import Evaluation
import Foundation

/// How two systems are compared.
struct ComparisonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A difference is significant where p, corrected by Holm, is at most this.", valueName: "share"))
    var alpha: Double = 0.05

    @Option(help: ArgumentHelp("The seed of the resamples: the same one gives the same figures.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How many of the questions that lost most are shown, 0 to 1000.", valueName: "number"))
    var worst: Int = 10

    @Option(
        help: ArgumentHelp(
            "What 'byline evaluate retrieval --explain-out' wrote for the new run: shows why.", valueName: "file"))
    var explain: String?

    @Option(help: ArgumentHelp("The same for the baseline.", valueName: "file"))
    var baselineExplain: String?

    func validate() throws {
        guard alpha > 0, alpha < 1 else { throw ValidationError("--alpha is between 0 and 1.") }
        guard (0...1_000).contains(worst) else { throw ValidationError("--worst is from 0 to 1000.") }
    }

    func explained() throws -> ExplainedRun? { try explain.map { try ExplainedRun.read(URL(filePath: $0)) } }

    func baselineExplained() throws -> ExplainedRun? {
        try baselineExplain.map { try ExplainedRun.read(URL(filePath: $0)) }
    }
}
