import Foundation
import Testing

@Suite("Commands that ask", .timeLimit(.minutes(2)))
struct AskingTests {
    @Test("search shows passages, and with --explain the signals that make up their scores")
    func search() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let plain = try await bench.run("search", "port strike")
            #expect(plain.status == 0, "\(plain.errors)")
            #expect(plain.output.contains("Port strike ends"))
            #expect(plain.output.contains("Tide · 2025-04-01"))
            #expect(!plain.output.contains("×"))

            let explained = try await bench.run("search", "port strike", "--explain", "--limit", "1")
            #expect(explained.output.contains("1. Port strike ends"))
            #expect(!explained.output.contains("2. "))
            let line = try #require(explained.output.split(separator: "\n").first { $0.contains("×") })
            let added = line.split(separator: "·").compactMap {
                Double($0.split(separator: "=").last?.trimmingCharacters(in: .whitespaces) ?? "")
            }
            let json = try await bench.run("search", "port strike", "--limit", "1", "--json").json()
            let hit = try #require((json["hits"] as? [[String: Any]])?.first)
            let score = try #require(hit["score"] as? Double)
            #expect(added.count > 2)
            #expect(abs(added.reduce(0, +) - score) < 0.0005 * Double(added.count + 1))
        }
    }

    @Test("filters leave out what they should")
    func filters() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            func titles(_ arguments: String...) async throws -> Set<String> {
                let all =
                    ["search", "strike flood stadium", "--json", "--data", bench.data] + bench.embedder + arguments
                let json = try await BylineProcess(all).outcome().json()
                let hits = try #require(json["hits"] as? [[String: Any]])
                return Set(hits.compactMap { ($0["article"] as? [String: Any] ?? $0)["title"] as? String })
            }
            #expect(try await titles() == ["Flood inquiry opens", "Port strike ends", "Stadium costs more"])
            #expect(try await titles("--source", "Tide") == ["Port strike ends"])
            #expect(try await titles("--from", "2025-04-01", "--before", "2025-05-01") == ["Port strike ends"])
            #expect(try await titles("--as-of", "2025-03-15") == ["Flood inquiry opens"])
            #expect(try await titles("--as-of", "2025-02-01") == [])
        }
        try await Bench.with { bench in
            try await bench.fill()
            let nothing = try await bench.run("search", "strike", "--as-of", "2025-02-01")
            #expect(nothing.status == 0)
            #expect(nothing.output == "Nothing was found among the articles of these outlets and dates.\n")
        }
    }

    @Test("ask cites what it says, in words and in JSON")
    func ask() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let words = try await bench.run("ask", "Who chairs the flood inquiry?")
            #expect(words.status == 0, "\(words.errors)")
            #expect(words.output.contains("Judge Ekdal chairs the flood inquiry."))
            #expect(words.output.contains("[1] Ledger: Flood inquiry opens"))
            #expect(words.output.contains("https://ledger.example/1"))
            #expect(!words.output.contains("\u{1B}"))

            let json = try await bench.run("ask", "Who chairs the flood inquiry?", "--json").json()
            #expect(json["status"] as? String == "answered")
            let citation = try #require((json["citations"] as? [[String: Any]])?.first)
            #expect(citation["url"] as? String == "https://ledger.example/1")
            #expect((citation["quote"] as? String)?.contains("Judge Ekdal") == true)
        }
    }

    @Test("ask picks one of the choices that it is given, in words and in JSON, and refuses a single one")
    func choices() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let choices = ["--choice", "Port manager", "--choice", "Judge Ekdal"]
            let words = try await bench.run(["ask", "Who chairs the flood inquiry?"] + choices)
            #expect(words.status == 0, "\(words.errors)")
            #expect(words.output.contains("Choice: Judge Ekdal ("))
            let json = try await bench.run(["ask", "Who chairs the flood inquiry?", "--json"] + choices).json()
            let choice = try #require(json["choice"] as? [String: Any])
            #expect(choice["index"] as? Int == 1 && choice["text"] as? String == "Judge Ekdal")
            #expect(choice["share"] as? Double == json["confidence"] as? Double)
            let one = try await bench.run("ask", "Who?", "--choice", "a")
            #expect(one.status != 0 && one.errors.contains("2 to 20 choices can be offered, not 1"))
        }
    }

    @Test("ask exits with 4 where the corpus does not say, and gives the reason")
    func abstains() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let words = try await bench.run("ask", "Who won the zeppelin regatta of 1911?")
            #expect(words.status == 4, "\(words.output)")
            #expect(!words.output.isEmpty)
            let json = try await bench.run("ask", "Who won the zeppelin regatta of 1911?", "--json")
            #expect(json.status == 4)
            #expect(try json.json()["status"] as? String == "abstained")
        }
    }

    @Test("a corpus that does not exist is an error that names those that do")
    func unknownCorpus() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            for command in ["ask", "search"] {
                let outcome = try await bench.run(command, "Who?", "--corpus", "other")
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("'other'") && outcome.errors.contains("default"))
                #expect(outcome.errors.contains("remedy:"))
            }
        }
    }

    @Test("evaluate counts by kind, and shows what went wrong")
    func evaluate() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let questions = try bench.file(
                "questions.jsonl",
                """
                {"id":"q1","question":"Who chairs the flood inquiry?","kind":"fact","answer":"Judge Ekdal",\
                "accepted":[["Ekdal"]],"evidence":[]}
                {"id":"q2","question":"Who chairs the flood inquiry?","kind":"fact","answer":"Nobody",\
                "accepted":[["Nobody at all"]],"evidence":[]}
                {"id":"q3","question":"Who won the zeppelin regatta of 1911?","kind":"unanswerable","answer":null,\
                "accepted":[],"evidence":[]}
                """)
            let table = try await bench.run("evaluate", questions, "--show", "wrong")
            #expect(table.status == 0, "\(table.errors)")
            #expect(table.output.contains("q2 fact · wrong"))
            #expect(!table.output.contains("q1 fact"))
            let rows = table.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(rows.contains(["fact", "2", "2", "1", "0.500", "0.500", "1.000", "–"]))
            #expect(rows.contains(["unanswerable", "1", "0", "0", "–", "–", "–", "1/1"]))
            #expect(rows.contains(["all", "3", "2", "1", "0.500", "0.500", "1.000", "1/1"]))

            let json = try await bench.run("evaluate", questions, "--json").json()
            let verdicts = try #require(json["questions"] as? [[String: Any]]).compactMap { $0["verdict"] as? String }
            #expect(verdicts == ["correct", "wrong", "declined"])
        }
    }

    @Test("evaluate names the line of a file that is no question")
    func malformedQuestions() async throws {
        try await Bench.with { bench in
            let outcome = try await bench.run("evaluate", try bench.file("q.jsonl", "{\"id\":1}\n"))
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Line 1 of q.jsonl is no question."))
        }
    }
}
