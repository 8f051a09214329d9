import Foundation
import Testing

/// The real binary, as a user would run it.
final class BylineProcess {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// The standard output as a JSON object.
        func json() throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        }
    }

    private let process = Process()
    private let output = Pipe()
    private let errorFile: URL

    /// `swift test` builds the binary beside the bundle of tests.
    static var binary: URL {
        get throws {
            let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "byline")
            try #require(FileManager.default.isExecutableFile(atPath: beside.path), "no binary at \(beside.path)")
            return beside
        }
    }

    /// Starts; the output is collected until the end.
    init(
        _ arguments: [String], input: URL? = nil, environment: [String: String] = [:], isToBeKilled: Bool = false
    ) throws {
        process.executableURL = try Self.binary
        process.arguments = arguments
        // A process that is killed while it writes its coverage would leave a file that the report cannot read.
        let quiet = isToBeKilled ? ["LLVM_PROFILE_FILE": "/dev/null"] : [:]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging(quiet) { $1 }
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? .nullDevice
        process.standardOutput = output
        errorFile = FileManager.default.temporaryDirectory.appending(path: "byline-\(UUID().uuidString).log")
        try Data().write(to: errorFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// SIGKILL: nothing is written, flushed or cleaned up any more.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    func terminate() { process.terminate() }

    /// Waits for the end, off the cooperative pool.
    func outcome() async throws -> Outcome {
        let data = await onThread { [output] in output.fileHandleForReading.readDataToEndOfFile() }
        await onThread { [process] in process.waitUntilExit() }
        defer { try? FileManager.default.removeItem(at: errorFile) }
        return Outcome(
            status: process.terminationReason == .uncaughtSignal
                ? -process.terminationStatus : process.terminationStatus,
            output: String(decoding: data, as: UTF8.self), errors: try String(contentsOf: errorFile, encoding: .utf8))
    }

    /// Waits for the first line of output.
    func firstLine() async throws -> String {
        await onThread { [output] in
            var line = Data()
            while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8), !byte.isEmpty
            {
                line += byte
            }
            return String(decoding: line, as: UTF8.self)
        }
    }

    static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Outcome {
        try await BylineProcess(arguments, environment: environment).outcome()
    }
}

private func onThread<Result: Sendable>(_ body: @escaping () -> Result) async -> Result {
    nonisolated(unsafe) let body = body
    return await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "byline-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
