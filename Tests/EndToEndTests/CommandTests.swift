import Foundation
import Testing

@Suite("The command line", .timeLimit(.minutes(2)))
struct CommandTests {
    @Test(
        "explains itself with examples",
        arguments: ["ingest", "ask", "search", "serve", "embed", "corpora", "sources", "evaluate", "doctor", "migrate"])
    func help(command: String) async throws {
        let outcome = try await BylineProcess.run(command, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("EXAMPLES"))
        #expect(outcome.output.contains("byline \(command)"))
    }

    @Test("lists every command and exit code in its help")
    func overview() async throws {
        let outcome = try await BylineProcess.run("--help")
        for word in [
            "ingest", "ask", "search", "serve", "embed", "corpora", "sources", "evaluate", "doctor", "migrate",
            "EXIT CODES", "64",
        ] {
            #expect(outcome.output.contains(word), "\(word)")
        }
    }

    @Test("exits with 64 where it was not understood")
    func usage() async throws {
        #expect(try await BylineProcess.run("ask").status == 64)
        #expect(try await BylineProcess.run("ingest", "x.jsonl", "--provenance", "guess").status == 64)
        #expect(try await BylineProcess.run("ask", "Who?", "--as-of", "yesterday").status == 64)
        #expect(try await BylineProcess.run("embed", "--embedder-model", "m").status == 64)
    }

    @Test("says what to do about missing weights, in words and in JSON")
    func missingWeights() async throws {
        try await withTemporaryFolder { folder in
            let arguments = [
                "ask", "Who?", "--data", folder.appending(path: "data").path, "--model-folder", folder.path,
            ]
            let outcome = try await BylineProcess(arguments).outcome()
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Scripts/fetch-weights"))
            let json = try await BylineProcess(arguments + ["--json"]).outcome()
            #expect(json.status == 1)
            #expect(json.errors.contains(#""code":"weights-missing""#))
        }
    }
}
