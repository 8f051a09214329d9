import ArgumentParser

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure answers and retrieval on questions whose answers are known.",
        discussion: """
            EXAMPLES
              byline evaluate questions.jsonl --corpus vennermouth --show wrong      answers; the same as
              byline evaluate answers questions.jsonl --corpus vennermouth --show wrong
              byline evaluate retrieval questions.jsonl --run-out ours.run           where the evidence stands
              byline evaluate retrieval multihop.jsonl --format multihop-rag --corpus news
              byline evaluate run qrels.txt theirs.run --metric ndcg@10 --metric map

            'byline evaluate answers --help' has the format of the questions.
            """,
        subcommands: [EvaluateAnswersCommand.self, EvaluateRetrievalCommand.self, EvaluateRunCommand.self],
        defaultSubcommand: EvaluateAnswersCommand.self)
}
