import ArgumentParser
import Embedding
import Evaluation
import Foundation
import Retrieval
import Store

/// How candidates are found, how much each signal counts, and who else reads the passages.
struct RankingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder with a cross-encoder in the layout of Hugging Face, which reads the best passages together with "
                + "the question. Default: BYLINE_RERANKER, else none.", valueName: "folder"))
    var reranker: String?

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
        let signals = rerankerFolder == nil ? SignalCatalogue.standard : .withReranker
        guard let path = Self.path(weights, "BYLINE_WEIGHTS") else { return signals }
        return try signals.weighted(by: SignalWeights.read(URL(filePath: path)))
    }

    /// Nil where none is asked for. Throws what ``CrossEncoder/init(folder:pool:)`` throws.
    func passageReranker() throws -> (any PassageReranker)? {
        try rerankerFolder.map { try CrossEncoder(folder: $0) }
    }

    private var rerankerFolder: URL? {
        Self.path(reranker, "BYLINE_RERANKER").map { URL(filePath: $0, directoryHint: .isDirectory) }
    }

    /// What was said on the command line, else in the environment.
    private static func path(_ option: String?, _ variable: String) -> String? {
        let path = option ?? ProcessInfo.processInfo.environment[variable]
        return path.flatMap { $0.isEmpty ? nil : $0 }
    }
}
