import Foundation
import Testing

@Suite("Comparing runs", .timeLimit(.minutes(2)))
struct ComparingTests {
    /// Twelve judged questions of two kinds, a run that finds each, and one that finds none of them first.
    private struct Files {
        let qrels: String
        let good: String
        let bad: String
        let queries: String
        let page: String

        init(_ bench: Bench) throws {
            let ids = (0..<12).map { "q\($0)" }
            qrels = try bench.file("qrels.txt", ids.map { "\($0) 0 right 1\n\($0) 0 stale 0\n" }.joined())
            good = try bench.file(
                "good.run", ids.map { "\($0) Q0 right 1 2 good\n\($0) Q0 stale 2 1 good\n" }.joined())
            bad = try bench.file(
                "bad.run", ids.dropLast().map { "\($0) Q0 stale 1 2 bad\n\($0) Q0 right 2 1 bad\n" }.joined())
            queries = try bench.file(
                "queries.jsonl",
                ids.enumerated().map { number, id in
                    """
                    {"id":"\(id)","question":"Who, <em>then</em>?","kind":"\(number % 2 == 0 ? "fact" : "temporal")",\
                    "accepted":[],"evidence":[]}

                    """
                }.joined())
            page = bench.folder.appending(path: "report.html").path
        }
    }

    private func rows(_ output: String) -> [[String]] {
        output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    @Test("says what got worse by table, page and exit code")
    func worse() async throws {
        try await Bench.with { bench in
            let files = try Files(bench)
            let outcome = try await BylineProcess.run(
                "evaluate", "compare", files.qrels, files.good, files.bad, "--metric", "mrr", "--metric", "current",
                "--metric", "hits@2", "--queries", files.queries, "--format", "byline", "--html", files.page)
            #expect(outcome.status == 3, "\(outcome.errors)")
            let mrr = try #require(rows(outcome.output).first { $0.first == "mrr" })
            #expect(Array(mrr[1...3]) == ["1.0000", "0.4583", "-0.5417"] && mrr.last == "worse")
            #expect(rows(outcome.output).contains { $0.first == "hits@2" && $0.last == "1.0000" })
            #expect(outcome.output.contains("1 questions are missing from the new run and count as 0: q11"))
            #expect(outcome.output.contains("Significantly worse: mrr, current"))
            #expect(rows(outcome.output).contains { $0.first == "temporal" && $0.last == "6" })
            // The question that is missing lost most; then both rankings are shown.
            #expect(outcome.output.contains("q11 temporal  1.0000 → 0.0000"))
            #expect(outcome.output.contains("new      1. - 2.0000 stale"))
            let page = try String(contentsOfFile: files.page, encoding: .utf8)
            #expect(
                page.contains("Who, &lt;em&gt;then&lt;/em&gt;?") && page.contains("Significantly worse: mrr, current"))
        }
    }

    @Test("exits with 0 where nothing got worse, or not what was looked at, or not surely enough")
    func notWorse() async throws {
        try await Bench.with { bench in
            let files = try Files(bench)
            let better = try await BylineProcess.run("evaluate", "compare", files.qrels, files.bad, files.good)
            #expect(better.status == 0 && better.output.contains("better"))
            let other = try await BylineProcess.run(
                "evaluate", "compare", files.qrels, files.good, files.bad, "--metric", "hits@2")
            #expect(other.status == 0)
            // Twelve of twelve lost: p = 2 / 4096.
            let strict = try await BylineProcess.run(
                "evaluate", "compare", files.qrels, files.good, files.bad, "--metric", "mrr", "--alpha", "0.0004",
                "--json")
            #expect(strict.status == 0)
            let metrics = try #require(try strict.json()["metrics"] as? [[String: Any]])
            let comparison = try #require(metrics.first?["comparison"] as? [String: Any])
            #expect(comparison["p_value"] as? Double == 2 / 4096.0 && comparison["losses"] as? Int == 12)
        }
    }

    @Test("scores a run beside its baseline, and compares scores that were kept")
    func keptScores() async throws {
        try await Bench.with { bench in
            let files = try Files(bench)
            let (old, new) = (bench.folder.appending(path: "old").path, bench.folder.appending(path: "new").path)
            let first = try await BylineProcess.run(
                "evaluate", "run", files.qrels, files.good, "--scores-out", old, "--html", files.page)
            #expect(first.status == 0 && rows(first.output).contains(["mrr", "1.0000"]))
            #expect(try String(contentsOfFile: files.page, encoding: .utf8).contains("Recall by rank"))
            let second = try await BylineProcess.run(
                "evaluate", "run", files.qrels, files.bad, "--baseline", files.good, "--metric", "mrr", "--scores-out",
                new,
                "--json")
            #expect(second.status == 3)
            let json = try second.json()
            #expect((json["means"] as? [String: Double])?["mrr"] == 5.5 / 12)
            #expect((json["comparison"] as? [String: Any])?["missing_from_new"] as? [String] == ["q11"])
            let kept = try await BylineProcess.run("evaluate", "compare", old, new)
            #expect(kept.status == 3 && kept.output.contains("Significantly worse: mrr"))
            let unknown = try await BylineProcess.run("evaluate", "compare", old, new, "--metric", "ndcg@10")
            #expect(unknown.status == 1 && unknown.errors.contains("have no metric 'ndcg@10'"))
        }
    }

    @Test("measures whose articles a run shows")
    func articles() async throws {
        try await Bench.with { bench in
            let files = try Files(bench)
            let documents = try bench.file(
                "documents.jsonl",
                """
                {"id":"right","cluster":"c","publisher":"Tide","credibility":0.8}
                {"id":"stale","cluster":"c","publisher":"Ledger","credibility":0.4}
                """)
            let outcome = try await BylineProcess.run(
                "evaluate", "run", files.qrels, files.bad, "--documents", documents, "--metric", "duplicates@5",
                "--metric",
                "sources@5", "--metric", "credibility@1", "--metric", "mrr", "--by-question")
            #expect(outcome.status == 0, "\(outcome.errors)")
            for row in [["duplicates@5", "0.5000"], ["sources@5", "1.0000"], ["credibility@1", "0.4000"]] {
                #expect(rows(outcome.output).contains(row))
            }
            #expect(rows(outcome.output).contains(["q11", "0.0000", "–", "–", "–"]))
        }
    }

    @Test("compares searches with those of before, and shows why passages stood where they stood")
    func retrieval() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let questions = try bench.file(
                "multihop.jsonl",
                """
                {"qid":1,"query":"Who chairs the flood inquiry?","question_type":"inference_query",\
                "evidence_list":[{"fact":"Judge Ekdal chairs the flood inquiry."}]}
                """)
            let names = ["scores", "reasons", "worse", "page"]
            let paths = names.map { bench.folder.appending(path: $0).path }
            let first = try await bench.run(
                "evaluate", "retrieval", questions, "--format", "multihop-rag", "--scores-out", paths[0],
                "--explain-out",
                paths[1])
            #expect(first.status == 0, "\(first.errors)")
            let again = try await bench.run(
                "evaluate", "retrieval", questions, "--format", "multihop-rag", "--baseline", paths[0], "--json")
            #expect(again.status == 0, "\(again.errors)")
            let comparison = try #require(try again.json()["comparison"] as? [String: Any])
            #expect((comparison["metrics"] as? [[String: Any]])?.count == 6)

            // A baseline that knew nothing less, but for a question that is no longer asked.
            let kept = try String(contentsOfFile: paths[0], encoding: .utf8)
            let more = kept + #"{"id":"2","is_missing":false,"values":[1,1,1,1,1,1]}"# + "\n"
            try more.write(toFile: paths[2], atomically: true, encoding: .utf8)
            let worse = try await bench.run(
                "evaluate", "retrieval", questions, "--format", "multihop-rag", "--baseline", paths[2], "--metric",
                "recall@10", "--baseline-explain", paths[1], "--html", paths[3])
            #expect(worse.status == 0 && worse.output.contains("1 questions are missing from the new run"))
            let page = try String(contentsOfFile: paths[3], encoding: .utf8)
            #expect(page.contains("Nothing: the question is missing."))
            let reasons = try String(contentsOfFile: paths[1], encoding: .utf8)
            #expect(reasons.contains(#""name":"similarity""#) && reasons.contains(#""relevance":1"#))
        }
    }

    @Test("measures confidences of whatever system")
    func confidence() async throws {
        try await Bench.with { bench in
            let file = try bench.file(
                "confidences.jsonl",
                """
                {"id":"a","confidence":0.9,"correct":true}
                {"id":"b","confidence":0.6,"correct":false}
                {"id":"c","confidence":0.3,"answerable":false}
                """)
            let page = bench.folder.appending(path: "page.html").path
            let outcome = try await BylineProcess.run("evaluate", "confidence", file, "--html", page)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(rows(outcome.output).contains(["ECE", "0.3500"]))
            #expect(rows(outcome.output).contains(["AUROC", "of", "declining", "1.0000"]))
            #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Reliability"))
            let json = try await BylineProcess.run("evaluate", "confidence", file, "--json").json()
            #expect(json["recall"] as? Double == 1 && json["area_under_roc"] as? Double == 1)
        }
    }

    @Test("names what is wrong")
    func faults() async throws {
        let mistakes = [
            ["compare", "a"], ["compare", "a", "b", "c", "d"], ["compare", "a", "b", "--alpha", "1"],
            ["compare", "a", "b", "--worst", "-1"], ["compare", "a", "b", "--html", "-", "--json"],
            ["compare", "a", "b", "c", "--metric", "bleu"], ["compare", "a", "b", "c", "--metric", "sources@5"],
            ["run", "a", "b", "--scores-out", "-", "--html", "-"], ["confidence", "a", "--bins", "0"],
            ["retrieval", "a", "--run-out", "-", "--scores-out", "-"], ["retrieval", "a", "--metric", "ndcg@10"],
            ["retrieval", "a", "--metric", "mrr@10"], ["retrieval", "a", "--explain", "b"],
        ]
        for arguments in mistakes {
            let outcome = try await BylineProcess(["evaluate"] + arguments).outcome()
            #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
        }
        try await Bench.with { bench in
            let text = try bench.file("text", "nothing of the kind\n")
            let outcome = try await BylineProcess.run("evaluate", "compare", text, text)
            #expect(outcome.status == 1 && outcome.errors.contains("Line 1 of text is no heading of scores."))
            let absent = try await BylineProcess.run("evaluate", "compare", "/nowhere/a", "/nowhere/b")
            #expect(absent.status == 1 && absent.errors.contains("cannot be read"))
        }
    }

    @Test("explains itself with examples", arguments: ["compare", "confidence"])
    func help(subcommand: String) async throws {
        let outcome = try await BylineProcess.run("evaluate", subcommand, "--help")
        #expect(outcome.output.contains("EXAMPLES") && outcome.output.contains("byline evaluate \(subcommand)"))
    }
}
