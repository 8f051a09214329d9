@testable import Reasoning

/// Takes down events, and all text of them that a reader sees.
actor EventLog {
    private(set) var events: [AnswerEvent] = []

    func add(_ event: AnswerEvent) { events.append(event) }

    var names: [String] { events.map(\.name) }

    var text: String {
        events.map { event in
            switch event {
            case .delta(_, let text): text
            case .withheld(let sentence): sentence.reason
            case .gate(let finding): finding.verdict.reason ?? ""
            case .completed(let answer), .abstained(let answer):
                answer.text + (answer.reason ?? "") + answer.notes.joined()
            default: ""
            }
        }.joined(separator: "\n")
    }
}
