import ArgumentParser
import Corpus
import Foundation

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, for programs.")
    var json = false

    @Flag(help: "No colours. They are off anyway where the output is no terminal, or NO_COLOR is set.")
    var noColor = false

    @Flag(name: [.short, .long], help: "Say on the standard error output what is going on.")
    var verbose = false

    var terminal: Terminal { Terminal(colours: !noColor && !json) }

    /// Runs a command's body; a failure is told in the form that was asked for.
    func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as BylineError where json {
            let problem = ["code": error.code.rawValue, "message": error.message, "remedy": error.remedy]
            let data = try JSONSerialization.data(
                withJSONObject: ["error": problem], options: [.sortedKeys, .withoutEscapingSlashes])
            Terminal.writeError(String(decoding: data, as: UTF8.self))
            throw ExitCode.failure
        } catch let error as BylineError {
            let terminal = Terminal(colours: !noColor, stream: .standardError)
            Terminal.writeError("\(terminal.bold("Error:")) \(Terminal.printable(error.message))")
            if let cause = error.cause { Terminal.writeError("  cause: \(Self.sentence(of: cause))") }
            Terminal.writeError("  remedy: \(Terminal.printable(error.remedy))")
            throw ExitCode.failure
        }
    }

    /// What an error says; Foundation's errors of files describe themselves by domains and numbers, where the system's own
    /// words for the fault say more.
    static func sentence(of cause: any Error) -> String {
        if let fault = cause as? POSIXError ?? (cause as? CocoaError)?.underlying as? POSIXError {
            return String(cString: strerror(fault.code.rawValue))
        }
        return Terminal.printable(String(describing: cause))
    }
}
