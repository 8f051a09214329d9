import ArgumentParser
import Foundation
import Generation
import Logging
import Reasoning
import Store
import Transport

/// Who writes answers: the models of a chain, and the extractive writer behind them.
struct WritingOptions: ParsableArguments {
    @OptionGroup var models: ModelOptions
    @OptionGroup var prompts: PromptOptions

    @Flag(help: "Quote only: ask no language model, even where there is a chain.")
    var extractive = false

    /// The writer, with the client that its models share; the client is to be shut down behind it. Prompts and chain are checked here, so
    /// that a fault shows before anything is asked.
    func writer(
        in data: DataOptions, records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws -> (writer: any AnswerWriter, client: HTTPClient?) {
        let library = try prompts.library(in: data)
        guard !extractive, let configuration = try models.configuration(in: data) else {
            return (ExtractiveWriter(), nil)
        }
        let client = try HTTPClient(logger: logger)
        let chain = ModelChain(configuration, client: client, records: records, logger: logger)
        return (WriterChain(chain, prompts: library), client)
    }
}
