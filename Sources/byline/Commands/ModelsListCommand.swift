import ArgumentParser
import Foundation
import Generation
import Store
import Transport

struct ModelsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the models in the order in which they are asked, with the state of their keys.")

    @OptionGroup var models: ModelOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let chain = try ModelsCommand.chain(models, data)
            let spent = try await Self.spending(data, output)
            let bodies = chain.models.map { ModelBody($0, spent: spent[$0.name.description] ?? .zero) }
            if output.json { return try JSONOutput.write(bodies) }
            for (number, body) in bodies.enumerated() { write(body, number: number + 1, currency: chain.currency) }
        }
    }

    private func write(_ body: ModelBody, number: Int, currency: String) {
        let terminal = output.terminal
        func line(_ text: String) { Terminal.write(Terminal.printable("     " + text)) }
        Terminal.write("\(number).  \(terminal.bold(Terminal.printable(body.name)))")
        line("at \(body.baseURL)")
        line("key: \(body.key)")
        line(
            "deadlines: connect \(body.deadlines.connect) s, first token \(body.deadlines.firstToken) s, "
                + "gap \(body.deadlines.gap) s, whole \(body.deadlines.whole) s")
        line("prices of a million tokens: prompt \(body.prices.prompt), answer \(body.prices.answer) \(currency)")
        line("spent today: \(body.spentToday.tokens) tokens, \(body.spentToday.cost) \(currency)")
    }

    /// Of today, as far as there is a data directory already.
    private static func spending(_ data: DataOptions, _ output: OutputOptions) async throws -> [String: Spending] {
        guard FileManager.default.fileExists(atPath: data.directory.path) else { return [:] }
        let store = try await SQLiteStore.open(
            directory: data.directory, logger: Workbench.logger(verbose: output.verbose))
        do {
            let spent = try await store.spending(on: ModelChain.day(Date()))
            await store.close()
            return spent
        } catch {
            await store.close()
            throw error
        }
    }
}

/// A configured model, for programs.
private struct ModelBody: Encodable {
    struct Deadlines: Encodable {
        let connect: Double
        let firstToken: Double
        let gap: Double
        let whole: Double
    }

    struct Prices: Encodable {
        let prompt: Double
        let answer: Double
    }

    struct Spent: Encodable {
        let tokens: Int64
        let cost: Double
    }

    let name: String
    let provider: String
    let model: String
    let baseURL: String
    let key: String
    let hasKey: Bool
    let deadlines: Deadlines
    let prices: Prices
    let spentToday: Spent

    init(_ model: ModelConfiguration, spent: Spending) {
        name = model.name.description
        provider = model.provider.name
        self.model = model.model
        baseURL = model.baseURL.withoutSecrets
        key = model.key.state
        hasKey = model.key.secret != nil
        deadlines = Deadlines(
            connect: model.deadlines.connect / .seconds(1), firstToken: model.deadlines.firstToken / .seconds(1),
            gap: model.deadlines.gap / .seconds(1), whole: model.deadlines.whole / .seconds(1))
        prices = Prices(prompt: model.prices.prompt, answer: model.prices.answer)
        spentToday = Spent(tokens: spent.tokens, cost: ModelCost(nanos: spent.nanos).amount)
    }
}
