import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Retrieval
import Store

struct EvaluateRetrievalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieval",
        abstract: "Search for questions whose evidence is known, and measure where it stands.",
        discussion: """
            A passage is a hit when it contains a fact of the question after spaces and newlines are removed from
            both: MultiHop-RAG's own scoring. MRR, Hits@10 and Hits@4 count the first hit; MAP is the sum of the
            facts newly found at each rank ÷ the rank, ÷ the facts (10 at most); recall is the share of the facts
            that was found, and 'all' the share of questions with every fact; each in the first 10 passages.
            Questions without facts are searched for, and left out of the means. Beside them, over all questions,
            whose articles the first 10 passages show: duplicates@10 is the share that tells a story again, sources@10
            the number of independent publishers, credibility@10 the mean belief in their sources. With --articles and
            --qrels also the temporal accuracy: how often the first article that was judged was current (grade 1 or more),
            and its ceiling, the share of the questions that have such an article.

            Formats: 'byline' as 'byline evaluate answers --help' has it, its evidence sentences being the facts;
            'multihop-rag' with qid, query, question_type and evidence_list, each entry with a fact; 'beir' with _id,
            text and perhaps as_of, without facts, for a run to be scored by 'byline evaluate run'.

            EXAMPLES
              byline evaluate retrieval corpora/vennermouth/questions.jsonl --corpus vennermouth
              byline evaluate retrieval multihop.jsonl --format multihop-rag --corpus news --json
              byline evaluate retrieval questions.jsonl --limit 100 --run-out ours.run
              byline evaluate retrieval queries.jsonl --format beir --articles corpus.jsonl --qrels qrels.tsv
              byline evaluate retrieval queries.jsonl --format beir --articles corpus.jsonl --run-out ours.run
              byline evaluate retrieval questions.jsonl --scores-out old.scores --explain-out old.reasons
              byline evaluate retrieval questions.jsonl --baseline old.scores --metric recall@10 --html report.html
              byline evaluate retrieval questions.jsonl --sentences-alone --baseline old.scores
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Option(help: "The form of the file: byline, multihop-rag or beir.")
    var format: QuestionFormat = .byline

    @Option(help: ArgumentHelp("Passages for each question, 10 to 1000.", valueName: "number"))
    var limit: Int = EvidenceScore.depth

    @Option(help: ArgumentHelp("Write the passages in TREC's format; - for the standard output.", valueName: "file"))
    var runOut: String?

    @Option(
        help: ArgumentHelp(
            "The file or folder that the corpus came from: the run then names articles, each once, by the ids that they "
                + "have there.", valueName: "file"))
    var articles: String?

    @Option(help: ArgumentHelp("Grades of articles (TREC's or BEIR's): which were current.", valueName: "file"))
    var qrels: String?

    @Option(
        help: ArgumentHelp(
            "Write the first 10 passages of each question with the signals that put them there.", valueName: "file"))
    var explainOut: String?

    @Option(
        help: ArgumentHelp(
            "Write the values of each question, to compare a later run with; - for the standard output.",
            valueName: "file"))
    var scoresOut: String?

    @Option(
        help: ArgumentHelp(
            "What an earlier --scores-out wrote: compares with it, as 'byline evaluate compare' does; exit code 3 "
                + "where this run is significantly worse.", valueName: "scores"))
    var baseline: String?

    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp("A metric to compare by; may be repeated. Without any, all.", valueName: "name"))
    var metrics: [EvidenceMetric] = []

    @Flag(
        help: ArgumentHelp(
            "Encode each sentence of the candidates alone instead of using the stored vectors, which are pooled from the "
                + "passage's own pass: to measure what these lose. Slow."))
    var sentencesAlone = false

    @Flag(help: "Ask everything once before, so that the times are those of a server that has been running.")
    var warm = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var comparing: ComparisonOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (EvidenceScore.depth...SearchRequest.maximumLimit).contains(limit) else {
            throw ValidationError(
                "--limit is from \(EvidenceScore.depth), which the scoring looks at, to \(SearchRequest.maximumLimit).")
        }
        if qrels != nil, articles == nil {
            throw ValidationError("--qrels speaks of articles: name their file with --articles.")
        }
        if baseline == nil, !metrics.isEmpty || comparing.baselineExplain != nil {
            throw ValidationError("--metric and --baseline-explain are for comparing: name a --baseline.")
        }
        if comparing.explain != nil {
            throw ValidationError("--explain is for runs that were kept: here the search gives its reasons itself.")
        }
        let piped = outputs.count { $0 == "-" }
        if piped > 1 || (piped == 1 && output.json) {
            throw ValidationError("Only one result can go to the standard output: name a file for the others.")
        }
    }

    func run() async throws {
        try await output.reporting {
            let set = try format.read(URL(filePath: questions))
            // Read before anything is written: the same file may be meant for both.
            let earlier = try baseline.map { try ScoreFile.read(URL(filePath: $0)) }
            let reasons = try comparing.baselineExplained()
            let judgements = try qrels.map { try Judgements.read(URL(filePath: $0)) }
            // Before the work, so that a path that cannot be written is told at once.
            let files = try outputs.map { try $0.map(OutputFile.open) }
            let evaluation = try await search(set)
            let names = try articles.map { try DocumentNames(articles: $0, corpus: store.corpus) }
            let run =
                names.map { evaluation.articleRun(tag: Self.system, names: $0) } ?? evaluation.run(tag: Self.system)
            try files[0]?.finish(Data(run.text().utf8))
            try files[1]?.finish(try ExplainedRun(evaluation).data())
            try files[2]?.finish(try ScoreFile.data(ScoreTable(evaluation, system: Self.system)))
            let compared = try earlier.map { earlier in
                let comparison = try Comparison(
                    baseline: earlier, new: ScoreTable(evaluation, system: Self.system),
                    metrics: metrics.map(\.rawValue), seed: comparing.seed)
                let worst = comparison.examined(comparing.worst, baseline: reasons, new: ExplainedRun(evaluation))
                return ComparisonOutput.Result(comparison: comparison, worst: worst)
            }
            let current = judgements.flatMap { judgements in
                names.map { evaluation.temporalAccuracy(judgements, names: $0) }
            }
            try show(evaluation, current, compared, page: files[3])
        }
    }

    /// Where results go, besides the terminal.
    private var outputs: [String?] { [runOut, explainOut, scoresOut, page.html] }

    private static let system = "byline"

    private func search(_ set: [EvidenceQuestion]) async throws -> RetrievalEvaluation {
        let display = ProgressDisplay(isEnabled: !output.json)
        defer { display.finish() }
        return try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) { workbench in
            let searcher = Searcher(
                store: workbench.store, embedders: workbench.embedders, signals: workbench.signals,
                reranker: workbench.reranker, sentences: sentencesAlone ? LoneSentences() : nil)
            let rounds = warm ? 2 : 1
            var evaluation = RetrievalEvaluation([])
            for round in 0..<rounds {
                evaluation = try await RetrievalEvaluation.run(
                    set, with: searcher, corpus: store.corpus, limit: limit
                ) { count in
                    let (done, all) = (round * set.count + count, rounds * set.count)
                    display.show("\(ProgressDisplay.bar(Double(done) / Double(all))) \(done) of \(all) questions")
                }
            }
            return evaluation
        }
    }

    private func show(
        _ evaluation: RetrievalEvaluation, _ current: TemporalAccuracy?, _ compared: ComparisonOutput.Result?,
        page file: FileHandle?
    ) throws {
        let shown = ComparisonOutput(comparing: comparing, page: page, output: output)
        if let file {
            try compared.map { try shown.write($0, to: file) }
                ?? file.finish(Data(EvaluationReport.page(of: articleScores(evaluation)).utf8))
        }
        if output.json {
            let comparison = compared.map { ComparisonSummary($0.comparison, worst: $0.worst, level: comparing.alpha) }
            try JSONOutput.write(RetrievalSummary(evaluation, current: current, comparison: comparison))
        } else if !outputs.contains("-") {
            table(evaluation)
            if let current {
                Terminal.write(
                    String(
                        format: "current article first: %.3f of %d judged questions; ceiling %.3f", current.accuracy,
                        current.questions, current.ceiling))
            }
            times(evaluation)
            if let compared {
                Terminal.write("")
                shown.show(compared)
            }
        }
        try compared.map(shown.judge)
    }

    /// With the measures of whose articles were shown, which a page has room for.
    private func articleScores(_ evaluation: RetrievalEvaluation) -> ScoreTable {
        ScoreTable(evaluation, system: Self.system, articleMetrics: RetrievalEvaluation.articleMetrics)
    }

    private func table(_ evaluation: RetrievalEvaluation) {
        var table = TextTable(heading: [
            "kind", "asked", "scored", "MRR@10", "MAP@10", "Hits@10", "Hits@4", "recall@10", "all@10",
        ])
        for (kind, tally) in evaluation.byKind.sorted(by: { $0.key < $1.key }) + [("all", evaluation.total)] {
            let means = [
                tally.reciprocalRankAt10, tally.averagePrecisionAt10, tally.hitsAt10, tally.hitsAt4,
                tally.evidenceRecallAt10, tally.allEvidenceAt10,
            ]
            table.rows.append(
                [kind, "\(tally.asked)", "\(tally.scored)"]
                    + means.map { tally.scored > 0 ? String(format: "%.3f", $0) : "–" })
        }
        table.write(to: output.terminal)
        let shown = RetrievalEvaluation.articleMetrics.compactMap { metric in
            evaluation.mean(metric).map { "\(metric) \(String(format: "%.3f", $0))" }
        }
        if !shown.isEmpty { Terminal.write("articles shown: \(shown.joined(separator: ", "))") }
    }

    private func times(_ evaluation: RetrievalEvaluation) {
        let times = [50, 95, 99].compactMap { percentile in
            evaluation.searchTime(percentile: Double(percentile) / 100)
                .map { String(format: "%.1f ms (p\(percentile))", $0 / .milliseconds(1)) }
        }
        guard !times.isEmpty else { return }
        Terminal.write(
            output.terminal.dim("a search took \(times.joined(separator: ", ")), apart from encoding the question"))
    }
}

/// The figures, for programs.
private struct RetrievalSummary: Encodable {
    struct Row: Encodable {
        let kind: String
        let means: EvidenceTally
    }

    struct Question: Encodable {
        let id: String
        let kind: String
        /// None where the question has no facts.
        let reciprocalRank: Double?
        let averagePrecision: Double?
        let evidenceRecall: Double?
        let passages: [String]
    }

    let rows: [Row]
    /// Whose articles were shown: the mean of each measure over the questions that have something to measure.
    let shown: [String: Double]
    /// None where nothing says which articles were current.
    let current: TemporalAccuracy?
    let questions: [Question]
    /// In milliseconds, apart from encoding the question; none where nothing was asked.
    let searchP50: Double?
    let searchP95: Double?
    let searchP99: Double?
    /// None where there is no baseline.
    let comparison: ComparisonSummary?

    init(_ evaluation: RetrievalEvaluation, current: TemporalAccuracy?, comparison: ComparisonSummary?) {
        self.current = current
        self.comparison = comparison
        searchP50 = evaluation.searchTime(percentile: 0.5).map { $0 / .milliseconds(1) }
        searchP95 = evaluation.searchTime(percentile: 0.95).map { $0 / .milliseconds(1) }
        searchP99 = evaluation.searchTime(percentile: 0.99).map { $0 / .milliseconds(1) }
        shown = RetrievalEvaluation.articleMetrics.reduce(into: [:]) { $0[$1.description] = evaluation.mean($1) }
        rows = (evaluation.byKind.sorted { $0.key < $1.key } + [("all", evaluation.total)]).map(Row.init)
        questions = evaluation.outcomes.map {
            Question(
                id: $0.question.id, kind: $0.question.kind, reciprocalRank: $0.score?.reciprocalRank,
                averagePrecision: $0.score?.averagePrecision, evidenceRecall: $0.score?.evidenceRecall,
                passages: $0.hits.map(\.passage.chunk.id.rawValue))
        }
    }
}
