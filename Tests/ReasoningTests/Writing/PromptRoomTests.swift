import Corpus
import Foundation
import Generation
import LoopbackServer
import Testing

@testable import Reasoning

@Suite("Room in a prompt", .timeLimit(.minutes(1)))
struct PromptRoomTests {
    private let articles = (1...8).map { number in
        Evidence.Article(
            source: "Outlet \(number)", title: "Flood inquiry, day \(number)", day: "2025-03-0\(number)",
            sentences: ["Judge Orlane chairs the flood inquiry on day \(number)."])
    }

    private func task() throws -> WritingTask { try Evidence.task("Who chairs the flood inquiry?", articles) }

    private func passages(in prompt: String) -> Int { prompt.components(separatedBy: "</passage>").count - 1 }

    @Test("a model is shown the best passages that its context has room for, with room for its answer")
    func context() async throws {
        let reply = ScriptedReply("Judge Orlane chairs the flood inquiry [1].")
        // The prompt without passages takes most of the 750 tokens that are left for it, and a passage here 41 and a quarter more.
        try await ModelDesk.with(context: 1_000, replying: { _ in reply }) { desk in
            let receiver = ListingReceiver()
            _ = try await desk.writer().write(try task(), to: receiver)
            let request = try #require(desk.server.requests.first)
            #expect((1...7).contains(passages(in: request.prompt)))
            #expect(request.prompt.contains("Outlet 1") && !request.prompt.contains("Outlet 8"))
            guard case .called(let call)? = await receiver.notes.last else { Issue.record("no call"); return }
            #expect(call.passages == passages(in: request.prompt))
        }
        try await ModelDesk.with(context: 100_000, replying: { _ in reply }) { desk in
            _ = try await desk.writer().write(try task(), to: ListingReceiver())
            #expect(desk.server.requests.map { passages(in: $0.prompt) } == [8])
        }
    }

    @Test("a context without room for one passage is an error of the model, and the next writer writes")
    func tooSmall() async throws {
        try await ModelDesk.with(context: 200, replying: { _ in ScriptedReply("Unasked.") }) { desk in
            let error = await #expect(throws: BylineError.self) {
                try await desk.writer().write(try task(), to: ListingReceiver())
            }
            #expect(error?.code == .modelContextExceeded && error?.modelFault?.recovery == .switchModel)
            #expect(error?.message == "openai:m takes 150 tokens of prompt, and no passage fits into them.")
            let receiver = ListingReceiver()
            _ = try await desk.writers().write(try task(), to: receiver)
            #expect(await !receiver.drafts.isEmpty)
            #expect(desk.server.requests.isEmpty)
        }
    }

    @Test("a model that says the prompt was too long is asked again with half the evidence, down to one passage")
    func halves() async throws {
        func script(taking most: Int) -> ScriptedModelServer.Script {
            { request in
                let shown = request.prompt.components(separatedBy: "</passage>").count - 1
                return ScriptedReply(
                    "Judge Orlane chairs the flood inquiry [1].", fault: shown > most ? .contextExceeded : nil)
            }
        }
        try await ModelDesk.with(replying: script(taking: 2)) { desk in
            let receiver = ListingReceiver()
            _ = try await desk.writer().write(try task(), to: receiver)
            #expect(desk.server.requests.map { passages(in: $0.prompt) } == [8, 4, 2])
            #expect(await receiver.drafts.map(\.text) == ["Judge Orlane chairs the flood inquiry."])
        }
        try await ModelDesk.with(replying: script(taking: 0)) { desk in
            let error = await #expect(throws: BylineError.self) {
                try await desk.writer().write(try task(), to: ListingReceiver())
            }
            #expect(error?.code == .modelContextExceeded)
            #expect(desk.server.requests.map { passages(in: $0.prompt) } == [8, 4, 2, 1])
        }
    }

    @Test("a model that goes on and on is not listened to when the answer has its sentences")
    func enough() async throws {
        let endless = (0..<2_000).map { "Fact \($0) is told by the judge [1]." }.joined(separator: " ")
        let reply = ScriptedReply(endless, piecesPerSecond: 200)
        try await ModelDesk.with(replying: { _ in reply }) { desk in
            let receiver = ListingReceiver()
            let begin = ContinuousClock.now
            let outcome = try await desk.writer().write(try task(), to: receiver)
            // All of it would take 80 s.
            #expect(begin.duration(to: .now) < .seconds(20))
            #expect(outcome == .answered(.direct))
            #expect(await receiver.drafts.count == 5)
            guard case .called(let call)? = await receiver.notes.last else { Issue.record("no call"); return }
            #expect(call.report.error == nil && call.report.usage.answerTokens > 0)
        }
    }
}
