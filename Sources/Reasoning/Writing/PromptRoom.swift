import Corpus
import Generation
import Retrieval

/// How much of a task's evidence a model is shown: what its prompt is made for, and what the model has room for.
struct PromptRoom: Sendable {
    /// Tokens of evidence that the prompt is made for.
    let budget: Int
    /// Tokens of prompt that the model takes; nil where it is not known.
    let limit: Int?

    /// What other tokenizers make of a token of the chunker's, at the most.
    private static let allowance = 1.25

    /// The task with the best passages that fit beside a prompt of so many bytes without any. Throws `model-context-exceeded` where
    /// not even one does.
    func fitting(_ task: WritingTask, frame bytes: Int, of model: ModelName) throws -> WritingTask {
        guard let limit else { return task.keeping(EvidenceBudget.fit(task.evidence, into: budget).count) }
        let room = Int(Double(limit - ModelRequest.tokens(ofBytes: bytes)) / Self.allowance)
        let count = EvidenceBudget.fit(task.evidence, into: min(budget, room)).count
        guard count > 0 || task.evidence.isEmpty else {
            throw BylineError(
                .modelContextExceeded, "\(model) takes \(limit) tokens of prompt, and no passage fits into them.",
                remedy: "Raise maximum_context or maximum_prompt, as far as its server can.",
                cause: ModelFault(.switchModel))
        }
        return task.keeping(count)
    }
}
