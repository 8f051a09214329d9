import ArgumentParser
import Corpus
import Foundation
import Generation
import Transport

struct ModelsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask each model for a word, and say what comes.",
        discussion: """
            Each model gets one small request, which may cost a fraction of a cent: no retries, no cache. The exit code is 3
            where a model does not answer.
            """)

    @OptionGroup var models: ModelOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let chain = try ModelsCommand.chain(models, data)
            let client = try HTTPClient(logger: Workbench.logger(verbose: output.verbose))
            var checks: [ModelCheck] = []
            for model in chain.models {
                let check = await ModelCheck.run(RemoteModel(model, client: client))
                if !output.json { write(check) }
                checks.append(check)
            }
            await client.shutdown()
            if output.json { try JSONOutput.write(checks) }
            if checks.contains(where: { $0.error != nil }) { throw ExitCode.incomplete }
        }
    }

    private func write(_ check: ModelCheck) {
        let terminal = output.terminal
        let name = terminal.bold(Terminal.printable(check.name))
        guard let error = check.error else {
            let model = check.reportedModel.map { ", as \($0)" } ?? ""
            let usage = check.usage.map { ", \($0.promptTokens) + \($0.answerTokens) tokens" } ?? ""
            let times = String(
                format: "first word after %.2f s, all after %.2f s", check.firstText ?? 0, check.duration)
            return Terminal.write("\(name): answers\(Terminal.printable(model)); \(times)\(usage)")
        }
        Terminal.write("\(name): \(terminal.warning("does not answer")) (\(error.code))")
        Terminal.write(Terminal.printable("  \(error.message)"))
        if let detail = error.detail { Terminal.write(Terminal.printable("  cause: \(detail)")) }
        Terminal.write(Terminal.printable("  remedy: \(error.remedy)"))
    }
}

/// What came of asking a model, for programs.
private struct ModelCheck: Encodable {
    struct Failure: Encodable {
        let code: String
        let message: String
        let remedy: String
        let detail: String?
    }

    let name: String
    var reportedModel: String?
    var firstText: Double?
    var duration = 0.0
    var usage: ModelUsage?
    var error: Failure?

    static func run(_ model: RemoteModel) async -> ModelCheck {
        var check = ModelCheck(name: model.name.description)
        let start = ContinuousClock.now
        // Room for models that think before they speak.
        let request = ModelRequest(messages: [ModelMessage(.user, "Reply with the word OK.")], maximumTokens: 512)
        do {
            let completion = try await model.complete(request, by: nil) { _ in
                check.firstText = check.firstText ?? start.duration(to: .now) / .seconds(1)
            }
            check.reportedModel = completion.reportedModel
            check.usage = completion.usage
        } catch {
            let known = error as? BylineError
            check.error = Failure(
                code: known?.code.rawValue ?? "cancelled", message: known?.message ?? "The check was cancelled.",
                remedy: known?.remedy ?? "Run it again.", detail: known?.modelFault.map { "\($0)" })
        }
        check.duration = start.duration(to: .now) / .seconds(1)
        return check
    }
}
