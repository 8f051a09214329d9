import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Retrieval
import Store

struct EvaluateTuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Fit the weights of the ranking signals to questions whose evidence is known.",
        discussion: """
            Searches deep for each question, keeps what every signal says of every candidate, and then moves one
            weight at a time to where the objective is largest (coordinate ascent), from the weights as they are
            and from points of chance. The objective is a measure, or a sum with shares: mrr@10, map@10, hits@10,
            hits@4, recall@10, all@10, ndcg@10. A passage counts as in 'byline evaluate retrieval'; with --qrels,
            by its grade.

            What to expect of new questions is in the rows 'held out': each question is measured by weights that
            were fitted without it. Training figures are always too good. 'Loss' is what the held-out objective
            loses without a signal: at weight 0, and tuned again without it, with 95 % intervals. A signal that
            never tells two candidates of a question apart keeps its weight.

            --set adds sets: each is tuned on alone too and tested on the others. It is a file of the same corpus and
            format, or corpus:format:file. With --pool the weights are fitted to all of them together.

            With --state, a tuning that was stopped or killed goes on where it was, and ends with the same file of
            weights. What was kept of other questions, or of a corpus or program that has changed, is dropped.

            EXAMPLES
              byline evaluate tune questions.jsonl --corpus vennermouth --out weights.json
              byline evaluate tune multihop.jsonl --format multihop-rag --objective mrr@10+recall@10 --state tune.state
              byline evaluate tune a.jsonl --corpus a --set b:multihop-rag:b.jsonl --pool --out weights.json
              byline search "stadium cost" --weights weights.json --explain
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Option(help: "The form of the file: byline, multihop-rag or beir.")
    var format: QuestionFormat = .byline

    @Option(help: ArgumentHelp("Grades of passages (TREC's or BEIR's), instead of facts.", valueName: "file"))
    var qrels: String?

    @Option(name: .customLong("set"), help: ArgumentHelp("A further set; may be repeated.", valueName: "set"))
    var sets: [NamedQuestionSet] = []

    @Flag(help: "Fit the weights to all sets together, each counting the same.")
    var pool = false

    @Option(help: ArgumentHelp("What is to be large.", valueName: "measures"), transform: { try TuningObjective($0) })
    var objective: TuningObjective = .standard

    @Option(help: ArgumentHelp("Folds of the cross-validation, 2 to 50.", valueName: "number"))
    var folds: Int = 5

    @Option(help: ArgumentHelp("The same seed gives the same weights.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Ascents from points of chance, 0 to 100.", valueName: "number"))
    var restarts: Int = 3

    @Option(help: ArgumentHelp("Candidates of each question, 10 to 1000.", valueName: "number"))
    var depth: Int = FeatureCollector.standardDepth

    @Option(
        name: .customLong("keep"),
        help: ArgumentHelp("A signal whose weight stays as it is; may be repeated.", valueName: "signal"))
    var kept: [String] = []

    @Flag(help: "Let weights be negative.")
    var allowNegative = false

    @Flag(help: "Do not tune again without each signal: quicker.")
    var noAblation = false

    @Option(help: ArgumentHelp("Write the weights there; - for the standard output.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Keep what was found so far there, and go on from it.", valueName: "file"))
    var state: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (2...50).contains(folds) else { throw ValidationError("--folds is from 2 to 50.") }
        guard (0...100).contains(restarts) else { throw ValidationError("--restarts is from 0 to 100.") }
        guard (EvidenceScore.depth...SearchRequest.maximumLimit).contains(depth) else {
            throw ValidationError("--depth is from \(EvidenceScore.depth) to \(SearchRequest.maximumLimit).")
        }
        if format == .beir, qrels == nil {
            throw ValidationError("--format beir needs --qrels: queries have no facts.")
        }
        if pool, sets.isEmpty { throw ValidationError("--pool needs a second set: --set FILE.") }
        if out == "-", output.json { throw ValidationError("--out - and --json would be mixed: name a file.") }
    }

    func run() async throws {
        try await output.reporting {
            let sets = try tuningSets()
            let display = ProgressDisplay(isEnabled: !output.json)
            let (catalogue, inputs, state) = try await Workbench.with(
                store.data, embedder, ranking: ranking, verbose: output.verbose
            ) { try await collect(sets, with: $0, display) }
            let tuner = try WeightTuner(catalogue, inputs, settings: settings)
            let report = try tuner.run(state: state) { done, all in
                display.show("\(ProgressDisplay.bar(Double(done) / Double(all))) \(done) of \(all) steps")
            }
            display.finish()
            let weights = SignalWeights(report.tuned, allowsNegative: allowNegative, origin: origin(report))
            if let out {
                let file = try OutputFile.open(out)
                try file.write(contentsOf: try weights.data())
                try file.synchronizeIfFile()
                if out == "-" { return }
            }
            if output.json { return try JSONOutput.write(report) }
            TuningPrinter(terminal: output.terminal, report: report).show()
        }
    }

    private var settings: WeightTuner.Settings {
        var settings = WeightTuner.Settings()
        settings.objective = objective
        settings.folds = folds
        settings.seed = seed
        settings.restarts = restarts
        settings.allowsNegative = allowNegative
        settings.kept = Set(kept)
        settings.pools = pool
        settings.ablates = !noAblation
        return settings
    }

    /// The first is the one that is tuned on; the grades are of its questions.
    private func tuningSets() throws -> [TuningSet] {
        let judgements = try qrels.map { try Judgements.read(URL(filePath: $0)) }
        let first = TuningSet(
            name: URL(filePath: questions).lastPathComponent, corpus: store.corpus,
            questions: try format.read(URL(filePath: questions)), judgements: judgements)
        let others = try sets.map { set in
            let corpus = set.corpus ?? store.corpus
            return TuningSet(
                name: "\(corpus):\(URL(filePath: set.file).lastPathComponent)", corpus: corpus,
                questions: try (set.format ?? format).read(URL(filePath: set.file)))
        }
        return [first] + others
    }

    private func collect(
        _ sets: [TuningSet], with workbench: Workbench, _ display: ProgressDisplay
    ) async throws -> (SignalCatalogue, [WeightTuner.Input], TuningState) {
        let collector = FeatureCollector(searcher: workbench.searcher, depth: depth)
        var identifiers: [TuningState.SetID] = []
        for set in sets { identifiers.append(try await collector.identifier(of: set)) }
        let state = try self.state.map { try TuningState(URL(filePath: $0), for: identifiers) } ?? TuningState()
        if state.stale > 0, !output.json {
            Terminal.writeError(
                "The state was of other questions, or the corpus or the signals have changed: begun anew.")
        }
        var inputs: [WeightTuner.Input] = []
        for (set, id) in zip(sets, identifiers) {
            let all = Double(max(1, set.questions.count))
            let features = try await collector.collect(set, as: id, state: state) { count in
                display.show(
                    "\(ProgressDisplay.bar(Double(count) / all)) \(count) of \(set.questions.count) questions of \(set.name)"
                )
            }
            inputs.append((set, id, features))
        }
        return (workbench.signals, inputs, state)
    }

    private func origin(_ report: TuningReport) -> SignalWeights.Origin {
        var figures: [String: Double] = [:]
        for (name, row) in [("current", report.current), ("training", report.training), ("held-out", report.heldOut)] {
            for (measure, value) in row.measures { figures["\(name) \(measure)"] = (value * 1e6).rounded() / 1e6 }
        }
        return SignalWeights.Origin(
            questions: pool ? report.sets : [report.sets[0]], objective: report.objective, folds: folds, seed: seed,
            figures: figures)
    }
}
