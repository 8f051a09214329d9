/// A language model with all that makes it fit for use: a breaker, retries, deadlines, budgets, a cache.
///
/// This is what a writer calls. Make one for each model of a configuration with ``ModelChain``; it is shared by all answers.
public struct GuardedModel: Sendable {
    /// Who it is.
    public var name: ModelName { model.name }
    /// What it can be asked for.
    public var capabilities: ModelCapabilities { model.capabilities }

    let model: any LanguageModel

    /// Asks the model, as ``LanguageModel/complete(_:onText:)`` does, and again where that helps and nothing was handed over yet.
    ///
    /// Never throws: the outcome, an error or the completion, comes with the report of what happened. A cached answer is handed
    /// over in one piece.
    public func call(
        _ request: ModelRequest, budget: AnswerBudget, onText: (String) async throws -> Void
    ) async -> ModelCall {
        fatalError()
    }
}
