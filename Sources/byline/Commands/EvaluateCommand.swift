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
<<<<<<< HEAD
              byline evaluate compare qrels.txt old.run new.run --html report.html
              byline evaluate tune questions.jsonl --out weights.json
=======
              byline evaluate tune questions.jsonl --state tune.state --out weights.json
              byline evaluate tune a.jsonl --set b.jsonl --qrels qrels.txt --pool
              byline evaluate judge ours.run --questions q.jsonl --judge ann --out qrels.txt
              byline evaluate judge --agreement --out qrels.txt
              byline evaluate add q.jsonl --question "Who?" --answer "She" --evidence "She did."
>>>>>>> h-tune-2

            Without a subcommand, answers are evaluated.
            'byline evaluate answers --help' has the format of the questions.
            """,
        subcommands: [
            EvaluateAnswersCommand.self, EvaluateRetrievalCommand.self, EvaluateRunCommand.self,
<<<<<<< HEAD
            EvaluateCompareCommand.self, EvaluateTuneCommand.self,
=======
            EvaluateTuneCommand.self,
            EvaluateJudgeCommand.self, EvaluateAddCommand.self,
>>>>>>> h-tune-2
        ],
        defaultSubcommand: EvaluateAnswersCommand.self)
}
