import Foundation
import Testing

@Suite("Judging passages", .timeLimit(.minutes(2)))
struct JudgingTests {
    private static let questions = """
        {"id":"q1","question":"Who chairs the flood inquiry?","kind":"fact","accepted":[["Ekdal"]],"evidence":[]}
        {"id":"q2","question":"What did the strike cost?","kind":"fact","accepted":[["x"]],"evidence":[]}
        """

    /// A corpus, a run of it, and a way to judge with what is typed.
    private struct Desk {
        let bench: Bench
        let questions: String
        let run: String
        var qrels: String { bench.folder.appending(path: "qrels.txt").path }
        var log: String { qrels + ".jsonl" }

        init(_ bench: Bench) async throws {
            self.bench = bench
            try await bench.fill()
            questions = try bench.file("questions.jsonl", JudgingTests.questions)
            run = bench.folder.appending(path: "ours.run").path
            let outcome = try await bench.run("evaluate", "retrieval", questions, "--run-out", run)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }

        func arguments(_ extra: [String] = []) -> [String] {
            ["evaluate", "judge", run, "--questions", questions, "--out", qrels, "--data", bench.data] + extra
        }

        func judge(_ typed: String, _ extra: String...) async throws -> BylineProcess.Outcome {
            let input = URL(filePath: try bench.file("typed-\(UUID().uuidString).txt", typed))
            return try await BylineProcess(arguments(extra), input: input).outcome()
        }

        func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    }

    @Test("pools, takes answers from a pipe, undoes, goes on where it was, and writes qrels that can be used")
    func judges() async throws {
        try await Bench.with { bench in
            let desk = try await Desk(bench)
            let first = try await desk.judge("2 1\nnonsense\n0\nu\n1 9\n1\ns\nq\n", "--judge", "ann")
            #expect(first.status == 0, "\(first.errors)")
            for words in ["Who chairs the flood inquiry?", "That is no answer.", "There is no sentence 9", "1  "] {
                #expect(first.output.contains(words), "\(words)")
            }
            #expect(
                !first.output.contains("byline-run")
                    && first.output.contains("2 of 6 passages judged by ann, 1 skipped"))
            #expect(try desk.text(desk.qrels).split(separator: "\n").map { $0.suffix(1) }.sorted() == ["1", "2"])
            #expect(try desk.text(desk.log).split(separator: "\n").count == 4)
            #expect(try desk.text(desk.log).contains(#""sentences":[{"number":1,"text":""#))

            // The end of the input is a quit; what is left comes again, the skipped one too.
            let second = try await desk.judge("0\n0\n0\n0\n0\n0\n", "--judge", "ann", "--json")
            #expect(try second.json()["judged"] as? Int == 6 && second.errors.contains("Ledger"))
            #expect(try desk.text(desk.qrels).split(separator: "\n").count == 6)

            // Another judge has all of it to do, and does not see what the first said.
            let other = try await desk.judge("2\n1\n0\n0\n", "--judge", "bea", "--json").json()
            #expect(other["judged"] as? Int == 4 && other["total"] as? Int == 6)
            let agreement = try await BylineProcess.run(
                "evaluate", "judge", "--agreement", "--out", desk.qrels, "--json")
            #expect(agreement.status == 0, "\(agreement.errors)")
            #expect(agreement.output.contains(#""passages":4"#) && agreement.output.contains(#""kappa":"#))
            let table = try await BylineProcess.run("evaluate", "judge", "--agreement", "--out", desk.qrels)
            #expect(table.output.contains("ann, bea") && table.output.contains("linear kappa"))

            let scored = try await BylineProcess.run("evaluate", "run", desk.qrels, desk.run, "--metric", "judged@10")
            #expect(scored.output.contains("1.0000"))
            let tuned = try await bench.run(
                "evaluate", "tune", desk.questions, "--qrels", desk.qrels, "--folds", "2", "--no-ablation", "--out", "-"
            )
            #expect(tuned.status == 1 || tuned.output.contains("\"weights\""), "\(tuned.errors)")
        }
    }

    @Test("a kill loses no judgement")
    func killed() async throws {
        try await Bench.with { bench in
            let desk = try await Desk(bench)
            let pipe = bench.folder.appending(path: "keys")
            try #require(mkfifo(pipe.path, 0o600) == 0)
            // Open for both, so that neither side waits for the other.
            let keys = try FileHandle(forUpdating: pipe)
            let process = try BylineProcess(desk.arguments(), input: pipe, isToBeKilled: true)
            try keys.write(contentsOf: Data("2\n0\n".utf8))
            for _ in 0..<400 where ((try? desk.text(desk.log)) ?? "").split(separator: "\n").count < 2 {
                try await Task.sleep(for: .milliseconds(25))
            }
            process.kill()
            _ = try await process.outcome()
            #expect(try desk.text(desk.log).split(separator: "\n").count == 2)
            let next = try await desk.judge("q\n")
            #expect(next.output.contains("2 of 6 passages judged"))
            #expect(try desk.text(desk.qrels).split(separator: "\n").count == 2)
        }
    }

    @Test("names what is wrong with runs, corpora and files that are not its own")
    func faults() async throws {
        #expect(try await BylineProcess.run("evaluate", "judge", "--out", "q").status == 64)
        #expect(try await BylineProcess.run("evaluate", "judge", "a.run", "--out", "q").status == 64)
        try await Bench.with { bench in
            let desk = try await Desk(bench)
            let qrels = try bench.file("theirs.txt", "q1 0 d 1\n")
            let kept = try await BylineProcess(desk.arguments() + ["--out", qrels]).outcome()
            #expect(kept.status == 1 && kept.errors.contains("was not made by 'byline evaluate judge'"))
            #expect(try desk.text(qrels) == "q1 0 d 1\n")
            let none = try await BylineProcess.run("evaluate", "judge", "--agreement", "--out", desk.qrels)
            #expect(none.status == 1 && none.errors.contains("There are no judgements"))
            let foreign = try bench.file("foreign.run", "q1 Q0 doc1 1 0.5 theirs\nq9 Q0 doc1 1 0.5 theirs\n")
            let nothing = try await BylineProcess.run(
                "evaluate", "judge", foreign, "--questions", desk.questions, "--out", desk.qrels, "--data", bench.data)
            #expect(nothing.status == 1 && nothing.errors.contains("Of the runs' 1 passages"))
            let log = try bench.file("odd.txt.jsonl", "hello\n")
            let odd = try await BylineProcess(desk.arguments() + ["--out", String(log.dropLast(6))]).outcome()
            #expect(odd.status == 1 && odd.errors.contains("is no judgement of a passage"))
        }
    }
}
