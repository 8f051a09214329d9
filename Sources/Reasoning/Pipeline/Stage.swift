/// A step of the way from question to answer: a value that names what it does, the prompts that it may use and the gates that
/// must let its result through.
public struct Stage: Sendable {
    /// In the order in which they run.
    public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
        case understand
        case retrieve
        case weigh
        case compose
        case generate
        case verify
        case answer
    }

    public let name: Name
    /// A sentence that says what it does.
    public let purpose: String
    /// Names of prompt templates; empty for a stage that never asks a model.
    public let prompts: [String]

    public init(_ name: Name, purpose: String, prompts: [String] = []) {
        self.name = name
        self.purpose = purpose
        self.prompts = prompts
    }
}

/// Stages in their order, with the gates between them.
public struct Pipeline: Sendable {
    public let stages: [Stage]
    public let gates: GateCatalogue

    public init(stages: [Stage] = Pipeline.standardStages, gates: GateCatalogue = .standard()) {
        self.stages = stages
        self.gates = gates
    }

    /// question → plan → evidence → weighed evidence → composition → sentences → verified sentences → answer.
    public static let standardStages = [
        Stage(
            .understand,
            purpose: "Finds out what is asked: the kind of answer, names, times, and the questions inside the question."
        ),
        Stage(
            .retrieve, purpose: "Searches for the whole question and for each of its parts, and joins what was found."),
        Stage(
            .weigh,
            purpose:
                "Judges the evidence: whether it suffices, where it contradicts itself, whether it carries instructions."
        ),
        Stage(.compose, purpose: "Chooses the evidence that fits into the writer's budget, weakest left out first."),
        Stage(
            .generate, purpose: "Writes sentences, each with the places that it rests on.",
            prompts: ["generate", "repair"]),
        Stage(
            .verify, purpose: "Holds each sentence against the passages that it cites before a reader sees it.",
            prompts: ["judge"]),
        Stage(.answer, purpose: "Looks at the whole: whether it answers what was asked, and how sure it is."),
    ]
}
