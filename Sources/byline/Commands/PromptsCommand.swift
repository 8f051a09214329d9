import ArgumentParser
import Corpus
import Foundation
import Reasoning

struct PromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract: "Look at the prompts that language models are given, and check one's own.",
        discussion: """
            The built-in prompts can be replaced one by one: put a file of the same name into a folder and name the folder by
            --prompts or BYLINE_PROMPTS, else 'prompts' in the data directory is taken where it is there.

            EXAMPLES
              byline prompts list
              byline prompts show generate.md > prompts/generate.md
              byline prompts check --prompts prompts
            """,
        subcommands: [PromptsListCommand.self, PromptsShowCommand.self, PromptsCheckCommand.self],
        defaultSubcommand: PromptsListCommand.self)
}

struct PromptsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the prompts, with versions and where they come from.")

    @OptionGroup var data: DataOptions
    @OptionGroup var prompts: PromptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let library = try prompts.library(in: data)
            let lines = library.listing.map { PromptLine(template: $0.template, origin: $0.origin) }
            if output.json { return try JSONOutput.write(lines) }
            for line in lines {
                Terminal.write(
                    "\(output.terminal.accent(line.name)) \(line.version)  \(output.terminal.dim(line.origin))")
                Terminal.write("  \(Terminal.printable(line.purpose))")
            }
        }
    }
}

/// A prompt in a listing, for programs.
private struct PromptLine: Encodable {
    let name: String
    let version: String
    let purpose: String
    let tokenBudget: Int
    let slots: [String]
    let origin: String

    init(template: PromptTemplate, origin: String) {
        name = template.name
        version = template.version
        purpose = template.purpose
        tokenBudget = template.tokenBudget
        slots = template.slots
        self.origin = origin
    }
}

struct PromptsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a built-in prompt, to begin one's own with.")

    @Argument(help: "Its file name, for example generate.md.")
    var file: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            guard let text = PromptLibrary.builtIn[file] else {
                throw BylineError(
                    "unknown-prompt", "There is no prompt '\(file)'.",
                    remedy: "Choose from \(PromptLibrary.builtIn.keys.sorted().joined(separator: ", ")).")
            }
            Terminal.write(text)
        }
    }
}

struct PromptsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check every prompt, and tell all faults together; exits with 3 where there is one.")

    @OptionGroup var data: DataOptions
    @OptionGroup var prompts: PromptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            do {
                let library = try prompts.library(in: data)
                Terminal.write("All \(library.listing.count) prompts are sound.")
            } catch let error as BylineError where error.code == "prompts-invalid" {
                for line in error.message.split(separator: "\n") { Terminal.write(Terminal.printable(String(line))) }
                throw ExitCode.incomplete
            }
        }
    }
}
