import Foundation
import LoopbackServer
import Testing

@Suite("What a person is told", .timeLimit(.minutes(2)))
struct FaultMessageTests {
    @Test("where a folder holds no article")
    func nothingToRead() async throws {
        try await Bench.with { bench in
            let folder = bench.folder.appending(path: "empty")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let outcome = try await bench.run("ingest", folder.path)
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("note no article was found."), "\(outcome.errors)")

            try await bench.fill()
            let again = try await bench.run("ingest", bench.folder.appending(path: "articles.jsonl").path)
            #expect(!again.errors.contains("no article was found"))
        }
    }

    @Test("where the data directory is no directory: the system's words, not the library's")
    func noDirectory() async throws {
        try await Bench.with { bench in
            let file = try bench.file("taken", "x")
            let outcome = try await BylineProcess.run("corpora", "--data", file)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("cannot be written to."))
            #expect(outcome.errors.contains("cause: Not a directory\n"), "\(outcome.errors)")
        }
    }

    @Test("where an outlet has no article that speaks of the question")
    func unknownOutlet() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let answer = try await bench.run("ask", "Who chairs the flood inquiry?", "--source", "Leger")
            #expect(answer.status == 4)
            #expect(
                answer.output.hasPrefix("No article of the outlets and dates that were asked for speaks of this.\n"),
                "\(answer.output)")
            let hits = try await bench.run("search", "flood", "--source", "Leger")
            #expect(hits.output == "Nothing was found among the articles of these outlets and dates.\n")
        }
    }

    @Test("where the port is taken")
    func portTaken() async throws {
        try await Bench.with { bench in
            let port = try #require(bench.server.url("/").port)
            let outcome = try await bench.run("serve", "--port", String(port))
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Port \(port) of 127.0.0.1 is taken by another program."))
            #expect(outcome.errors.contains("remedy: Stop that program, or choose another port with --port"))
        }
    }
}
