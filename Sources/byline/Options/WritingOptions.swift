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
    @OptionGroup var inference: EntailmentOptions

    @Flag(help: "Quote only: ask no language model, even where there is a chain.")
    var extractive = false

    @Flag(help: "Have the first model of the chain judge every sentence beside the other gates.")
    var judge = false

    /// Who writes and who judges. Prompts and chain are checked here, so that a fault shows before anything is asked.
    func desk(
        in data: DataOptions, records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws -> WritingDesk {
        let library = try prompts.library(in: data)
        guard !extractive, let configuration = try models.configuration(in: data) else { return .extractive }
        let client = try HTTPClient(logger: logger)
        let chain = ModelChain(configuration, client: client, records: records, logger: logger)
        let judge = judge ? chain.models.first.map { ModelJudgeGate($0, prompts: library) } : nil
        return WritingDesk(writer: WriterChain(chain, prompts: library), judge: judge, client: client)
    }
}

/// Who writes answers in one command.
struct WritingDesk: Sendable {
    let writer: any AnswerWriter
    let judge: ModelJudgeGate?
    /// Shared by the models; to be shut down behind them.
    let client: HTTPClient?

    static let extractive = WritingDesk(writer: ExtractiveWriter(), judge: nil, client: nil)
}
