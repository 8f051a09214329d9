import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning
import Store

struct EvaluateJudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judge the passages that runs rank high, and write qrels.",
        discussion: """
            Pools the first passages of each run, and shows them one by one, in an order of chance and without a
            word of the run. Enter 2 (relevant), 1 (partly) or 0 (not), behind 2 or 1 the numbers of the sentences
            that say it if you like (2 1,3); s skips, u takes the last step back, q quits, ? helps. It reads lines,
            so answers can also come from a pipe.

            Each judgement is on disk as soon as it is made, with its sentences, in the file beside --out with
            .jsonl behind its name; the next session goes on from there. The qrels are made from it at the
            beginning and at the end of each session. Several people judge into the same files by different names;
            the grade is then their median, the lower of two. --agreement shows how far they agree: Cohen's kappa,
            plain and with linear weights.

            The runs are of passages, as 'byline evaluate retrieval --run-out' writes them.

            EXAMPLES
              byline evaluate judge ours.run theirs.run --questions questions.jsonl --judge ann --out qrels.txt
              byline evaluate judge --agreement --out qrels.txt
              byline evaluate tune questions.jsonl --qrels qrels.txt --out weights.json
            """)

    @Argument(help: ArgumentHelp("Runs to pool.", valueName: "run"))
    var runs: [String] = []

    @Option(help: ArgumentHelp("The file with the questions of the runs.", valueName: "file"))
    var questions: String?

    @Option(help: "The form of that file: byline, multihop-rag or beir.")
    var format: QuestionFormat = .byline

    @Option(help: ArgumentHelp("The qrels to write.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("Who judges.", valueName: "name"))
    var judge: String = "judge"

    @Option(help: ArgumentHelp("Passages of each run and question, 1 to 1000.", valueName: "number"))
    var depth: Int = 10

    @Option(help: ArgumentHelp("The same seed gives the same order.", valueName: "number"))
    var seed: UInt64 = 1

    @Flag(help: "Show how far the judges agree, and judge nothing.")
    var agreement = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1_000).contains(depth) else { throw ValidationError("--depth is from 1 to 1000.") }
        guard !judge.isEmpty else { throw ValidationError("--judge needs a name.") }
        if agreement { return }
        guard !runs.isEmpty else { throw ValidationError("Name the runs to pool, or ask for --agreement.") }
        guard questions != nil else { throw ValidationError("--questions is needed: it has the questions' words.") }
    }

    func run() async throws {
        try await output.reporting {
            let log = try openLog()
            if agreement { return try show(JudgeAgreement.pairs(log.judgements)) }
            let items = try await items()
            try writeQrels(log)
            let session = JudgingSession(items, judgements: log.judgements.filter { $0.judge == judge })
            let dialogue = JudgingDialogue(terminal: output.terminal, isQuiet: output.json)
            let end = try dialogue.run(session) { document, question, grade, sentences in
                try log.append(
                    PassageJudgement(
                        judge: judge, question: question, document: document, grade: grade, sentences: sentences,
                        at: Date()))
            }
            try writeQrels(log)
            try show(end)
        }
    }

    /// What was judged so far. A file of qrels that has no log is somebody else's, and is not written over.
    private func openLog() throws -> JudgementLog {
        let path = out + ".jsonl"
        if agreement || FileManager.default.fileExists(atPath: out) {
            guard FileManager.default.fileExists(atPath: path) else {
                throw BylineError(
                    "judgements-missing", "There are no judgements in \(path).",
                    remedy: agreement
                        ? "Name the qrels that 'byline evaluate judge' wrote."
                        : "Name qrels that do not exist yet: \(out) was not made by 'byline evaluate judge'.")
            }
        }
        return try JudgementLog(URL(filePath: path))
    }

    private func writeQrels(_ log: JudgementLog) throws {
        do {
            try Data(try log.qrels.text().utf8).write(to: URL(filePath: out), options: .atomic)
        } catch let error as CocoaError {
            throw BylineError(
                "file-unwritable", "\(out) cannot be written.", remedy: "Check its folder and permissions.",
                cause: error)
        }
    }

    /// The pool with the passages' words; what the corpus does not have is left out, and counted.
    private func items() async throws -> [JudgingSession.Item] {
        let known = try format.read(URL(filePath: questions ?? ""))
        let texts = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        let pool = JudgementPool(
            try runs.map { try Run.read(URL(filePath: $0)) }, depth: depth, questions: Set(texts.keys), seed: seed
        ).items
        let ids = Set(pool.map(\.document)).sorted().map(ChunkID.init(rawValue:))
        let found = try await Workbench.withStore(store.data, verbose: output.verbose) {
            try await $0.passages(of: ids, in: store.corpus)
        }
        let passages = Dictionary(found.map { ($0.chunk.id.rawValue, $0) }) { first, _ in first }
        let items = pool.compactMap { item -> JudgingSession.Item? in
            guard let question = texts[item.question], let passage = passages[item.document] else { return nil }
            return Self.item(question, passage)
        }
        guard !items.isEmpty else {
            throw BylineError(
                "nothing-to-judge",
                "Of the runs' \(pool.count) passages for these questions, the corpus '\(store.corpus)' has none.",
                remedy: "Give the questions and the corpus that the runs were made of.")
        }
        if items.count < pool.count, !output.json {
            Terminal.writeError("\(pool.count - items.count) passages of the runs are not in the corpus, and left out.")
        }
        return items
    }

    private static func item(_ question: EvidenceQuestion, _ passage: StoredPassage) -> JudgingSession.Item {
        let article = passage.article
        let asOf = question.asOf.map { " (as of \(ArticleDate.text($0)))" } ?? ""
        return JudgingSession.Item(
            question: question.id, questionText: question.question + asOf, document: passage.chunk.id.rawValue,
            heading: [
                article.source.isEmpty ? "unknown source" : article.source,
                article.publishedAt.map(ArticleDate.day) ?? "undated", article.title,
            ].joined(separator: " · "), sentences: passage.sentenceTexts)
    }

    private func show(_ session: JudgingSession) throws {
        if output.json {
            return try JSONOutput.write(
                JudgingSummary(judged: session.judged, skipped: session.skipped, total: session.total))
        }
        Terminal.write(
            "\(session.judged) of \(session.total) passages judged by \(Terminal.printable(judge))"
                + (session.skipped > 0 ? ", \(session.skipped) skipped" : "") + "; qrels in \(out)")
    }

    private func show(_ pairs: [JudgeAgreement]) throws {
        if output.json { return try JSONOutput.write(pairs) }
        if pairs.isEmpty { return Terminal.write("There is one judge, or none: two are needed to agree.") }
        var table = TextTable(heading: ["judges", "passages", "same grade", "kappa", "linear kappa"])
        func figure(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
        table.rows = pairs.map {
            [
                "\($0.first), \($0.second)", "\($0.passages)", figure($0.passages > 0 ? $0.observed : nil),
                figure($0.kappa), figure($0.weightedKappa),
            ]
        }
        table.write(to: output.terminal)
    }
}

/// How far a judge has come, for programs.
private struct JudgingSummary: Encodable {
    let judged: Int
    let skipped: Int
    let total: Int
}
