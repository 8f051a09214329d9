import Foundation
import Testing

@Suite("Tuning weights", .timeLimit(.minutes(2)))
struct TuningTests {
    /// Facts that stand in the three articles of the bench.
    private static let questions = """
        {"qid":1,"query":"Who chairs the flood inquiry?","question_type":"person",\
        "evidence_list":[{"fact":"Judge Ekdal chairs the flood inquiry."}]}
        {"qid":2,"query":"When did the port strike end?","question_type":"time",\
        "evidence_list":[{"fact":"The port strike ended after nine days."}]}
        {"qid":3,"query":"What will the stadium cost, and who works on Friday?","question_type":"number",\
        "evidence_list":[{"fact":"The new stadium will cost 274 million crowns."},\
        {"fact":"Crane drivers return to work on Friday."}]}
        {"qid":4,"query":"Who won the regatta?","question_type":"null_query","evidence_list":[]}
        """

    private func tune(_ bench: Bench, _ questions: String, _ arguments: String...) -> [String] {
        ["evaluate", "tune", questions, "--format", "multihop-rag", "--folds", "2", "--data", bench.data] + arguments
            + bench.embedder
    }

    @Test("writes weights that searches take, shows its tables, and goes on from its state with the same bytes")
    func tunes() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let questions = try bench.file("questions.jsonl", Self.questions)
            func path(_ name: String) -> String { bench.folder.appending(path: name).path }
            func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

            let first = try await BylineProcess(tune(bench, questions, "--out", path("plain.json"))).outcome()
            #expect(first.status == 0, "\(first.errors)")
            for word in ["3 questions", "held out", "lexical", "loss at 0", "person"] {
                #expect(first.output.contains(word), "\(word)")
            }

            // The state of a whole tuning, cut off in the middle as a kill would: features, steps, and inside a line.
            let arguments = tune(bench, questions, "--out", path("kept.json"), "--state", path("tune.state"))
            #expect(try await BylineProcess(arguments).outcome().status == 0)
            let state = try bytes("tune.state")
            // Three questions; the whole and two folds; each of six signals, which tell candidates apart, left out of each fold.
            #expect(state.split(separator: UInt8(10)).count == 18)
            for cut in [state.count / 10, state.count - 40] {
                try state.prefix(cut).write(to: URL(filePath: path("tune.state")))
                #expect(try await BylineProcess(arguments).outcome().status == 0)
                #expect(try bytes("tune.state") == state)
                #expect(try bytes("kept.json") == bytes("plain.json"))
            }

            // Another corpus state: what was kept is dropped, and that is said.
            let more = try bench.file(
                "more.jsonl", #"{"url":"https://a.example/9","source":"A","title":"T","text":"New."}"#)
            #expect(try await bench.run("ingest", more).status == 0)
            let anew = try await BylineProcess(arguments).outcome()
            #expect(anew.status == 0 && anew.errors.contains("begun anew"))

            let json = try await BylineProcess(
                tune(
                    bench, questions, "--json", "--set", "default:multihop-rag:\(questions)", "--pool", "--no-ablation")
            ).outcome().json()
            #expect((json["transfer"] as? [Any])?.count == 4)
            #expect((json["held_out"] as? [String: Any])?["objective"] is Double)
        }
    }

    @Test("search, ask and evaluations take weights by option and by environment, and refuse what are none")
    func weights() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let weights = try bench.file("weights.json", #"{"version":1,"weights":{"lexical":2.5}}"#)
            func lexical(_ outcome: BylineProcess.Outcome) throws -> Double? {
                let hit = try #require((outcome.json()["hits"] as? [[String: Any]])?.first)
                let signals = hit["signals"] as? [[String: Any]]
                return signals?.first { $0["name"] as? String == "lexical" }?["weight"] as? Double
            }
            #expect(try lexical(await bench.run("search", "flood", "--json", "--weights", weights)) == 2.5)
            let arguments = ["search", "flood", "--json", "--data", bench.data] + bench.embedder
            let byEnvironment = try await BylineProcess(arguments, environment: ["BYLINE_WEIGHTS": weights]).outcome()
            #expect(try lexical(byEnvironment) == 2.5)
            #expect(try await bench.run("ask", "Who chairs the flood inquiry?", "--weights", weights).status == 0)

            let bad = try bench.file("bad.json", #"{"version":1,"weights":{"zeal":1}}"#)
            let questions = try bench.file("questions.jsonl", "")
            for command in [
                ["search", "x"], ["ask", "x"], ["evaluate", "retrieval", questions], ["serve", "--port", "0"],
            ] {
                let outcome = try await BylineProcess(
                    command + ["--data", bench.data, "--weights", bad] + bench.embedder
                ).outcome()
                #expect(outcome.status == 1 && outcome.errors.contains("There is no signal 'zeal'."), "\(command)")
                #expect(outcome.errors.contains("Choose from similarity"))
            }
        }
    }

    @Test("names what is wrong with options, sets and state")
    func faults() async throws {
        for arguments in [
            ["--folds", "1"], ["--depth", "9"], ["--objective", "bleu"], ["--pool"], ["--format", "beir"],
            ["--set", "a b:byline:x"], ["--restarts", "-1"], ["--out", "-", "--json"],
        ] {
            let outcome = try await BylineProcess(["evaluate", "tune", "q.jsonl"] + arguments).outcome()
            #expect(outcome.status == 64, "\(arguments)")
        }
        try await Bench.with { bench in
            try await bench.fill()
            let questions = try bench.file("questions.jsonl", Self.questions)
            let few = try await BylineProcess(tune(bench, questions, "--folds", "7")).outcome()
            #expect(few.status == 1 && few.errors.contains("has 3 questions with known evidence, too few for 7 folds"))
            let foreign = try await BylineProcess(tune(bench, questions, "--state", questions)).outcome()
            #expect(foreign.status == 1 && foreign.errors.contains("is not the state of a tuning"))
            #expect(try String(contentsOfFile: questions, encoding: .utf8) == Self.questions)
            let kept = try await BylineProcess(tune(bench, questions, "--keep", "zeal")).outcome()
            #expect(kept.status == 1 && kept.errors.contains("There is no signal 'zeal'."))
        }
    }
}
