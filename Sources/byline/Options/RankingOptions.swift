import ArgumentParser
import Evaluation
import Foundation
import Retrieval

/// How much each signal counts.
struct RankingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The signals' weights, as 'byline evaluate tune' writes them. Default: BYLINE_WEIGHTS, else those built in.",
            valueName: "file"))
    var weights: String?

    /// Throws `weights-malformed`, `unknown-signal` and `input-unreadable`.
    func catalogue() throws -> SignalCatalogue {
        let set = ProcessInfo.processInfo.environment["BYLINE_WEIGHTS"]
        guard let path = weights ?? set, !path.isEmpty else { return .standard }
        return try SignalCatalogue.standard.weighted(by: SignalWeights.read(URL(filePath: path)))
    }
}
