import ArgumentParser
import Corpus
import Embedding
import Evaluation
import Foundation
import Reasoning
import Store

struct EvaluateTimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "times",
        abstract: "Measure how long answers take, to the first sentence and to the end, by stage.",
        discussion: """
            Asks every question by the extractive writer, one after the other, without kept answers, after some that are
            not counted. 'encoding' is what the encoder takes for the question and its parts in one call, measured
            apart: it is a part of retrieve. The second table is by gate, each time that it was asked: those of a sentence
            for every sentence that was offered. A sentence that is quoted word by word needs no verifying; what that
            takes for one in other words, 'byline evaluate support' measures.

            EXAMPLES
              byline evaluate times corpora/vennermouth/questions.jsonl --corpus vennermouth
              byline evaluate times multihop.jsonl --format multihop-rag --json
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Option(help: "The form of the file: byline, multihop-rag or beir.")
    var format: QuestionFormat = .byline

    @Option(help: ArgumentHelp("Questions that are asked before the first one that counts.", valueName: "number"))
    var warmUp: Int = 10

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let set = try format.read(URL(filePath: questions))
            let display = ProgressDisplay(isEnabled: !output.json)
            let (times, encoding, gates) = try await Workbench.with(
                store.data, embedder, ranking: ranking, verbose: output.verbose
            ) { workbench in
                let space = try await workbench.store.activeSpace(of: store.corpus)
                let embedder = try workbench.embedders.embedder(for: space, of: store.corpus)
                let clock = GateClock(workbench.gates)
                let (times, encoding) = try await measure(set, workbench.timedAnswerer(clock), clock, embedder, display)
                return (times, encoding, clock.byGate)
            }
            display.finish()
            let rows =
                [("first sentence", times.firstSentence), ("end", times.end)]
                + times.byStage.map { ($0.stage.rawValue, $0.times) } + [("encoding", encoding)]
            let gateRows = gates.map { ("gate \($0.name)", $0.times) }
            if output.json {
                return try JSONOutput.write(Dictionary(rows + gateRows, uniquingKeysWith: { first, _ in first }))
            }
            table("answers", rows, "%.1f").write(to: output.terminal)
            Terminal.write("")
            table("asked", gateRows, "%.3f").write(to: output.terminal)
        }
    }

    private func table(_ counted: String, _ rows: [(String, AnswerTimes.Percentiles)], _ format: String) -> TextTable {
        var table = TextTable(heading: ["milliseconds", counted, "p50", "p95", "most"])
        for (name, row) in rows {
            table.rows.append(
                [name, "\(row.count)"] + [row.p50, row.p95, row.most].map { String(format: format, $0) })
        }
        return table
    }

    private func measure(
        _ set: [EvidenceQuestion], _ answerer: Answerer, _ clock: GateClock, _ embedder: any Embedder,
        _ display: ProgressDisplay
    ) async throws -> (AnswerTimes, encoding: AnswerTimes.Percentiles) {
        func request(_ question: EvidenceQuestion) -> AnswerRequest {
            AnswerRequest(
                question: question.question, corpus: store.corpus, filter: SearchFilter(asOf: question.asOf))
        }
        for question in set.prefix(max(0, warmUp)) { _ = try await answerer.trace(request(question)) }
        clock.reset()
        var times = AnswerTimes()
        var encoding: [Double] = []
        for (number, question) in set.enumerated() {
            let begin = ContinuousClock.now
            let trace = try await answerer.trace(request(question))
            times.add(trace, milliseconds: begin.duration(to: .now).inMilliseconds)
            let encodingBegin = ContinuousClock.now
            _ = try await embedder.embed(queries: [question.question] + (trace.plan?.parts ?? []))
            encoding.append(encodingBegin.duration(to: .now).inMilliseconds)
            display.show("\(number + 1) of \(set.count) questions")
        }
        return (times, AnswerTimes.Percentiles(encoding))
    }
}

extension Duration {
    fileprivate var inMilliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
