import Foundation
import Testing

@Suite("Adding questions to a set", .timeLimit(.minutes(2)))
struct AddingQuestionsTests {
    @Test("one command makes a question with its evidence, which the evaluation then asks")
    func adds() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let set = bench.folder.appending(path: "questions.jsonl").path
            let added = try await bench.add(
                set, "--question", "Who chairs the flood inquiry?", "--answer", "Judge Ekdal", "--accept",
                "Ekdal|Judge E.",
                "--evidence", "Judge Ekdal chairs  the flood inquiry.")
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("Added 'reported-1': 1 questions"))
            #expect(added.output.contains("evidence in https://ledger.example/1"))
            let json = try await bench.add(
                set, "--question", "Who owns the airport?", "--as-of", "2025-04-01", "--json"
            ).json()
            #expect(json["kind"] as? String == "unanswerable" && json["as_of"] as? String == "2025-04-01T00:00:00Z")
            let evaluated = try await bench.run("evaluate", "answers", set, "--json").json()
            #expect((evaluated["questions"] as? [Any])?.count == 2)
            let twin = try await bench.add(set, "--question", "who chairs the flood inquiry", "--answer", "Nobody")
            #expect(twin.status == 1 && twin.errors.contains("has this question already: 'reported-1'"))
        }
    }

    @Test("refuses evidence that the corpus does not have, or did not have then")
    func evidence() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let set = bench.folder.appending(path: "questions.jsonl").path
            let question = ["--question", "What will it cost?", "--answer", "274", "--evidence"]
            let cost = "The new stadium will cost 274 million crowns."
            for (extra, message) in [
                (["The new stadium will cost 275 million crowns."], "has the sentence"),
                ([cost, "--as-of", "2025-04-15"], "as of 2025-04-15T00:00:00Z has the sentence"),
                (["crowns."], "is not a sentence"), ([cost, "--corpus", "none"], "no corpus 'none'"),
            ] {
                let outcome = try await bench.add(set, question + extra)
                #expect(outcome.status == 1 && outcome.errors.contains(message), "\(outcome.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: set))
            #expect(try await bench.add(set, question + [cost, "--as-of", "2025-05-02"]).status == 0)
            for arguments in [
                ["--question", " ? "], ["--question", "Who?", "--accept", "x"],
                ["--question", "Who?", "--answer", " "],
                ["--question", "Who?", "--answer", "x", "--accept", "a||b"],
            ] {
                #expect(try await bench.add(set, arguments).status == 64, "\(arguments)")
            }
        }
    }
}

extension Bench {
    fileprivate func add(_ set: String, _ arguments: String...) async throws -> BylineProcess.Outcome {
        try await add(set, arguments)
    }

    fileprivate func add(_ set: String, _ arguments: [String]) async throws -> BylineProcess.Outcome {
        try await BylineProcess(
            ["evaluate", "add", set] + arguments + (arguments.contains("--data") ? [] : ["--data", data])
        )
        .outcome()
    }
}
