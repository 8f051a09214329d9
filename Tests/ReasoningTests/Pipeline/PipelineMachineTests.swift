import Testing

@testable import Reasoning

@Suite("Pipeline machine")
struct PipelineMachineTests {
    private static let stages: [Stage.Name] = [.understand, .retrieve, .weigh, .generate]

    private func finding(_ recovery: Recovery, _ verdict: Verdict) -> Finding {
        Finding(gate: "gate", stage: .weigh, recovery: recovery, verdict: verdict)
    }

    @Test("runs every stage once and finishes, and stays finished")
    func straight() {
        var machine = PipelineMachine(stages: Self.stages)
        var actions = [machine.begin()]
        for _ in 0..<6 { actions.append(machine.ended([])) }
        #expect(actions == Self.stages.map { .run($0) } + [.finish, .finish, .finish])
    }

    @Test(
        "a stage's findings decide what follows",
        arguments: [
            (Recovery.abstain, Verdict.failed("no"), PipelineMachine.Action.abstain(reason: "no")),
            (.broaden, .failed("thin"), .broaden(reason: "thin")),
            (.note, .failed("beware"), .run(.generate)),
            (.abstain, .noted("well"), .run(.generate)),
            (.broaden, .passed, .run(.generate)),
        ])
    func decisions(recovery: Recovery, verdict: Verdict, action: PipelineMachine.Action) {
        var machine = PipelineMachine(stages: Self.stages)
        _ = machine.begin()
        _ = machine.ended([])
        _ = machine.ended([])
        #expect(machine.ended([finding(recovery, verdict)]) == action)
    }

    @Test("broadens once, goes on behind the search, then abstains")
    func broadensOnce() {
        var machine = PipelineMachine(stages: Self.stages)
        _ = machine.begin()
        _ = machine.ended([])
        _ = machine.ended([])
        let thin = finding(.broaden, .failed("thin"))
        #expect(machine.ended([thin]) == .broaden(reason: "thin"))
        #expect(machine.isBroadened)
        #expect(machine.ended([]) == .run(.weigh))
        #expect(machine.ended([thin]) == .abstain(reason: "thin"))
        #expect(machine.ended([]) == .abstain(reason: "thin"))
    }

    @Test("what abstains outranks what broadens, whatever their order")
    func abstainingOutranks() {
        for findings in [
            [finding(.broaden, .failed("thin")), finding(.abstain, .failed("no"))],
            [finding(.abstain, .failed("no")), finding(.broaden, .failed("thin"))],
        ] {
            var machine = PipelineMachine(stages: Self.stages)
            _ = machine.begin()
            _ = machine.ended([])
            _ = machine.ended([])
            #expect(machine.ended(findings) == .abstain(reason: "no"))
        }
    }
}

@Suite("Sentence machine")
struct SentenceMachineTests {
    private func finding(_ recovery: Recovery, _ verdict: Verdict = .failed("why")) -> Finding {
        Finding(gate: "gate", stage: .verify, recovery: recovery, verdict: verdict)
    }
    private let refusal = SentenceMachine.Refusal(gate: "gate", reason: "why")

    @Test("releases what passes, and what is only noted")
    func releases() {
        var machine = SentenceMachine()
        #expect(machine.judged([]) == .release)
        #expect(machine.judged([finding(.retry, .passed), finding(.note)]) == .release)
    }

    @Test("retries once, then withholds")
    func retries() {
        var machine = SentenceMachine()
        #expect(machine.judged([finding(.retry)]) == .retry(reason: "why"))
        #expect(machine.judged([finding(.retry)]) == .withhold(refusal))
        #expect(machine.judged([finding(.retry)]) == .retry(reason: "why"))
        #expect(machine.judged([]) == .release)
    }

    @Test("withholds at once where a gate says so")
    func withholds() {
        var machine = SentenceMachine()
        #expect(machine.judged([finding(.withhold)]) == .withhold(refusal))
    }

    @Test("a rejected sentence that nobody corrects is withheld when the writer moves on")
    func movesOn() {
        var machine = SentenceMachine()
        #expect(machine.moveOn() == nil)
        _ = machine.judged([finding(.retry)])
        #expect(machine.moveOn() == refusal)
        #expect(machine.moveOn() == nil)
        #expect(machine.judged([finding(.retry)]) == .retry(reason: "why"))
    }
}
