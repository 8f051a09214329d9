import ArgumentParser
import Embedding
import Foundation
import Reasoning

/// Which model of inference is asked about sentences that are no quotes.
struct EntailmentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder with a model for natural-language inference in the layout of Hugging Face (BERT or DeBERTa), which "
                + "is asked whether the cited sentences contradict a sentence in words of its own. Default: "
                + "BYLINE_ENTAILMENT, else none.", valueName: "folder"))
    var entailment: String?

    @Option(
        help: ArgumentHelp(
            "How likely a contradiction that model must find to refuse a sentence.", valueName: "chance"))
    var entailmentThreshold = EntailmentCheck.threshold

    func validate() throws {
        guard entailmentThreshold > 0, entailmentThreshold < 1 else {
            throw ValidationError("--entailment-threshold must be between 0 and 1.")
        }
    }

    /// Nil where none is asked for. Throws what ``EntailmentModel/init(folder:pool:)`` throws.
    func model() throws -> EntailmentModel? {
        let path = entailment ?? ProcessInfo.processInfo.environment["BYLINE_ENTAILMENT"]
        guard let path, !path.isEmpty else { return nil }
        return try EntailmentModel(folder: URL(filePath: path, directoryHint: .isDirectory))
    }

    /// The check by that model, or by one that stands before it.
    func check(_ model: any EntailmentJudge) -> EntailmentCheck {
        EntailmentCheck(model, threshold: entailmentThreshold)
    }
}
