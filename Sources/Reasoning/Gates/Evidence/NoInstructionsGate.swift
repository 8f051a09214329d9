import Store
import Retrieval
import Foundation

/// Tells where retrieved text speaks to the program instead of the reader. Such sentences are data: they are never quoted as an
/// answer, and a prompt shows in their place that they were left out.
public struct NoInstructionsGate: Gate {
    public let name = "no-instructions"
    public let summary = "No passage carries instructions to whoever processes it; those that do are set aside."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        let pool = subject.task.reading.pool
        let carriers = Set(pool.sentences.filter(\.isInstruction).map(\.evidence)).sorted()
        guard !carriers.isEmpty else { return .passed }
        let sources = Set(carriers.map { pool.evidence[$0].passage.article.source }).sorted()
            .map { $0.isEmpty ? "an unknown source" : $0 }
        let place = carriers.count == 1 ? "A passage" : "\(carriers.count) passages"
        return .failed(
            "\(place) of \(sources.formatted(.list(type: .and).locale(Locale(identifier: "en")))) addressed the program; "
                + "those sentences were set aside.")
    }
}

/// Recognises sentences that address whoever processes a text. By phrases and marks that reports hardly ever use and attempts to
/// steer a language model nearly always do.
enum InstructionMarks {
    static func isInstruction(_ text: String) -> Bool {
        let folded = text.lowercased()
        if marks.contains(where: folded.contains) { return true }
        let words = " " + folded.split { !$0.isLetter && $0 != "'" }.joined(separator: " ") + " "
        return phrases.contains { words.contains(" \($0) ") }
    }

    private static let marks = [
        "<|", "|>", "[inst]", "[/inst]", "<<sys>>", "<system>", "</system>", "<instructions>", "<assistant>",
        "### instruction", "### system", "system prompt:", "assistant:", "begin system",
    ]
    private static let phrases = [
        "ignore previous instructions", "ignore all previous instructions", "ignore the previous instructions",
        "ignore your instructions", "ignore all instructions", "ignore the above", "ignore everything above",
        "ignore prior instructions", "disregard previous instructions", "disregard all previous",
        "disregard the above", "disregard your instructions", "forget previous instructions",
        "forget your instructions", "forget all previous", "override your instructions",
        "you are an ai", "you are an assistant", "you are a language model", "as an ai language model",
        "respond only with",
        "reply only with", "answer only with", "answer with the words",
        "do not cite", "do not tell the user",
        "if you are an ai", "note to ai", "attention ai",
        "system message", "developer message", "your system prompt", "reveal your prompt",
        "print your instructions", "always answer that", "always say that", "instruction to the model",
        "instructions to the model", "dear language model",
    ]
}
