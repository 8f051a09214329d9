/// A question in two steps: what was found on a description names it, and the question is asked on with that name.
struct Bridge: Sendable {
    /// As it was searched first.
    let description: WritingTask.Part
    /// What the evidence calls the thing that is described.
    let name: BridgeName
    /// The question with the name in the place of the description.
    let onward: WritingTask.Part

    /// For a trace.
    var search: BridgedSearch {
        BridgedSearch(description: description.question, name: name.text, question: onward.question)
    }
}

/// A second search, as a trace shows it.
public struct BridgedSearch: Sendable, Hashable, Codable {
    /// What the question describes without naming it.
    public let description: String
    /// What the evidence of the first search calls it.
    public let name: String
    /// What was searched with that name.
    public let question: String

    public init(description: String, name: String, question: String) {
        self.description = description
        self.name = name
        self.question = question
    }
}
