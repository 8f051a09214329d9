import ArgumentParser
import Foundation
import Generation
import Logging
import Reasoning
import Store
import Transport

/// Options that say who writes answers.
protocol WritingDeskSource {
    /// Which model of inference is asked about sentences, if any.
    var inference: EntailmentOptions { get }

    /// Who writes and who judges. Prompts and chain are checked here, so that a fault shows before anything is asked.
    func desk(
        in data: DataOptions, records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws -> WritingDesk
}

/// Who writes answers: the models of a chain, and the extractive writer behind them.
struct WritingOptions: ParsableArguments, WritingDeskSource {
    @OptionGroup var models: ModelOptions
    @OptionGroup var prompts: PromptOptions
    @OptionGroup var inference: EntailmentOptions

    @Flag(help: "Quote only: ask no language model, even where there is a chain.")
    var extractive = false

    @Flag(help: "Have the first model of the chain judge every sentence beside the other gates.")
    var judge = false

    func desk(
        in data: DataOptions, records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws -> WritingDesk {
        let library = try prompts.library(in: data)
        guard !extractive, let configuration = try models.configuration(in: data) else { return .extractive }
        return try WritingDesk(configuration, library, judges: judge, records: records, logger: logger)
    }
}

/// Who writes the answers that are measured: nobody but the extractive writer unless a chain is named. Asking a set of questions can
/// cost much, so neither the environment nor the data directory is looked at for a chain.
struct MeasuredWritingOptions: ParsableArguments, WritingDeskSource {
    @Option(
        help: ArgumentHelp(
            "Have the language models of this chain write, as 'byline ask' does; else answers are quoted.",
            valueName: "file"))
    var models: String?

    @Option(
        help: ArgumentHelp("A folder whose files replace built-in prompts of the same name.", valueName: "folder"))
    var prompts: String?

    @OptionGroup var inference: EntailmentOptions

    @Flag(help: "Have the first model of the chain judge every sentence beside the other gates.")
    var judge = false

    func desk(
        in data: DataOptions, records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws -> WritingDesk {
        guard let models else { return .extractive }
        let configuration = try ModelsFileReader.read(URL(filePath: models))
        let library = try PromptLibrary(folder: prompts.map { URL(filePath: $0, directoryHint: .isDirectory) })
        return try WritingDesk(configuration, library, judges: judge, records: records, logger: logger)
    }
}

extension WritingDesk {
    /// A chain over its own connections.
    fileprivate init(
        _ configuration: ModelsConfiguration, _ library: PromptLibrary, judges: Bool,
        records: any SpendingLedger & ModelCallCache, logger: Logger
    ) throws {
        let client = try HTTPClient(logger: logger)
        let chain = ModelChain(configuration, client: client, records: records, logger: logger)
        let judge = judges ? chain.models.first.map { ModelJudgeGate($0, prompts: library) } : nil
        self.init(writer: WriterChain(chain, prompts: library), judge: judge, client: client)
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
