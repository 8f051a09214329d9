import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning
import Retrieval
import Store

struct EvaluateContradictionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contradictions",
        abstract: "Count how many known contradictions answers name with both sides.",
        discussion: """
            The labels are JSON Lines: {"id","question","kind","contradiction","sides":[{"url","sentence","value"},…],
            "as_of"}. Each question is asked; a contradiction is named where the answer names both its sides, with
            their articles. The pair alone is tried as well: the two labelled passages and nothing else. Half of the
            labels, by a hash of their ids, are held out: nothing was tuned on them.

            EXAMPLES
              byline evaluate contradictions corpora/vennermouth/contradictions.jsonl --corpus vennermouth
              byline evaluate contradictions labels.jsonl --show
            """)

    @Argument(help: "The file with the labels.")
    var labels: String

    @Flag(help: "Show what was missed, what was named of a control, and what no label has.")
    var show = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let set = try LabelledContradiction.read(URL(filePath: labels))
            let display = ProgressDisplay(isEnabled: !output.json)
            let evaluation = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                workbench in
                var outcomes: [ContradictionEvaluation.Outcome] = []
                let answerer = workbench.plainAnswerer
                let searcher = workbench.searcher
                for label in set {
                    let request = AnswerRequest(
                        question: label.question, corpus: store.corpus, filter: SearchFilter(asOf: label.asOf))
                    outcomes.append(
                        .init(
                            label: label, answer: try await answerer.answer(request),
                            isPairNamed: try await isNamed(label, request, searcher)))
                    display.show("\(outcomes.count) of \(set.count) labels")
                }
                return ContradictionEvaluation(outcomes)
            }
            display.finish()
            if output.json { return try JSONOutput.write(ContradictionSummary(evaluation)) }
            if show { showFaults(of: evaluation) }
            table(evaluation)
        }
    }

    /// Whether the two passages of a label, alone, are found to contradict each other.
    private func isNamed(
        _ label: LabelledContradiction, _ request: AnswerRequest, _ searcher: Searcher
    ) async throws -> Bool? {
        var hits: [Hit] = []
        for side in label.sides {
            let search = SearchRequest(
                question: side.sentence, corpus: request.corpus, filter: request.filter, limit: 20)
            let found = try await searcher.search(search).hits.first { hit in
                hit.passage.article.url == side.url && hit.passage.sentenceTexts.contains(side.sentence)
            }
            guard let found else { return nil }
            hits.append(found.ranked(hits.count + 1))
        }
        let plan = QuestionPlanner().plan(label.question)
        let search = SearchRequest(question: label.question, corpus: request.corpus, filter: request.filter, limit: 1)
        let vector = try await searcher.search(search).questionVector
        let task = WritingTask(
            plan: plan, whole: .init(question: label.question, vector: vector), parts: [], evidence: hits,
            maximumSentences: request.maximumSentences)
        return ContradictionFinder().contradictions(in: task).contains { named in
            label.sides.enumerated().allSatisfy { index, side in
                named.sides.contains { named in
                    named.quotes.contains { quote in
                        guard quote.evidence == index else { return false }
                        let text = hits[index].passage.sentenceTexts[quote.sentences.lowerBound]
                        return label.kind == .polarity || text == side.sentence
                            || text.lowercased().contains(side.value.lowercased())
                    }
                }
            }
        }
    }

    private func showFaults(of evaluation: ContradictionEvaluation) {
        for outcome in evaluation.outcomes {
            let label = outcome.label
            var faults: [String] = []
            if label.contradiction, !outcome.isNamed { faults.append("not named by the answer") }
            if label.contradiction, outcome.isPairNamed != true { faults.append("not found between the two passages") }
            if !label.contradiction, outcome.isNamed { faults.append("named by the answer") }
            if !label.contradiction, outcome.isPairNamed == true { faults.append("found between the two passages") }
            let others = evaluation.unlabelled(outcome)
            guard !faults.isEmpty || !others.isEmpty else { continue }
            let half = label.isHeldOut ? "held out" : "tuning"
            Terminal.write(output.terminal.bold("\(label.id) \(label.kind.rawValue) (\(half)): \(label.question)"))
            for fault in faults { Terminal.write("  \(fault)") }
            for other in others { Terminal.write("  no label has: " + Terminal.printable(other.summary)) }
        }
    }

    private func table(_ evaluation: ContradictionEvaluation) {
        var table = TextTable(heading: [
            "labels", "contradict", "named", "recall", "claims", "precision", "pair recall", "pair precision",
            "controls",
            "named",
        ])
        for (name, tally) in ContradictionSummary.tallies(of: evaluation) {
            table.rows.append(
                [name, "\(tally.contradictions)", "\(tally.named)", decimals(tally.recall), "\(tally.claims)"]
                    + [tally.precision, tally.pairRecall, tally.pairPrecision].map(decimals)
                    + ["\(tally.controls)", "\(tally.controlPairsNamed)"])
        }
        table.write(to: output.terminal)
    }

    private func decimals(_ value: Double) -> String { String(format: "%.3f", value) }
}

/// The figures, for programs.
private struct ContradictionSummary: Encodable {
    struct Row: Encodable {
        let labels: String
        let tally: ContradictionEvaluation.Tally
        let recall: Double
        let precision: Double
        let pairRecall: Double
        let pairPrecision: Double
    }

    let rows: [Row]

    init(_ evaluation: ContradictionEvaluation) {
        rows = Self.tallies(of: evaluation).map { name, tally in
            Row(
                labels: name, tally: tally, recall: tally.recall, precision: tally.precision,
                pairRecall: tally.pairRecall, pairPrecision: tally.pairPrecision)
        }
    }

    /// By kind, by half, and of all.
    static func tallies(of evaluation: ContradictionEvaluation) -> [(String, ContradictionEvaluation.Tally)] {
        Contradiction.Kind.allCases.map { kind in (kind.rawValue, evaluation.tally { $0.kind == kind }) }
            + [
                ("tuning half", evaluation.tally { !$0.isHeldOut }),
                ("held-out half", evaluation.tally { $0.isHeldOut }), ("all", evaluation.tally()),
            ]
    }
}
