import Reasoning
import Testing

@testable import Evaluation

@Suite("Times of gates")
struct GateClockTests {
    private struct Slow: Gate {
        let name = "slow"
        let summary = "Lets everything through, late."
        let recovery = Recovery.note

        func verdict(on subject: WrittenAnswer) async throws -> Verdict {
            try await Task.sleep(for: .milliseconds(3))
            return .noted("It took a while.")
        }
    }

    @Test("each gate keeps its name, its verdict and its place, and its time is taken")
    func times() async throws {
        let standard = GateCatalogue.standard()
        let clock = GateClock(standard)
        #expect(clock.gates.entries == standard.entries)
        #expect(clock.byGate.isEmpty)
        let slow = GateClock(GateCatalogue(answer: [Slow()]))
        let gate = try #require(slow.gates.answer.first)
        #expect(slow.gates.entries.map(\.name) == ["slow"] && gate.recovery == .note)
        let task = WritingTask(
            plan: QuestionPlanner().plan("Who?"), whole: .init(question: "Who?", vector: [1]), parts: [], evidence: [],
            maximumSentences: 1)
        let answer = WrittenAnswer(task: task, form: .direct, sentences: [], withheld: [], writer: "test")
        #expect(try await gate.verdict(on: answer) == .noted("It took a while."))
        let times = try #require(slow.byGate.first?.times)
        #expect(times.count == 1 && times.p50 >= 3)
        slow.reset()
        #expect(slow.byGate.isEmpty)
    }
}
