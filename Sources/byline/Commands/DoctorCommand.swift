import ArgumentParser
import Corpus
import Embedding
import Foundation
import Matrix
import Store

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check BLAS, weights, store and index, and say what to do about each fault.",
        discussion: """
            Exits with 3 where a fault was found.

            EXAMPLES
              byline doctor
              byline doctor --repair      remake the indexes from the stored articles
            """)

    @Flag(help: "Remake everything that is derived from the stored articles.")
    var repair = false

    @OptionGroup var data: DataOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            var findings = [Self.blas()]
            let (weights, model) = await encoder()
            findings.append(weights)
            findings += await store(embedder: model)
            if output.json { try JSONOutput.write(findings) } else { findings.forEach(show) }
            if findings.contains(where: { !$0.isWell }) { throw ExitCode.incomplete }
        }
    }

    private static func blas() -> Finding {
        let blas = BLASLibrary.current
        return Finding(part: "BLAS", isWell: blas.isFast, detail: blas.name, remedy: blas.remedy)
    }

    /// Loads the encoder and has it encode, so that what is reported well works.
    private func encoder() async -> (Finding, (any Embedder)?) {
        do {
            let embedder = try await embedder.embedder(logger: Workbench.logger(verbose: output.verbose))
            let vector = try await embedder.embed(query: "Does the encoder work?")
            let detail = "\(embedder.space.identifier), \(vector.count) components"
            return (Finding(part: "encoder", isWell: true, detail: detail), embedder)
        } catch {
            return (Finding(part: "encoder", error), nil)
        }
    }

    private func store(embedder: (any Embedder)?) async -> [Finding] {
        let directory = data.directory
        guard FileManager.default.fileExists(atPath: directory.path) else {
            return [
                Finding(
                    part: "store", isWell: true,
                    detail: "\(directory.path) does not exist yet; 'byline ingest' makes it")
            ]
        }
        do {
            let store = try await SQLiteStore.open(
                directory: directory, logger: Workbench.logger(verbose: output.verbose))
            let findings = await Self.findings(of: store, embedder: embedder, repair: repair)
            await store.close()
            return findings
        } catch {
            return [Finding(part: "store", error)]
        }
    }

    private static func findings(of store: any Store, embedder: (any Embedder)?, repair: Bool) async -> [Finding] {
        do {
            if repair { try await store.rebuildIndexes() }
            let corpora = try await store.corpora()
            let articles = corpora.reduce(0) { $0 + $1.articles }
            let chunks = corpora.reduce(0) { $0 + $1.chunks }
            var findings = [
                Finding(
                    part: "store", isWell: true,
                    detail: "\(corpora.count) corpora, \(articles) articles, \(chunks) chunks")
            ]
            findings += try await store.check().map {
                Finding(part: "store", isWell: false, detail: $0.what, remedy: $0.remedy)
            }
            if let embedder {
                let embedders = EmbedderSet(embedder)
                for corpus in corpora {
                    do {
                        _ = try embedders.embedder(for: corpus.activeSpace, of: corpus.name)
                    } catch {
                        findings.append(Finding(part: "corpus \(corpus.name)", error))
                    }
                }
            }
            return findings
        } catch {
            return [Finding(part: "store", error)]
        }
    }

    private func show(_ finding: Finding) {
        let terminal = output.terminal
        let mark = finding.isWell ? terminal.accent("well ") : terminal.warning("fault")
        Terminal.write("\(mark)  \(terminal.bold(finding.part)): \(finding.detail)")
        if let remedy = finding.remedy { Terminal.write("       \(remedy)") }
    }
}

/// What was found of one part.
private struct Finding: Encodable {
    let part: String
    let isWell: Bool
    let detail: String
    let remedy: String?

    init(part: String, isWell: Bool, detail: String, remedy: String? = nil) {
        self.part = part
        self.isWell = isWell
        self.detail = detail
        self.remedy = remedy
    }

    init(part: String, _ error: any Error) {
        let known = error as? BylineError
        self.init(
            part: part, isWell: false, detail: known?.message ?? String(describing: error), remedy: known?.remedy)
    }
}
