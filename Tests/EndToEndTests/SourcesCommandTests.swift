import Corpus
import Embedding
import Foundation
import Logging
import Store
import Testing

@Suite("byline sources", .timeLimit(.minutes(2)))
struct SourcesCommandTests {
    /// A data directory with an outlet and no article, so that no encoder is needed.
    private struct Desk {
        let folder: URL

        static func with(_ body: (Desk) async throws -> Void) async throws {
            try await withTemporaryFolder { folder in
                let desk = Desk(folder: folder)
                let store = try await SQLiteStore.open(
                    directory: folder.appending(path: "data"), logger: Logger(label: "test"))
                try await store.createCorpus(
                    .standard, chunking: Chunking(tokenizer: "test"),
                    space: EmbeddingSpace(model: "m", weights: "w", dimension: 4))
                let ledger = Source(
                    name: "The Ledger", domain: "ledger.example", aliases: ["Ledger"], owner: "A trust",
                    reliability: 0.8)
                try await store.setSources([ledger, Source(name: "Tide")], in: .standard)
                await store.close()
                try await body(desk)
            }
        }

        func run(_ arguments: String..., input: URL? = nil) async throws -> BylineProcess.Outcome {
            let data = ["--data", folder.appending(path: "data").path]
            return try await BylineProcess(["sources"] + arguments + data, input: input).outcome()
        }

        func file(_ text: String) throws -> URL {
            let file = folder.appending(path: "ratings.csv")
            try Data(text.utf8).write(to: file)
            return file
        }
    }

    private func objects(_ outcome: BylineProcess.Outcome) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    @Test("list and show say what is believed and why")
    func listAndShow() async throws {
        try await Desk.with { desk in
            let list = try await desk.run()
            #expect(
                list.status == 0 && list.output.contains("The Ledger  0.75 ± 0.12      12.0  1 rating"),
                "\(list.output)")
            #expect(list.output.contains("Tide        0.50 ± 0.29       2.0   nothing"))
            let accounts = try objects(try await desk.run("list", "--json"))
            #expect(accounts.map { $0["name"] as? String } == ["The Ledger", "Tide"])
            #expect((accounts[0]["belief"] as? [String: Double])?["mean"] == 0.75)

            let show = try await desk.run("show", "news.ledger.example")
            for line in [
                "The Ledger: 0.75 ± 0.12, strength 12.0", "owner              A trust",
                "rated              0.80 with strength 10 by list of outlets",
                "1. · The Ledger · list of outlets: rating 0.80",
            ] {
                #expect(show.output.contains(line), "\(show.output)")
            }
            let unknown = try await desk.run("show", "Nobody")
            #expect(unknown.output.contains("nothing: the belief is neutral"))
            #expect(unknown.errors.contains("no outlet and no article of corpus 'default' is called 'Nobody'"))
            #expect(try await desk.run("show", " ").status == 64)
            let json = try await desk.run("show", "Ledger", "--json").json()
            #expect((json["log"] as? [Any])?.count == 1 && json["owner"] as? String == "A trust")
        }
    }

    @Test("set, feedback and undo are logged with their causes, and an undo restores")
    func changes() async throws {
        try await Desk.with { desk in
            let before = try await desk.run("list", "--json").output
            let set = try await desk.run(
                "set", "Ledger", "--rating", "0.2", "--strength", "20", "--because", "made things up")
            #expect(set.status == 0 && set.output.contains("The Ledger: 0.23 ± 0.09 now"), "\(set.output)\(set.errors)")
            let feedback = try await desk.run("feedback", "tide", "for", "--because", "right figures", "--json").json()
            #expect(feedback["effect"] as? String == "feedback-for" && feedback["weight"] as? Double == 0.25)
            let show = try await desk.run("show", "Ledger").output
            #expect(show.contains("decided            0.20 with strength 20") && show.contains("not counted beside"))
            for entry in [3, 2] {
                let undo = try await desk.run("undo", "\(entry)", "--because", "a mistake")
                #expect(undo.status == 0 && undo.output.contains("takes back entry \(entry)"), "\(undo.errors)")
            }
            #expect(try await desk.run("list", "--json").output == before)
            let log = try await desk.run("log", "--limit", "4")
            #expect(log.output.hasPrefix("5. · takes back entry 2\n") && log.output.contains(": made things up"))
            #expect(log.output.contains("3. · tide · feedback-for (+0.25) · taken back"))
            let entries = try objects(try await desk.run("log", "Ledger", "--json"))
            #expect(entries.compactMap { $0["id"] as? Int } == [5, 2, 1])

            let again = try await desk.run("undo", "2", "--because", "again")
            #expect(again.status == 1 && again.errors.contains("Entry 2 counts no longer"))
            #expect(
                try await desk.run("undo", "99", "--because", "x", "--json").errors.contains(#""code":"unknown-entry""#)
            )
            #expect(try await desk.run("log", "Nobody").output == "The log has no entry of this source.\n")
        }
    }

    @Test("a table goes in with its faults told, and beliefs go out and in again")
    func tables() async throws {
        try await Desk.with { desk in
            let file = try desk.file("Domain;Score\nwww.ledger.example;90\nx y;1\nnew.example;20\n").path
            let imported = try await desk.run(
                "import", file, "--table", "Watch", "--scale", "0-100", "--since", "2025-01-01")
            #expect(imported.status == 3)
            #expect(imported.output.contains("table 'Watch' with 2 ratings of 3 rows, 0 repeated, 1 refused; entry 2"))
            #expect(imported.errors.contains("ratings.csv:3: 'x y' is no domain."))
            #expect(try await desk.run("list", "--all").output.contains("new.example"))
            #expect(try await !desk.run("list", "--all", "--as-of", "2024-12-31").output.contains("new.example"))
            #expect(try await desk.run("show", "Ledger").output.contains("0.90 with strength 10 by Watch"))

            let export = desk.folder.appending(path: "out.csv")
            let exported = try await desk.run("export", "--output", export.path)
            #expect(exported.status == 0 && exported.errors.contains("2 sources are in"))
            let text = try String(contentsOf: export, encoding: .utf8)
            #expect(text.hasPrefix("name,domain,rating,scale,spread,strength\r\nThe Ledger,ledger.example,0.8"))
            let back = try await desk.run("import", "-", "--table", "Ours", "--json", input: export)
            #expect(back.status == 0, "\(back.errors)")
            #expect(try back.json()["ratings"] as? Int == 2)
            #expect(try await desk.run("export").output.contains(",new.example,0."))
            #expect(try objects(try await desk.run("export", "--json")).count == 2)
        }
    }

    @Test("what is not understood is refused before anything is written")
    func refused() async throws {
        try await Desk.with { desk in
            let file = try desk.file("domain,rating\na.example,1\n").path
            for arguments in [
                ["set", "A", "--rating", "2", "--because", "x"], ["set", "A", "--rating", "nan", "--because", "x"],
                ["set", "A", "--rating", "1", "--strength", "0", "--because", "x"], ["set", "A", "--rating", "1"],
                ["set", "A", "--rating", "1", "--because", " "], ["feedback", "A", "maybe", "--because", "x"],
                ["import", file, "--table", "", "--scale", "0-1"],
                ["import", file, "--table", "T", "--scale", "furlongs"],
                ["import", file, "--table", "T", "--strength", "-1"], ["undo", "x", "--because", "x"],
                ["list", "--as-of", "once"],
            ] {
                let outcome = try await BylineProcess(["sources"] + arguments).outcome()
                #expect(outcome.status == 64, "\(arguments): \(outcome.output)")
            }
            #expect(try await desk.run("import", file, "--table", "T").errors.contains("--scale 0-100"))
            let future = try await desk.run("set", "A", "--rating", "1", "--because", "x", "--since", "2999-01-01")
            #expect(future.status == 1 && future.errors.contains("Record it when it comes."))
            let absent = try await desk.run("import", file + "x", "--table", "T", "--scale", "0-1", "--json")
            #expect(absent.status == 1 && absent.errors.contains("input-unreadable"))
            #expect(try await desk.run("list", "--corpus", "none").errors.contains("There is no corpus 'none'."))
            #expect(try await desk.run("log").output.split(separator: "\n").count == 2)
        }
    }
}
