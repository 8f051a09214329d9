import Foundation
import Generation
import Logging
import LoopbackServer
import Synchronization
import Transport

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A server of scripted models and a client for it.
struct ModelBench: Sendable {
    let server: ScriptedModelServer
    let client: HTTPClient

    /// Ends both after `body`.
    static func with<Result>(
        _ script: @escaping ScriptedModelServer.Script, _ body: (ModelBench) async throws -> Result
    ) async throws -> Result {
        let server = try ScriptedModelServer(script)
        let client = try HTTPClient(logger: quiet)
        do {
            let result = try await body(ModelBench(server: server, client: client))
            server.stop()
            await client.shutdown()
            return result
        } catch {
            server.stop()
            await client.shutdown()
            throw error
        }
    }

    /// A configuration for the server, with a key and deadlines that no test runs into.
    func configuration(
        _ dialect: ModelDialect, model: String = "m", change: (inout ModelConfiguration) -> Void = { _ in }
    ) -> ModelConfiguration {
        let provider =
            switch dialect {
            case .chat: "openai"
            case .anthropic: "anthropic"
            case .gemini: "gemini"
            }
        var configuration = ModelConfiguration(
            provider: ModelProvider.named(provider) ?? ModelProvider.all[0], model: model,
            baseURL: server.baseURL(dialect), key: .found(Secret("sk-very-secret", origin: "a test")),
            deadlines: ModelDeadlines(
                connect: .seconds(20), firstToken: .seconds(20), gap: .seconds(20), whole: .seconds(40)))
        change(&configuration)
        return configuration
    }

    func model(
        _ dialect: ModelDialect, model: String = "m", change: (inout ModelConfiguration) -> Void = { _ in }
    ) -> RemoteModel {
        RemoteModel(configuration(dialect, model: model, change: change), client: client)
    }
}

extension ModelRequest {
    /// A question with a rule.
    static let question = ModelRequest(
        messages: [ModelMessage(.system, "Answer from the evidence."), ModelMessage(.user, "What broke?")],
        maximumTokens: 100)
}

extension LanguageModel {
    /// The whole text of a call, and its completion.
    func text(_ request: ModelRequest = .question) async throws -> (text: String, completion: ModelCompletion) {
        var text = ""
        let completion = try await complete(request, by: nil) { text += $0 }
        return (text, completion)
    }
}

/// Does not sleep, but remembers for how long it should have.
final class RecordedClock: Sendable {
    private let slept = Mutex<[Duration]>([])

    var pauses: [Duration] { slept.withLock { $0 } }

    func clock(random: Double = 0) -> RetryClock {
        RetryClock(
            sleep: { pause in self.slept.withLock { $0.append(pause) } }, random: { random },
            now: { Date(timeIntervalSince1970: 1_795_744_800) })
    }
}
