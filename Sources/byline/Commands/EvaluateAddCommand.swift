import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Store

struct EvaluateAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a question that was answered badly one of a question set.",
        discussion: """
            Without --answer, the right answer is that the corpus does not say. Each --evidence must stand in an
            article of the corpus word by word; the article that was published first is named with it. --accept
            gives strings of which an answer must have one, apart by |; repeat it where an answer must have several
            things. Without it, the answer itself is what must be said.

            EXAMPLES
              byline evaluate add questions.jsonl --question "Who chairs the flood inquiry?" --answer "Judge Ekdal" \\
                --accept "Ekdal" --evidence "Judge Ekdal chairs the flood inquiry."
              byline evaluate add questions.jsonl --question "How many homes were flooded?" --as-of 2024-12-09 \\
                --kind as-of --answer "640" --evidence "Some 640 homes are under water."
              byline evaluate add questions.jsonl --question "Who owns the airport?"
            """)

    @Argument(help: "The question set, made where it is not there.")
    var questions: String

    @Option(help: ArgumentHelp("What was asked.", valueName: "text"))
    var question: String

    @Option(help: ArgumentHelp("The answer as a person would give it.", valueName: "text"))
    var answer: String?

    @Option(help: ArgumentHelp("Strings of which an answer must have one; may be repeated.", valueName: "a|b"))
    var accept: [String] = []

    @Option(help: ArgumentHelp("A sentence that the answer rests on; may be repeated.", valueName: "sentence"))
    var evidence: [String] = []

    @Option(
        help: ArgumentHelp("The kind of question. Default: fact, or unanswerable without an answer.", valueName: "name")
    )
    var kind: String?

    @Option(help: ArgumentHelp("The moment as of which it is asked.", valueName: "date"))
    var asOf: Instant?

    @Option(help: ArgumentHelp("Its id. Default: reported-1, or the next that is free.", valueName: "id"))
    var id: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard question.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw ValidationError("--question needs words.")
        }
        for (name, value) in [("--answer", answer), ("--kind", kind), ("--id", id)] {
            if let value, value.allSatisfy(\.isWhitespace) { throw ValidationError("\(name) is empty.") }
        }
        if answer == nil, !accept.isEmpty || !evidence.isEmpty {
            throw ValidationError("--accept and --evidence go with --answer.")
        }
        if groups.contains(where: { $0.contains { $0.allSatisfy(\.isWhitespace) } }) {
            throw ValidationError("--accept has an empty string between its |.")
        }
    }

    func run() async throws {
        try await output.reporting {
            let places =
                evidence.isEmpty
                ? []
                : try await Workbench.withStore(store.data, verbose: output.verbose) {
                    try await EvidenceLocator(store: $0, corpus: store.corpus, asOf: asOf?.date).locate(evidence)
                }
            let added = try QuestionSet.add(
                JudgedQuestion(
                    id: "", question: question, kind: kind ?? (answer == nil ? "unanswerable" : "fact"),
                    answer: answer, accepted: groups,
                    evidence: places.map { .init(url: $0.articles[0], sentence: $0.sentence) }, asOf: asOf?.date),
                id: id, to: URL(filePath: questions))
            if output.json { return try JSONOutput.write(added.question) }
            Terminal.write(
                "Added '\(Terminal.printable(added.question.id))': \(added.count) questions in \(questions).")
            for place in places {
                let others = place.articles.count - 1
                Terminal.write(
                    "  evidence in \(Terminal.printable(place.articles[0]))"
                        + (others > 0 ? " and \(others) more" : ""))
            }
        }
    }

    private var groups: [[String]] {
        guard accept.isEmpty else {
            return accept.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
        }
        return answer.map { [[$0]] } ?? []
    }
}
