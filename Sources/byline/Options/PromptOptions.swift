import ArgumentParser
import Foundation
import Reasoning

/// Which prompts language models are given.
struct PromptOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder whose files replace built-in prompts of the same name. Default: BYLINE_PROMPTS, else 'prompts' in the data directory, if it is there.",
            valueName: "folder"))
    var prompts: String?

    /// Throws `prompts-invalid` with every fault of every file.
    func library(in data: DataOptions) throws -> PromptLibrary {
        let set = ProcessInfo.processInfo.environment["BYLINE_PROMPTS"]
        if let path = [prompts, set].compactMap(\.self).first(where: { !$0.isEmpty }) {
            return try PromptLibrary(folder: URL(filePath: path, directoryHint: .isDirectory))
        }
        let standard = data.directory.appending(path: "prompts", directoryHint: .isDirectory)
        return try PromptLibrary(folder: FileManager.default.fileExists(atPath: standard.path) ? standard : nil)
    }
}
