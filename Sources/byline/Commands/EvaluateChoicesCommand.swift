import ArgumentParser
import Corpus
import Embedding
import Evaluation
import Foundation
import Reasoning
import Retrieval
import Store

struct EvaluateChoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choices",
        abstract: "Ask questions with given choices, and pick by what the answers cite.",
        discussion: """
            The questions are JSON Lines: {"id","question","choices":["a","b"],"answer","genuine":["outlet"],"as_of"};
            Scripts/convert-news-sets.py news-polluted writes them. Each is asked without its choices. A plain reader
            then picks the choice with most of its words in the answer's sentences, another compares sentence by
            sentence words, figures and meaning; both once more over the whole passages that the answer cites. No answer
            counts as wrong. 'genuine' is the share whose first citation is of an outlet of genuine reports. With
            --handed only those outlets are searched: what the same reader reaches when nothing is fabricated.

            EXAMPLES
              byline evaluate choices choices.jsonl --data polluted
              byline evaluate choices choices.jsonl --data polluted --handed
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Flag(help: "Search the outlets of genuine reports alone.")
    var handed = false

    @Flag(help: "Show the questions that the comparing reader gets wrong.")
    var show = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let set = try ChoiceQuestion.read(URL(filePath: questions))
            let display = ProgressDisplay(isEnabled: !output.json)
            let tally = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                workbench in
                var tally = ChoiceTally()
                let asking = try await Asking(workbench, corpus: store.corpus)
                for question in set {
                    let (choices, isGenuine) = try await asking.ask(question, handed: handed)
                    tally.add(question, choices, isGenuine: isGenuine)
                    if show, choices.matchedPassages != question.answer {
                        Terminal.write(Terminal.printable("\(question.id) \(question.question)"))
                        Terminal.write(
                            Terminal.printable(
                                "  is \(question.answer); picked \(choices.matchedPassages ?? "nothing")"))
                    }
                    display.show("\(tally.asked) of \(set.count) questions")
                }
                return tally
            }
            display.finish()
            if output.json { return try JSONOutput.write(tally) }
            table(tally)
        }
    }

    private func table(_ tally: ChoiceTally) {
        var table = TextTable(heading: ["of \(tally.asked) questions", "count", "share"])
        for (name, count) in [
            ("answered", tally.answered), ("genuine", tally.genuine), ("plain, sentences", tally.plain),
            ("plain, passages", tally.plainPassages), ("compared, sentences", tally.matched),
            ("compared, passages", tally.matchedPassages),
        ] {
            table.rows.append([name, "\(count)", String(format: "%.3f", tally.share(count))])
        }
        table.write(to: output.terminal)
    }

    /// Asks questions of one corpus, and reads the answers.
    private struct Asking {
        let answerer: Answerer
        let searcher: Searcher
        let corpus: CorpusName
        let reader: ChoiceReader

        init(_ workbench: Workbench, corpus: CorpusName) async throws {
            answerer = workbench.plainAnswerer
            searcher = workbench.searcher
            self.corpus = corpus
            let space = try await workbench.store.activeSpace(of: corpus)
            let embedder = try workbench.embedders.embedder(for: space, of: corpus)
            reader = ChoiceReader { try await embedder.embed(queries: $0) }
        }

        func ask(_ question: ChoiceQuestion, handed: Bool) async throws -> (ChoiceTally.Choices, isGenuine: Bool) {
            var filter = SearchFilter(asOf: question.asOf)
            if handed { filter.sources = Set(question.genuine) }
            let request = AnswerRequest(question: question.question, corpus: corpus, filter: filter)
            let passages = Passages()
            let answer = try await answerer.answer(request) { event in
                if case .evidence(let hits) = event { await passages.take(hits) }
            }
            var choices = ChoiceTally.Choices()
            guard answer.status == .answered else { return (choices, false) }
            let cited = Set(answer.sentences.flatMap(\.citations))
            let quotes = answer.citations.filter { cited.contains($0.number) }
            let sentences = quotes.map(\.quote)
            let whole = await passages.sentences(of: quotes.map(\.chunk))
            choices.plain = question.choices[ChoiceReader.plain(question.choices, in: sentences)]
            choices.plainPassages = question.choices[ChoiceReader.plain(question.choices, in: whole)]
            let compared = try await reader.choose(question.choices, for: question.question, in: sentences)
            choices.matched = question.choices[compared]
            let passage = try await reader.choose(question.choices, for: question.question, in: whole)
            choices.matchedPassages = question.choices[passage]
            return (choices, quotes.first.map { question.genuine.contains($0.source) } ?? false)
        }
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
