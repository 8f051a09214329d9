import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning
import Retrieval
import Store

struct EvaluateChoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choices",
        abstract: "Ask questions with choices, and count the right ones.",
        discussion: """
            The questions are JSON Lines: {"id","question","choices":["a","b"],"answer","genuine":["outlet"],"as_of"};
            Scripts/convert-news-sets.py news-polluted writes them. Each is asked with its choices, and the answer's own
            choice counts; no answer counts as wrong. 'plain' is what a reader picks who counts words in the passages
            that the answer cites. 'genuine' is the share whose first citation is of an outlet of genuine reports. With
            --handed only those outlets are searched: what the same reader reaches when nothing is fabricated.

            EXAMPLES
              byline evaluate choices choices.jsonl --data polluted
              byline evaluate choices choices.jsonl --data polluted --handed --confidences-out sure.jsonl
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Flag(help: "Search the outlets of genuine reports alone.")
    var handed = false

    @Flag(help: "Show the questions whose choice is wrong.")
    var show = false

    @Option(
        help: ArgumentHelp(
            "Write how sure each choice was and whether it was right there, for 'byline evaluate confidence'.",
            valueName: "file"))
    var confidencesOut: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let set = try ChoiceQuestion.read(URL(filePath: questions))
            let file = try confidencesOut.map(OutputFile.open)
            let display = ProgressDisplay(isEnabled: !output.json)
            var tally = ChoiceTally()
            var stated: [StatedConfidence] = []
            let outcomes = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                workbench in
                var outcomes: [Outcome] = []
                for question in set {
                    outcomes.append(try await ask(question, workbench.plainAnswerer))
                    display.show("\(outcomes.count) of \(set.count) questions")
                }
                return outcomes
            }
            display.finish()
            for (question, outcome) in zip(set, outcomes) {
                let chosen = outcome.answer.choice?.text
                tally.add(question, chosen: chosen, plain: outcome.plain, isGenuine: outcome.isGenuine)
                stated.append(
                    StatedConfidence(
                        id: question.id, confidence: outcome.answer.choice?.share ?? 0,
                        isCorrect: chosen == question.answer, isAnswerable: true))
                if show, chosen != question.answer { self.show(question, outcome.answer) }
            }
            try file?.write(contentsOf: StatedConfidence.lines(stated))
            if output.json { return try JSONOutput.write(tally) }
            table(tally)
        }
    }

    private func show(_ question: ChoiceQuestion, _ answer: Answer) {
        Terminal.write(output.terminal.bold(Terminal.printable("\(question.id) \(question.question)")))
        let picked = answer.choice.map { "\($0.text) (\(String(format: "%.2f", $0.share)))" } ?? "nothing"
        Terminal.write(Terminal.printable("  is \(question.answer); picked \(picked)"))
        let said = answer.sentences.first?.text ?? answer.reason ?? ""
        Terminal.write(output.terminal.dim(Terminal.printable("  \(said)")))
    }

    private func table(_ tally: ChoiceTally) {
        var table = TextTable(heading: ["of \(tally.asked) questions", "count", "share", "95 %"])
        for (name, count) in [
            ("answered", tally.answered), ("genuine", tally.genuine), ("right choice", tally.right),
            ("plain", tally.plain),
        ] {
            let interval = WilsonInterval.interval(count, of: tally.asked)
            table.rows.append([
                name, "\(count)", String(format: "%.3f", tally.share(count)),
                String(format: "%.3f to %.3f", interval.lowerBound, interval.upperBound),
            ])
        }
        table.write(to: output.terminal)
    }

    private struct Outcome {
        let answer: Answer
        /// What the plain reader chose; nil where there is no answer.
        let plain: String?
        let isGenuine: Bool
    }

    private func ask(_ question: ChoiceQuestion, _ answerer: Answerer) async throws -> Outcome {
        var filter = SearchFilter(asOf: question.asOf)
        if handed { filter.sources = Set(question.genuine) }
        let request = AnswerRequest(
            question: question.question, corpus: store.corpus, filter: filter, choices: question.choices)
        let passages = Passages()
        let answer = try await answerer.answer(request) { event in
            if case .evidence(let hits) = event { await passages.take(hits) }
        }
        guard answer.status == .answered else { return Outcome(answer: answer, plain: nil, isGenuine: false) }
        let cited = Set(answer.sentences.flatMap(\.citations))
        let quotes = answer.citations.filter { cited.contains($0.number) }
        let whole = await passages.sentences(of: quotes.map(\.chunk))
        return Outcome(
            answer: answer, plain: question.choices[PlainChoice.choose(question.choices, in: whole)],
            isGenuine: quotes.first.map { question.genuine.contains($0.source) } ?? false)
    }
}

/// The evidence of the question that is being asked.
private actor Passages {
    private var texts: [ChunkID: [String]] = [:]

    func take(_ hits: [Hit]) {
        texts = Dictionary(
            hits.map { ($0.passage.chunk.id, [$0.passage.article.title] + $0.passage.sentenceTexts) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Each passage once, in the order in which it is cited first.
    func sentences(of chunks: [ChunkID]) -> [String] {
        var seen: Set<ChunkID> = []
        return chunks.filter { seen.insert($0).inserted }.flatMap { texts[$0] ?? [] }.filter { !$0.isEmpty }
    }
}
