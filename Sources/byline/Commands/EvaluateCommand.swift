import ArgumentParser

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure answers and retrieval on questions whose answers are known.",
        discussion: """
            EXAMPLES
              byline evaluate questions.jsonl --corpus vennermouth --show wrong
              byline evaluate answers questions.jsonl --json
              byline evaluate answers questions.jsonl --confidences-out sure.jsonl
              byline evaluate answers questions.jsonl --citations
              byline evaluate retrieval questions.jsonl --run-out ours.run
              byline evaluate retrieval multihop.jsonl --format multihop-rag
              byline evaluate retrieval multihop.jsonl --format multihop-rag --warm
              byline evaluate run qrels.txt theirs.run --metric ndcg@10
              byline evaluate tune questions.jsonl --state tune.state --out weights.json
              byline evaluate tune a.jsonl --set b.jsonl --qrels qrels.txt --pool
              byline evaluate judge ours.run --questions q.jsonl --judge ann --out qrels.txt
              byline evaluate judge --agreement --out qrels.txt
              byline evaluate add q.jsonl --question "Who?" --answer "She" --evidence "She did."
              byline evaluate run qrels.txt new.run --baseline old.run
              byline evaluate compare qrels.txt old.run new.run --queries queries.jsonl --html report.html
              byline evaluate run qrels.txt theirs.run --documents articles.jsonl --metric duplicates@10
              byline evaluate compare old.scores new.scores --alpha 0.01
              byline evaluate retrieval questions.jsonl --scores-out old.scores --explain-out old.reasons
              byline evaluate retrieval queries.jsonl --format beir --articles articles.jsonl --qrels qrels.tsv
              byline evaluate retrieval questions.jsonl --baseline old.scores --baseline-explain old.reasons
              byline evaluate confidence confidences.jsonl
              byline evaluate confidence a.jsonl --fit b.jsonl --measures all.meaning,first.expected
              byline evaluate support corpora/vennermouth/support/pairs.jsonl
              byline evaluate contradictions labels.jsonl --show
              byline evaluate choices choices.jsonl --handed
              byline evaluate times questions.jsonl
              byline evaluate abstention multihop.jsonl --format multihop-rag
              byline evaluate consistency wordings.jsonl --questions questions.jsonl

            With a baseline the exit code is 3 where a metric is significantly worse.
            Without a subcommand, answers are evaluated.
            'byline evaluate answers --help' has the format of the questions.
            """,
        subcommands: [
            EvaluateAnswersCommand.self, EvaluateRetrievalCommand.self, EvaluateRunCommand.self,
            EvaluateCompareCommand.self, EvaluateConfidenceCommand.self, EvaluateTuneCommand.self,
            EvaluateJudgeCommand.self, EvaluateAddCommand.self, EvaluateSupportCommand.self,
            EvaluateContradictionsCommand.self, EvaluateChoicesCommand.self, EvaluateTimesCommand.self,
            EvaluateAbstentionCommand.self, EvaluateConsistencyCommand.self,
        ],
        defaultSubcommand: EvaluateAnswersCommand.self)
}
