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
            Questions without facts are searched for, and left out of the means.

            Formats: 'byline' as 'byline evaluate answers --help' has it, its evidence sentences being the facts;
            'multihop-rag' with qid, query, question_type and evidence_list, each entry with a fact; 'beir' with _id
            and text, without facts, for a run to be scored by 'byline evaluate run'.

            EXAMPLES
              byline evaluate retrieval corpora/vennermouth/questions.jsonl --corpus vennermouth
              byline evaluate retrieval multihop.jsonl --format multihop-rag --corpus news --json
              byline evaluate retrieval questions.jsonl --limit 100 --run-out ours.run
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Option(help: "The form of the file: byline, multihop-rag or beir.")
    var format: QuestionFormat = .byline

    @Option(help: ArgumentHelp("Passages for each question, 10 to 1000.", valueName: "number"))
    var limit: Int = EvidenceScore.depth

    @Option(help: ArgumentHelp("Write the passages in TREC's format; - for the standard output.", valueName: "file"))
    var runOut: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (EvidenceScore.depth...SearchRequest.maximumLimit).contains(limit) else {
            throw ValidationError(
                "--limit is from \(EvidenceScore.depth), which the scoring looks at, to \(SearchRequest.maximumLimit).")
        }
        if runOut == "-", output.json { throw ValidationError("--run-out - and --json would be mixed: name a file.") }
    }

    func run() async throws {
        try await output.reporting {
            let set = try format.read(URL(filePath: questions))
            // Before the work, so that a path that cannot be written is told at once.
            let file = try runOut.map(OutputFile.open)
            let display = ProgressDisplay(isEnabled: !output.json)
            let evaluation = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                workbench in
                try await RetrievalEvaluation.run(
                    set, with: workbench.searcher, corpus: store.corpus, limit: limit
                ) { count in
                    display.show(
                        "\(ProgressDisplay.bar(Double(count) / Double(set.count))) \(count) of \(set.count) questions")
                }
            }
            display.finish()
            if let file {
                try file.write(contentsOf: Data(evaluation.run(tag: "byline").text().utf8))
                try file.synchronizeIfFile()
                if runOut == "-" { return }
            }
            if output.json { return try JSONOutput.write(RetrievalSummary(evaluation)) }
            table(evaluation)
        }
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
    let questions: [Question]

    init(_ evaluation: RetrievalEvaluation) {
        rows = (evaluation.byKind.sorted { $0.key < $1.key } + [("all", evaluation.total)]).map(Row.init)
        questions = evaluation.outcomes.map {
            Question(
                id: $0.question.id, kind: $0.question.kind, reciprocalRank: $0.score?.reciprocalRank,
                averagePrecision: $0.score?.averagePrecision, evidenceRecall: $0.score?.evidenceRecall,
                passages: $0.hits.map(\.passage.chunk.id.rawValue))
        }
    }
}
