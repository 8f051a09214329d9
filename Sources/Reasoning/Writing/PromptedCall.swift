public import Generation

/// One call of a language model with the prompt that it answered, for the trace. Holds no key, no address and no evidence.
public struct PromptedCall: Sendable, Hashable, Codable {
    /// The template's name.
    public let prompt: String
    /// Its version.
    public let promptVersion: String
    /// Passages of evidence that it was shown; nil in traces from before they were counted.
    public let passages: Int?
    public let report: ModelCallReport

    public init(prompt: String, promptVersion: String, passages: Int? = nil, report: ModelCallReport) {
        self.prompt = prompt
        self.promptVersion = promptVersion
        self.passages = passages
        self.report = report
    }
}
