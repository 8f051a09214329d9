import ArgumentParser
import Corpus
import Embedding
import Foundation
import Ingestion
import Store

struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Fill another embedding space of a corpus, beside the active one, and cut over to it.",
        discussion: """
            Searches and ingestion go on meanwhile. A filling that was stopped goes on where it was.

            An embedding space is all that decides which vector a text gets. By default it is that of the
            chosen embedder; --space takes a JSON file with any of these keys, to differ from it in them:
              model, weights, dimension, pooling (mean, cls, provider), normalised, queryPrefix,
              passagePrefix, maximumTokens, template

            EXAMPLES
              byline embed --embedder-url http://127.0.0.1:11434/v1 --embedder-model nomic-embed-text
              byline embed --space without-title.json          with {"template":"{text}"} in it
              byline embed --export chunks.jsonl               vectors made elsewhere: chunks out,
              byline embed --import vectors.jsonl              and vectors in

            A line of chunks is {"chunk":"chk_…","title":"…","text":"…"}, one of vectors {"chunk":"chk_…","vector":[…]}.
            A complete space becomes the active one if the chosen embedder can encode questions for it; --activate
            does so in any case, --no-activate in none.
            """)

    @Option(help: ArgumentHelp("A JSON file that declares the space.", valueName: "file"))
    var space: String?

    @Option(
        help: ArgumentHelp(
            "Only write the chunks without a vector, as JSON Lines; '-' is the standard output.", valueName: "file"))
    var export: String?

    @Option(
        name: .customLong("import"),
        help: ArgumentHelp(
            "Read vectors from JSON Lines instead of making them; '-' is the standard input.", valueName: "file"))
    var importFile: String?

    @Flag(inversion: .prefixedNo, help: "Search in this space from now on, or leave the active one.")
    var activate: Bool?

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if export != nil, importFile != nil { throw ValidationError("--export and --import are two steps: give one.") }
    }

    func run() async throws {
        try await output.reporting {
            try await Workbench.with(store.data, embedder, verbose: output.verbose) { workbench in
                let base = workbench.embedders.standard
                let target = try SpaceDeclaration.space(declaredBy: space, base: base.space)
                if let export { return try await write(to: export, space: target, store: workbench.store) }
                let display = ProgressDisplay(isEnabled: !output.json)
                let added: Int
                if let importFile {
                    added = try await VectorExchange(store: workbench.store).import(
                        LineReader(path: importFile), into: target, of: store.corpus
                    ) { count in display.show("\(count) vectors") }
                } else {
                    let embedder = try workbench.embedders.embedder(for: target, of: store.corpus)
                    let total = try await workbench.store.corpus(store.corpus).chunks
                    added = try await SpaceFiller(store: workbench.store).fill(store.corpus, with: embedder) { count in
                        let share = Double(count) / Double(max(total, count, 1))
                        display.show("\(ProgressDisplay.bar(share)) \(count) of \(total) chunks")
                    }
                }
                display.finish()
                try await conclude(target, added: added, workbench: workbench)
            }
        }
    }

    private func conclude(_ target: EmbeddingSpace, added: Int, workbench: Workbench) async throws {
        let before = try await workbench.store.corpus(store.corpus).activeSpace
        let encodesQuestions = (try? workbench.embedders.embedder(for: target, of: store.corpus)) != nil
        if before != target, activate ?? encodesQuestions {
            if importFile == nil {
                let embedder = try workbench.embedders.embedder(for: target, of: store.corpus)
                try await SpaceFiller(store: workbench.store).cutOver(store.corpus, to: embedder)
            } else {
                try await activateImported(target, added: added, store: workbench.store)
            }
        }
        let status = try await workbench.store.corpus(store.corpus)
        let isActive = status.activeSpace == target
        if output.json {
            try JSONOutput.write(
                EmbedSummary(
                    corpus: store.corpus.rawValue, space: target.identifier, added: added, isActive: isActive))
        } else {
            Terminal.write(
                "\(store.corpus): \(added) vectors added to \(target.identifier), which is "
                    + (isActive ? "the active space." : "not active; 'byline corpora' says how far it is filled."))
            if !isActive, !encodesQuestions {
                Terminal.writeError(
                    "\(output.terminal.warning("note")) The chosen embedder cannot encode questions for this space: name one that "
                        + "can with --embedder-url, or activate it all the same with --activate.")
            }
        }
    }

    private func activateImported(_ target: EmbeddingSpace, added: Int, store: any Store) async throws {
        do {
            try await store.activate(target, of: self.store.corpus)
        } catch let error as BylineError where error.code == "space-incomplete" {
            throw BylineError(
                error.code, "\(added) vectors were added and are kept, but \(error.message)",
                remedy: "Import the rest, which --export writes for the same --space; or give --no-activate.")
        }
    }

    private func write(to path: String, space: EmbeddingSpace, store: any Store) async throws {
        let handle = try OutputFile.open(path)
        let count = try await VectorExchange(store: store).export(self.store.corpus, lackingVectorsIn: space) {
            try handle.write(contentsOf: $0)
        }
        try handle.synchronizeIfFile()
        Terminal.writeError("\(count) chunks lack a vector in \(space.identifier).")
    }
}

/// What was done, for programs.
private struct EmbedSummary: Encodable {
    let corpus: String
    let space: String
    let added: Int
    let isActive: Bool
}
