import ArgumentParser
import Foundation
import Generation

/// Which language models there are.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The chain of language models, a YAML file. Default: BYLINE_MODELS, else models.yaml in the data directory, if it is there.",
            valueName: "file"))
    var models: String?

    /// The file that is meant; nil where none is named and none is in the data directory.
    func file(in data: DataOptions) -> URL? {
        let set = ProcessInfo.processInfo.environment["BYLINE_MODELS"]
        if let path = [models, set].compactMap(\.self).first(where: { !$0.isEmpty }) { return URL(filePath: path) }
        let standard = data.directory.appending(path: "models.yaml")
        return FileManager.default.fileExists(atPath: standard.path) ? standard : nil
    }

    /// The chain, where there is one. Throws `models-file-invalid`.
    func configuration(in data: DataOptions) throws -> ModelsConfiguration? {
        try file(in: data).map { try ModelsFileReader.read($0) }
    }
}
