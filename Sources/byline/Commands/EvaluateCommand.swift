import ArgumentParser

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure answers and retrieval on questions whose answers are known.",
        discussion: """
            EXAMPLES
              byline evaluate questions.jsonl --corpus vennermouth --show wrong
              byline evaluate answers questions.jsonl --json
              byline evaluate retrieval questions.jsonl --run-out ours.run
              byline evaluate retrieval multihop.jsonl --format multihop-rag
              byline evaluate run qrels.txt theirs.run --metric ndcg@10
              byline evaluate compare qrels.txt old.run new.run --html report.html
              byline evaluate confidence confidences.jsonl

            Without a subcommand, answers are evaluated.
            'byline evaluate answers --help' has the format of the questions.
            """,
        subcommands: [
            EvaluateAnswersCommand.self, EvaluateRetrievalCommand.self, EvaluateRunCommand.self,
            EvaluateCompareCommand.self, EvaluateConfidenceCommand.self,
        ],
        defaultSubcommand: EvaluateAnswersCommand.self)
}
