import ArgumentParser
import Evaluation
import Foundation
import Retrieval
import Store

/// How candidates are found, and how much each signal counts.
struct RankingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The signals' weights, as 'byline evaluate tune' writes them. Default: BYLINE_WEIGHTS, else those built in.",
            valueName: "file"))
    var weights: String?

    @Flag(help: "Compare a question's vector with every passage's, however many there are: slower from 16,384 on.")
    var exactVectors = false

    var accuracy: VectorSearchAccuracy { exactVectors ? .exact : .automatic }

    /// Throws `weights-malformed`, `unknown-signal` and `input-unreadable`.
    func catalogue() throws -> SignalCatalogue {
        let set = ProcessInfo.processInfo.environment["BYLINE_WEIGHTS"]
        guard let path = weights ?? set, !path.isEmpty else { return .standard }
        return try SignalCatalogue.standard.weighted(by: SignalWeights.read(URL(filePath: path)))
    }
}
