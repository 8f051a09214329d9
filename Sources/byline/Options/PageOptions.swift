import ArgumentParser
import Foundation

/// Where a report goes.
struct PageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the report as one HTML page with plots, which needs nothing else; - for the standard output.",
            valueName: "file"))
    var html: String?

    /// Opened before the work, so that a path that cannot be written is told at once.
    func open() throws -> FileHandle? { try html.map(OutputFile.open) }
}

extension FileHandle {
    /// Writes a whole result, down to the disk.
    func finish(_ data: Data) throws {
        try write(contentsOf: data)
        try synchronizeIfFile()
    }
}
