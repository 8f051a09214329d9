import Foundation
import Testing

@Suite("Evaluating retrieval and runs", .timeLimit(.minutes(2)))
struct EvaluatingTests {
    private static let ours = """
        {"id":"q1","question":"Who chairs the flood inquiry?","kind":"fact","accepted":[["x"]],\
        "evidence":[{"url":"u","sentence":"A sentence that stands nowhere."}]}
        {"id":"q2","question":"Who won the zeppelin regatta of 1911?","kind":"unanswerable","accepted":[],"evidence":[]}
        """

    private func rows(_ output: String) -> [[String]] {
        output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    @Test("retrieval finds the evidence, by kind and in all, and writes a run that can be scored")
    func retrieval() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let run = bench.folder.appending(path: "ours.run").path
            let questions = try bench.file("questions.jsonl", Self.ours)
            let outcome = try await bench.run("evaluate", "retrieval", questions, "--run-out", run)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(rows(outcome.output).contains(["unanswerable", "1", "0", "–", "–", "–", "–", "–", "–"]))
            #expect(
                rows(outcome.output).contains(
                    ["all", "2", "1", "0.000", "0.000", "0.000", "0.000", "0.000", "0.000"]))

            let multihop = try bench.file(
                "multihop.jsonl",
                """
                {"qid":1,"query":"Who chairs the flood inquiry?","question_type":"inference_query",\
                "evidence_list":[{"fact":"Judge Ekdal chairs\\nthe flood inquiry."}]}
                """)
            let known = try await bench.run(
                "evaluate", "retrieval", multihop, "--format", "multihop-rag", "--json"
            ).json()
            let means = try #require((known["rows"] as? [[String: Any]])?.last?["means"] as? [String: Any])
            #expect(means["reciprocal_rank_at10"] as? Double == 1 && means["all_evidence_at10"] as? Double == 1)

            // The passage that has the fact stands first in the run too, which is of the same question.
            let question = try #require((known["questions"] as? [[String: Any]])?.first)
            let passage = try #require((question["passages"] as? [String])?.first)
            let qrels = try bench.file("qrels.txt", "q1 0 \(passage) 1\nq9 0 x 1\n")
            let scored = try await BylineProcess.run(
                "evaluate", "run", qrels, run, "--metric", "mrr", "--metric", "ndcg@10")
            #expect(scored.status == 0, "\(scored.errors)")
            #expect(rows(scored.output).contains(["mrr", "0.5000"]))
            #expect(scored.output.contains("2 judged questions; 1 of them are not in the run"))
        }
    }

    @Test("retrieval says how often what was current stands first, and how often it could")
    func current() async throws {
        try await Bench.with { bench in
            let articles = try bench.file(
                "articles.jsonl",
                """
                {"id":"old","source":"Ledger","title":"Fare","text":"The ferry fare is two crowns.","published_at":"2024-01-01"}
                {"id":"new","source":"Tide","title":"Fare","text":"The ferry fare is three crowns.","published_at":"2025-01-01"}
                """)
            #expect(try await bench.run("ingest", "--provenance", "backfill", articles).status == 0)
            let queries = try bench.file(
                "queries.jsonl",
                """
                {"_id":"q1","text":"What is the ferry fare now?","as_of":"2025-01-02T00:00:00Z"}
                {"_id":"q2","text":"What is the ferry fare?","as_of":"2024-06-01T00:00:00Z"}
                """)
            let qrels = try bench.file(
                "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\told\t0\nq1\tnew\t1\nq2\told\t0\n")
            let arguments = ["evaluate", "retrieval", queries, "--format", "beir", "--qrels", qrels]
            let outcome = try await bench.run(arguments + ["--articles", articles])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.output.contains("current article first: 0.500 of 2 judged questions; ceiling 0.500"),
                "\(outcome.output)")
            #expect(try await bench.run(arguments).status == 64)
        }
    }

    @Test("names what is wrong with metrics, limits, questions, judgements and runs")
    func faults() async throws {
        #expect(try await BylineProcess.run("evaluate", "run", "a", "b", "--metric", "bleu").status == 64)
        #expect(try await BylineProcess.run("evaluate", "retrieval", "a", "--limit", "9").status == 64)
        try await Bench.with { bench in
            let run = try bench.file("x.run", "q Q0 d 1 high us\n")
            let qrels = try bench.file("qrels.txt", "q 0 d 1\n")
            let outcome = try await BylineProcess.run("evaluate", "run", qrels, run)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Line 1 of x.run has the score 'high'."))
            let judgements = try await BylineProcess.run("evaluate", "run", run, run)
            #expect(judgements.errors.contains("Line 1 of x.run has 6 fields instead of 4."))
            let questions = try await bench.run("evaluate", "retrieval", qrels, "--format", "multihop-rag")
            #expect(questions.status == 1)
            #expect(questions.errors.contains("Line 1 of qrels.txt is no question of MultiHop-RAG."))
        }
    }

    @Test("explains each subcommand with examples", arguments: ["answers", "retrieval", "run", "tune", "judge", "add"])
    func help(subcommand: String) async throws {
        let outcome = try await BylineProcess.run("evaluate", subcommand, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("EXAMPLES") && outcome.output.contains("byline evaluate \(subcommand)"))
    }
}
