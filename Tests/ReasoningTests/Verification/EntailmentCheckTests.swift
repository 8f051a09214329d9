import Synchronization
import Testing

@testable import Reasoning

/// Finds what it is told to find, and remembers what it was asked.
private final class ScriptedJudge: EntailmentJudge {
    private let chance: Double
    private let asked = Mutex<[(hypothesis: String, premises: [String])]>([])

    init(_ chance: Double) { self.chance = chance }

    var questions: [(hypothesis: String, premises: [String])] { asked.withLock { $0 } }

    func contradiction(of hypothesis: String, by premises: [String]) async throws -> [Double] {
        asked.withLock { $0.append((hypothesis, premises)) }
        return premises.map { _ in chance }
    }
}

@Suite("A model of inference beside the verifier")
struct EntailmentCheckTests {
    private static let quote = "The council approved the plan. Work begins in May."

    @Test("refuses from the threshold on, and gives a reason")
    func threshold() async throws {
        let sentence = "The plan fell."
        let above = EntailmentCheck(ScriptedJudge(0.9), threshold: 0.9)
        let below = EntailmentCheck(ScriptedJudge(0.89), threshold: 0.9)
        #expect(try await above.objection(to: sentence, citing: [Self.quote])?.contains("contradict") == true)
        #expect(try await below.objection(to: sentence, citing: [Self.quote]) == nil)
        #expect(try await EntailmentCheck(ScriptedJudge(1)).objection(to: sentence, citing: []) == nil)
    }

    @Test(
        "is not asked about what is quoted word by word",
        arguments: [
            "The council approved the plan.", "Work begins in May.",
            "The council approved the plan.\n Work begins  in May.",
        ])
    func quoted(sentence: String) async throws {
        let judge = ScriptedJudge(1)
        #expect(try await EntailmentCheck(judge).objection(to: sentence, citing: ["Else.", Self.quote]) == nil)
        #expect(judge.questions.isEmpty)
    }

    @Test(
        "is asked about a part of a sentence, which can say the reverse of the whole",
        arguments: ["council approved the plan.", "Work begins", "The council approved the plan. Work", "May.", ""])
    func parts(sentence: String) async throws {
        let judge = ScriptedJudge(1)
        #expect(try await EntailmentCheck(judge).objection(to: sentence, citing: [Self.quote]) != nil)
        #expect(judge.questions.map(\.hypothesis) == [sentence])
    }

    @Test("reads all that is cited together")
    func premises() async throws {
        let judge = ScriptedJudge(0)
        _ = try await EntailmentCheck(judge).objection(to: "The plan fell.", citing: [Self.quote, "It rained."])
        #expect(judge.questions.map(\.premises) == [[Self.quote + "\nIt rained."]])
    }

    @Test("its gate stands behind that of the words, and only where there is a model")
    func catalogue() async throws {
        let gates = GateCatalogue.standard(entailment: EntailmentCheck(ScriptedJudge(1))).sentence.map(\.name)
        let place = try #require(gates.firstIndex(of: "not-contradicted"))
        #expect(gates[place - 1] == "passage-supports")
        #expect(!GateCatalogue.standard().sentence.map(\.name).contains("not-contradicted"))
    }

    @Test("its gate tells the reason, and lets quotes through")
    func gate() async throws {
        let article = Evidence.Article(
            source: "Ledger", title: "Plan approved", day: "2025-03-03", sentences: ["The council approved the plan."])
        let task = try Evidence.task("Was it approved?", [article])
        func verdict(_ text: String) async throws -> Verdict {
            let draft = DraftSentence(text: text, sources: [Quote(evidence: 0, sentences: 0...0)])
            return try await NotContradictedGate(EntailmentCheck(ScriptedJudge(1))).verdict(
                on: CitedSentence(draft: draft, task: task))
        }
        #expect(try await verdict("The plan fell.").outcome == .failed)
        #expect(try await verdict("The plan fell.").reason?.isEmpty == false)
        #expect(try await verdict("The council approved the plan.") == .passed)
    }

    @Test("a verdict that is refused has one objection more and less confidence")
    func refused() async throws {
        let passage = CitedPassage(quote: Self.quote)
        let verdict = try await SupportVerifier().verdict(of: "The council approved the plan.", citing: [passage])
        let refused = verdict.refused(by: EntailmentCheck.name, "No.")
        #expect(verdict.isSupported && !refused.isSupported && refused.objection == "No.")
        #expect(refused.confidence < 0.5 && refused.signals.objections == 1)
        #expect(refused.checks.map(\.name) == SupportVerifier.checkNames + ["entailment"])
    }
}
