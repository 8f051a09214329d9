import ArgumentParser
import Corpus
import Evaluation
import Foundation

struct EvaluateCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two runs on the same questions: what changed, how sure that is, and where.",
        discussion: """
            Two TREC runs against judgements, of whatever systems; or two files of scores that 'byline evaluate
            retrieval' or 'byline evaluate run' wrote by --scores-out. For each metric: the means, the mean
            difference with its 95 % interval (percentile bootstrap over questions, 10,000 resamples), the p-value
            of a paired permutation test (two-sided; exact up to 16 questions that differ), and the questions won,
            equal and lost. Of several metrics, p is corrected by Holm: that is the one that counts. All judged
            questions count; one that a run does not have counts as 0 for it, and is named. The first metric is the
            one of the kinds, of the plots and of the questions that lost most.

            Kinds come from --queries (--format byline or multihop-rag), or from the files of scores. Reasons come
            from --explain and --baseline-explain.

            EXIT CODES
              0   no metric is significantly worse
              3   one is (--metric says which are looked at, --alpha how sure it must be)

            EXAMPLES
              byline evaluate compare qrels.txt old.run new.run
              byline evaluate compare qrels.txt old.run new.run --metric ndcg@10 --alpha 0.01
              byline evaluate compare qrels/test.tsv old.run new.run --queries queries.jsonl --html report.html
              byline evaluate compare old.scores new.scores --json
            """)

    @Argument(
        help: ArgumentHelp(
            "Judgements, the baseline's run and the new run; or two files of scores, the baseline's first.",
            valueName: "files"))
    var files: [String]

    @OptionGroup var scoring: RunScoringOptions
    @OptionGroup var comparing: ComparisonOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (2...3).contains(files.count) else {
            throw ValidationError("Give judgements, the baseline's run and the new run; or two files of scores.")
        }
        if page.html == "-", output.json { throw ValidationError("--html - and --json would be mixed: name a file.") }
    }

    func run() async throws {
        try await output.reporting {
            let urls = files.map { URL(filePath: $0) }
            let result = try urls.count == 3 ? runs(urls[0], urls[1], urls[2]) : scores(urls[0], urls[1])
            try ComparisonOutput(comparing: comparing, page: page, output: output).finish(result, try page.open())
        }
    }

    private func runs(_ judgements: URL, _ baseline: URL, _ new: URL) throws -> ComparisonOutput.Result {
        try RunComparison(
            judgements: try Judgements.read(judgements), baseline: try Run.read(baseline), new: try Run.read(new)
        ).result(scoring, comparing)
    }

    private func scores(_ baseline: URL, _ new: URL) throws -> ComparisonOutput.Result {
        let comparison = try Comparison(
            baseline: try ScoreFile.read(baseline), new: try ScoreFile.read(new),
            metrics: scoring.metrics.map(\.description), seed: comparing.seed)
        let worst = comparison.examined(
            comparing.worst, baseline: try comparing.baselineExplained(), new: try comparing.explained())
        return ComparisonOutput.Result(comparison: comparison, worst: worst)
    }
}
