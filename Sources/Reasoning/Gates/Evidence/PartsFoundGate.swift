import Retrieval

/// Tells which part of a question of several parts nothing was found on.
public struct PartsFoundGate: Gate {
    public let name = "parts-found"
    public let summary =
        "Something was found on every part of the question and by every outlet that it asks for; the answer says what is missing."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        let clauses = subject.task.assessment.clauses
        let missing = clauses.filter { SufficiencyModel.found($0) < SufficiencyModel.foundThreshold }
        let absent = Sufficiency.absentOutlets(of: subject.task).map(Shortfall.quoted)
        var notes: [String] = []
        // Where nothing was found on any part, the whole is missing: that is another gate's matter.
        if !missing.isEmpty, missing.count < clauses.count {
            notes.append("Nothing was found on: \(missing.map { Shortfall.quoted($0.text) }.joined(separator: "; ")).")
        }
        if !absent.isEmpty { notes.append("The corpus has nothing by \(Shortfall.list(absent, joint: "or")).") }
        return notes.isEmpty ? .passed : .failed(notes.joined(separator: " "))
    }
}
