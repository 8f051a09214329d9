import Foundation
import LoopbackServer
import Testing

/// `ask` with a language model, and what tells how an answer came about: `trace`, `replay`, `gates`, `prompts`.
@Suite("Answers and their traces", .timeLimit(.minutes(2)))
struct AnswersCommandTests {
    private func chain(_ bench: Bench, _ server: ScriptedModelServer, model: String = "m") throws -> String {
        try bench.file(
            "models.yaml",
            """
            models:
              - {provider: openai-compatible, model: \(model), base_url: "\(server.baseURL(.chat))"}
            """)
    }

    /// A model that writes one sentence that its passage says, one that it does not, and no correction.
    private static func server() throws -> ScriptedModelServer {
        try ScriptedModelServer { request in
            request.prompt.contains("Why it was rejected")
                ? ScriptedReply("NO ANSWER")
                : ScriptedReply("Judge Ekdal chairs the flood inquiry [1]. It cost 900 million crowns [1].")
        }
    }

    @Test("a model writes, what the passages do not say is withheld, and the trace tells it")
    func model() async throws {
        let server = try Self.server()
        defer { server.stop() }
        try await Bench.with { bench in
            try await bench.fill()
            let models = try chain(bench, server)
            let outcome = try await bench.run("ask", "Who chairs the flood inquiry?", "--models", models)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("Judge Ekdal chairs the flood inquiry. [1]"))
            #expect(outcome.output.contains("withheld") && !outcome.output.contains("It cost"))

            let list = try await BylineProcess(["trace", "--json", "--data", bench.data]).outcome().output
            let lines = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
            let id = try #require(lines.first?["id"] as? String)
            let trace = try await BylineProcess(["trace", id, "--data", bench.data]).outcome()
            for part in [
                "Understood as", "Found", "failed  passage-supports",
                "openai-compatible:m · prompt generate 3 · 3 passages",
                "withheld by passage-supports", "first sentence after",
            ] { #expect(trace.output.contains(part), "\(part)\n\(trace.output)") }

            let again = try await bench.run("ask", "Who chairs the flood inquiry?", "--models", models, "--json")
            #expect(again.status == 0 && server.requests.count == 2, "answered from what was kept")
            let replay = try await bench.run("replay", id, "--models", models)
            #expect(replay.status == 0, "\(replay.output)")
            let other = try await bench.run("replay", id, "--extractive", "--json")
            #expect(other.status == 3 && other.output.contains("extractive wrote") == false)
            #expect(other.output.contains("extractive does now"))
        }
    }

    @Test("evaluate has the models of a chain write where one is named, and counts what the gates refused")
    func evaluate() async throws {
        let server = try Self.server()
        defer { server.stop() }
        try await Bench.with { bench in
            try await bench.fill()
            let models = try chain(bench, server)
            // A chain in the data directory is not asked: it would cost what nobody expects of a measurement.
            try FileManager.default.copyItem(atPath: models, toPath: "\(bench.data)/models.yaml")
            let questions = try bench.file(
                "questions.jsonl",
                """
                {"id":"q1","question":"Who chairs the flood inquiry?","kind":"fact","answer":"Judge Ekdal",\
                "accepted":[["Ekdal"]],"evidence":[]}
                """)
            let quoted = try await bench.run("evaluate", "answers", questions)
            #expect(quoted.status == 0 && server.requests.isEmpty, "\(quoted.errors)")
            #expect(!quoted.output.contains("refused by"))

            let out = bench.folder.appending(path: "sentences.jsonl")
            let written = try await bench.run(
                "evaluate", "answers", questions, "--models", models, "--sentences-out", out.path)
            #expect(written.status == 0, "\(written.errors)")
            let rows = written.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(rows.contains(["openai-compatible:m", "1", "1", "2", "1", "0", "0", "passage-supports", "1"]))
            #expect(written.output.contains("2 calls, 0 of them from the cache"))
            let lines = try String(contentsOf: out, encoding: .utf8).split(separator: "\n")
                .map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            #expect(lines.map { $0?["is_released"] as? Bool } == [true, false])
            #expect(lines.map { $0?["text"] as? String }.last == "It cost 900 million crowns.")
            #expect(lines.map { $0?["gate"] as? String } == [nil, "passage-supports"])
            #expect(lines.allSatisfy { $0?["question"] as? String == "q1" && $0?["quotes"] is [String] })

            let json = try await bench.run("evaluate", "answers", questions, "--models", models, "--json").json()
            let writing = try #require(json["writing"] as? [String: Any])
            #expect(writing["calls"] as? Int == 2 && writing["cached_calls"] as? Int == 2)
        }
    }

    @Test("where a model fails, the extractive writer answers and says so")
    func fallback() async throws {
        let server = try ScriptedModelServer("Unread.")
        defer { server.stop() }
        try await Bench.with { bench in
            try await bench.fill()
            let models = try chain(bench, server, model: "fault-expired-key")
            let outcome = try await bench.run("ask", "Who chairs the flood inquiry?", "--models", models, "--json")
            let answer = try outcome.json()
            #expect(answer["writer"] as? String == "extractive")
            let change = try #require((answer["switches"] as? [[String: Any]])?.first)
            #expect(change["from"] as? String == "openai-compatible:fault-expired-key")
            #expect(change["reason"] as? String == "model-key-rejected")
        }
    }

    @Test("an unknown answer, and an empty archive, are told plainly")
    func unknown() async throws {
        try await Bench.with { bench in
            let none = try await BylineProcess(["trace", "--data", bench.data]).outcome()
            #expect(none.status == 0 && none.output == "Nothing was asked yet.\n")
            let trace = try await BylineProcess(["trace", "ans_nothing", "--data", bench.data]).outcome()
            #expect(trace.status == 1 && trace.errors.contains("There is no trace of an answer 'ans_nothing'."))
            let replay = try await bench.run("replay", "ans_nothing")
            #expect(replay.status == 1 && replay.errors.contains("byline trace"))
        }
    }

    @Test("gates lists every gate with its recovery")
    func gates() async throws {
        let text = try await BylineProcess(["gates"]).outcome()
        let json = try await BylineProcess(["gates", "--json"]).outcome()
        let entries = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(text.status == 0 && entries.count >= 12)
        let optional = entries.filter { $0["needs"] != nil }.compactMap { $0["name"] as? String }
        #expect(optional == ["not-contradicted", "model-judge"] && text.output.contains("only with --entailment"))
        for entry in entries {
            let name = try #require(entry["name"] as? String)
            #expect(
                text.output.contains(name)
                    && ["abstain", "broaden", "retry", "withhold", "note"].contains(entry["recovery"] as? String))
        }
    }

    @Test("prompts are listed, shown and checked; no command starts with a faulty one")
    func prompts() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let shown = try await BylineProcess(["prompts", "show", "judge.md"]).outcome()
            #expect(shown.status == 0 && shown.output.hasPrefix("---\nname: judge"))
            let folder = bench.folder.appending(path: "mine")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "judge.md")
            try shown.output.write(to: file, atomically: true, encoding: .utf8)
            let sound = try await BylineProcess(["prompts", "check", "--prompts", folder.path, "--data", bench.data])
                .outcome()
            #expect(sound.status == 0, "\(sound.output)")
            let list = try await BylineProcess(["prompts", "list", "--prompts", folder.path, "--data", bench.data])
                .outcome()
            #expect(list.output.contains(file.path) && list.output.contains("built in"))

            try shown.output.replacingOccurrences(of: "{{sentence}}", with: "{{sentense}}")
                .write(to: file, atomically: true, encoding: .utf8)
            let faulty = try await BylineProcess(["prompts", "check", "--prompts", folder.path, "--data", bench.data])
                .outcome()
            #expect(faulty.status == 3 && faulty.output.contains("'{{sentense}}' is not among its slots"))
            let ask = try await bench.run("ask", "Who chairs the flood inquiry?", "--prompts", folder.path)
            #expect(ask.status == 1 && ask.errors.contains("sentense"))
            let unknown = try await BylineProcess(["prompts", "show", "greet.md"]).outcome()
            #expect(unknown.status == 1 && unknown.errors.contains("generate.md, judge.md, repair.md"))
        }
    }
}
