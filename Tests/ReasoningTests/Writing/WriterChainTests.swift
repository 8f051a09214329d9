import Generation
import LoopbackServer
import Testing

@testable import Reasoning

@Suite("Chain of writers", .timeLimit(.minutes(2)))
struct WriterChainTests {
    /// Faults after which the text is whole all the same.
    private static let harmless: Set<ModelServerFault> = [.mixedLineEnds, .splitUTF8, .duplicateEvents, .otherModel]

    @Test(
        "whatever a model does, there is an answer, by the next writer where it must be",
        arguments: ModelServerFault.allCases)
    func faults(fault: ModelServerFault) async throws {
        try await Newsroom.with { newsroom in
            let reply = ScriptedReply("Judge Ekdal chairs the flood inquiry [1].", fault: nil)
            try await ModelDesk.with(
                models: ["fault-\(fault.rawValue)"], deadline: .milliseconds(300), replying: { _ in reply }
            ) { desk in
                let answer = try await newsroom.answerer(try desk.writers(), keeps: false)
                    .answer(AnswerRequest(question: "Who chairs the flood inquiry?"))
                #expect(answer.status == .answered, "\(answer.reason ?? "")")
                #expect(answer.text.contains("Ekdal"))
                if answer.writer == "extractive" {
                    #expect(answer.switches.map(\.to) == ["extractive"])
                    #expect(!answer.switches[0].reason.isEmpty)
                } else {
                    #expect(
                        Self.harmless.contains(fault) || answer.switches.isEmpty == false
                            || answer.writer == "openai:fault-\(fault.rawValue)")
                }
            }
        }
    }

    @Test("asks models in their order, and says who wrote")
    func order() async throws {
        try await Newsroom.with { newsroom in
            let script: ScriptedModelServer.Script = { _ in ScriptedReply("Judge Ekdal chairs the flood inquiry [1].") }
            try await ModelDesk.with(.gemini, models: ["fault-503", "fault-429", "good"], replying: script) { desk in
                let answer = try await newsroom.answerer(try desk.writers())
                    .answer(AnswerRequest(question: "Who chairs the flood inquiry?"))
                #expect(answer.writer == "gemini:good")
                #expect(answer.switches.map(\.from) == ["gemini:fault-503", "gemini:fault-429"])
                #expect(answer.sentences.map(\.text) == ["Judge Ekdal chairs the flood inquiry."])
            }
        }
    }

    @Test("nothing that failed its gates reaches the reader; the next writer answers")
    func allWithheld() async throws {
        try await Newsroom.with { newsroom in
            let script: ScriptedModelServer.Script = { _ in ScriptedReply("The moon chairs it [77].") }
            try await ModelDesk.with(replying: script) { desk in
                let events = EventLog()
                let answer = try await newsroom.answerer(try desk.writers())
                    .answer(AnswerRequest(question: "Who chairs the flood inquiry?")) { await events.add($0) }
                #expect(answer.writer == "extractive" && answer.withheld.count == 1)
                #expect(await !events.text.contains("moon"))
                #expect(await events.names.contains("withheld"))
                #expect(await events.names.contains("model.switched"))
            }
        }
    }
}
