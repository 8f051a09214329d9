import ArgumentParser
import Foundation

/// Where the data is.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The data directory. Default: BYLINE_DATA, else ~/.local/share/byline.", valueName: "folder")
    )
    var data: String?

    var directory: URL { Self.directory(data, environment: ProcessInfo.processInfo.environment) }

    static func directory(_ option: String?, environment: [String: String]) -> URL {
        func folder(_ path: String?) -> URL? {
            path.flatMap { $0.isEmpty ? nil : URL(filePath: $0, directoryHint: .isDirectory) }
        }
        if let named = folder(option) ?? folder(environment["BYLINE_DATA"]) { return named }
        let home = folder(environment["HOME"]) ?? FileManager.default.homeDirectoryForCurrentUser
        let shared = folder(environment["XDG_DATA_HOME"]) ?? home.appending(path: ".local/share")
        return shared.appending(path: "byline", directoryHint: .isDirectory)
    }
}
