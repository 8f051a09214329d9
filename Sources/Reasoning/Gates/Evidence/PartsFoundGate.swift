import Retrieval

/// Tells which part of a question of several parts nothing was found on.
public struct PartsFoundGate: Gate {
    public let name = "parts-found"
    public let summary = "Something was found on every part of the question; the answer says which part has nothing."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        let clauses = subject.task.assessment.clauses
        guard clauses.count > 1 else { return .passed }
        let missing = clauses.filter { SufficiencyModel.found($0) < SufficiencyModel.foundThreshold }
        // Where nothing was found on any part, the whole is missing: that is another gate's matter.
        guard !missing.isEmpty, missing.count < clauses.count else { return .passed }
        return .failed("Nothing was found on: \(missing.map { Shortfall.quoted($0.text) }.joined(separator: "; ")).")
    }
}
