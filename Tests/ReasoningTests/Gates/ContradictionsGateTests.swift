import Testing

@testable import Reasoning

@Suite("Gate: contradictions")
struct ContradictionsGateTests {
    @Test("names what was found, and lets the answer go on")
    func named() throws {
        var task = try Evidence.task("How many ships?", [])
        let gate = ContradictionsGate()
        #expect(gate.verdict(on: WeighedEvidence(task: task, isBroadened: false)) == .passed)
        let place = Quote(evidence: 0, sentences: 0...0)
        task.contradictions = [
            Contradiction(
                kind: .number, matter: "the number",
                sides: [
                    .init(statement: "There were 47 ships.", value: "47", outlets: ["Post"], quotes: [place]),
                    .init(statement: "There were 53 ships.", value: "53", outlets: ["Radio", "Sun"], quotes: [place]),
                ])
        ]
        let verdict = gate.verdict(on: WeighedEvidence(task: task, isBroadened: false))
        #expect(verdict.outcome == .noted && gate.recovery == .note)
        #expect(verdict.reason == "Sources disagree on the number: Post says 47; Radio, Sun say 53.")
    }

    @Test("forgets contradictions whose passages were left out of a prompt")
    func leftOut() throws {
        let article = Evidence.Article(source: "Post", title: "Ships", day: "2025-09-24", sentences: ["47 ships left."])
        var task = try Evidence.task("How many ships?", [article, article])
        let sides = (0...1).map {
            Contradiction.Side(
                statement: "47 ships left.", value: "\($0)", outlets: ["Post"],
                quotes: [Quote(evidence: $0, sentences: 0...0)])
        }
        task.contradictions = [Contradiction(kind: .number, matter: "the number", sides: sides)]
        #expect(task.keeping(2).contradictions.count == 1)
        #expect(task.keeping(1).contradictions.isEmpty)
    }
}
