import ArgumentParser
import Evaluation
import Foundation

/// Shows a comparison in the forms that were asked for, and says by the exit code whether something got worse.
struct ComparisonOutput {
    struct Result {
        let comparison: Comparison
        let worst: [ExaminedQuestion]
    }

    let comparing: ComparisonOptions
    let page: PageOptions
    let output: OutputOptions

    /// Throws exit code 3 where a metric is significantly worse.
    func finish(_ result: Result, _ file: FileHandle?) throws {
        try write(result, to: file)
        if page.html != "-" {
            if output.json {
                try JSONOutput.write(ComparisonSummary(result.comparison, worst: result.worst, level: comparing.alpha))
            } else {
                show(result)
            }
        }
        try judge(result)
    }

    func write(_ result: Result, to file: FileHandle?) throws {
        try file?.finish(
            Data(EvaluationReport.page(of: result.comparison, worst: result.worst, level: comparing.alpha).utf8))
    }

    func show(_ result: Result) {
        ComparisonPrinter(terminal: output.terminal, level: comparing.alpha).show(
            result.comparison, worst: result.worst)
    }

    func judge(_ result: Result) throws {
        if !result.comparison.significantlyWorse(level: comparing.alpha).isEmpty { throw ExitCode.incomplete }
    }
}

/// Two runs against the same judgements.
struct RunComparison {
    let judgements: Judgements
    let baseline: Run
    let new: Run

    func result(_ scoring: RunScoringOptions, _ comparing: ComparisonOptions) throws -> ComparisonOutput.Result {
        let labels = try scoring.labels()
        func table(_ run: Run) throws -> ScoreTable {
            try scoring.score(run, judgements, labels: labels).table
        }
        let comparison = try Comparison(
            baseline: try table(baseline), new: try table(new), metrics: scoring.metrics.map(\.description),
            seed: comparing.seed)
        let worst = comparison.examined(
            comparing.worst,
            baseline: ExplainedRun(baseline, judgements: judgements, explained: try comparing.baselineExplained()),
            new: ExplainedRun(new, judgements: judgements, explained: try comparing.explained()))
        return ComparisonOutput.Result(comparison: comparison, worst: worst)
    }
}
