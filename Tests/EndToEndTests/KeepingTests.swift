import Embedding
import Foundation
import LoopbackServer
import Testing

@Suite("Commands that keep the corpora", .timeLimit(.minutes(2)))
struct KeepingTests {
    @Test("ingest says what it did, and exits with 3 where records were refused")
    func ingest() async throws {
        try await Bench.with { bench in
            let path = try bench.file("mixed.jsonl", Bench.articles + "\n{\"title\":\n")
            let words = try await bench.run("ingest", path)
            #expect(words.status == 3)
            #expect(words.output.contains("default: 3 articles read in "))
            #expect(words.output.contains("3 new, 0 new versions, 0 unchanged, 1 refused"))
            #expect(words.errors.contains("refused \(path):4: "))

            let json = try await bench.run("ingest", path, "--json")
            #expect(json.status == 3)
            let summary = try json.json()
            #expect(summary["unchanged"] as? Int == 3 && summary["inserted"] as? Int == 0)
            #expect(summary["refused"] as? Int == 1)
            #expect((summary["faults"] as? [String])?.count == 1)
        }
    }

    @Test("ingest reads the standard input, folders with front matter, and outlets")
    func inputs() async throws {
        try await Bench.with { bench in
            let feed = URL(filePath: try bench.file("feed.jsonl", Bench.articles))
            let piped = try await bench.run("ingest", "-", "--corpus", "piped", "--format", "beir", input: feed)
            #expect(piped.status == 0, "\(piped.errors)")
            #expect(piped.output.contains("piped: 3 articles read"))

            let folder = bench.folder.appending(path: "archive")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try "---\ntitle: A bridge\nsource: Tide\npublished_at: 2025-01-02\n---\n\nThe bridge is shut.\n"
                .write(to: folder.appending(path: "a.md"), atomically: true, encoding: .utf8)
            let sources = try bench.file(
                "outlets.json", #"[{"name":"Tide","domain":"tide.example","reliability":0.7}]"#)
            let outcome = try await bench.run("ingest", folder.path, "--corpus", "archive", "--sources", sources)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("archive: 1 articles read"))

            let wrong = try await bench.run(
                "ingest", folder.path, "--sources", try bench.file("bad.json", #"[{"domain":"x"}]"#))
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("`name` is missing"))
        }
    }

    @Test("corpora copies lists who carried a story")
    func copies() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let none = try await BylineProcess.run("corpora", "copies", "default", "--data", bench.data)
            #expect(none.output == "No article of 'default' is a copy of another.\n")
            let story = (1...30).map { "Word number \($0) of it." }.joined(separator: " ")
            let record = { (source: String, day: Int, text: String) in
                #"{"source":"\#(source)","title":"\#(source) says","published_at":"2025-06-0\#(day)","text":"\#(text)"}"#
            }
            let lines = [record("Tide", 1, story + " (Wire)"), record("Wire", 2, story), record("Ledger", 3, story)]
            let path = try bench.file("wire.jsonl", lines.joined(separator: "\n"))
            #expect(try await bench.run("ingest", path, "--provenance", "backfill").status == 0)

            let list = try await BylineProcess.run("corpora", "copies", "default", "--data", bench.data)
            #expect(list.status == 0, "\(list.errors)")
            #expect(list.output.hasPrefix("1 story in 3 articles\n\nWire says  Wire · 2025-06-02"))
            #expect(list.output.contains("\n  Tide says  Tide · 2025-06-01"))
            let early = try await BylineProcess.run(
                "corpora", "copies", "default", "--as-of", "2025-06-02", "--json", "--data", bench.data)
            let stories = try #require(
                try JSONSerialization.jsonObject(with: Data(early.output.utf8)) as? [[String: Any]])
            #expect(
                (stories.first?["carriers"] as? [Any])?.count == 2 && stories.first?["publisher"] as? String == "Wire")
            let unknown = try await BylineProcess.run("corpora", "copies", "nowhere", "--data", bench.data)
            #expect(unknown.status == 1 && unknown.errors.contains("There is no corpus 'nowhere'."))
        }
    }

    @Test("corpora lists and removes")
    func corpora() async throws {
        try await Bench.with { bench in
            let none = try await BylineProcess.run("corpora", "--data", bench.data)
            #expect(none.output == "There is no corpus yet: 'byline ingest' makes one.\n")
            try await bench.fill()
            let list = try await BylineProcess.run("corpora", "--data", bench.data)
            #expect(list.output.hasPrefix("default: 3 articles in 3 versions, 3 chunks\n"))
            #expect(list.output.contains("8 components, 3 vectors, active"))
            let json = try await BylineProcess.run("corpora", "--data", bench.data, "--json").json()
            let corpus = try #require((json["corpora"] as? [[String: Any]])?.first)
            #expect(corpus["name"] as? String == "default" && corpus["articles"] as? Int == 3)

            let removed = try await BylineProcess.run("corpora", "--remove", "default", "--data", bench.data)
            #expect(removed.status == 0)
            #expect(removed.output == "Corpus 'default' is removed.\n")
            let again = try await BylineProcess.run("corpora", "--remove", "default", "--data", bench.data)
            #expect(again.status == 1)
            #expect(again.errors.contains("There is no corpus 'default'."))
            #expect(again.errors.contains("remedy: 'byline corpora' lists those there are."))
        }
    }

    @Test("embed fills a declared space, cuts over, and leaves the active one where it is asked to")
    func embed() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let declaration = try bench.file("space.json", #"{"template":"{text}"}"#)
            let beside = try await bench.run("embed", "--space", declaration, "--no-activate", "--json").json()
            #expect(beside["added"] as? Int == 3 && beside["is_active"] as? Bool == false)
            let over = try await bench.run("embed", "--space", declaration)
            #expect(over.status == 0, "\(over.errors)")
            #expect(over.output.contains("0 vectors added") && over.output.contains("which is the active space"))
            let search = try await bench.run("search", "flood")
            #expect(search.output.contains("Flood inquiry opens"), "\(search.errors)")
        }
    }

    @Test("embed exports chunks and imports the vectors made of them")
    func exchange() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let declaration = try bench.file("space.json", #"{"passagePrefix":"passage: "}"#)
            let chunks = bench.folder.appending(path: "chunks.jsonl")
            let exported = try await bench.run("embed", "--space", declaration, "--export", chunks.path)
            #expect(exported.status == 0, "\(exported.errors)")
            #expect(exported.errors.hasPrefix("3 chunks lack a vector in m@"))
            let printed = try await bench.run("embed", "--space", declaration, "--export", "-")
            #expect(printed.output == (try String(contentsOf: chunks, encoding: .utf8)))

            let lines = try printed.output.split(separator: "\n").map { line in
                let chunk = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
                let (id, title, text) = (try #require(chunk["chunk"]), chunk["title"] ?? "", chunk["text"] ?? "")
                let vector = EmbeddingsServer.unit("passage: \(title)\n\(text)")
                return #"{"chunk":"\#(id)","vector":\#(vector)}"#
            }
            let broken = try bench.file("broken.jsonl", lines[0] + "\n{}\n")
            let refused = try await bench.run("embed", "--space", declaration, "--import", broken)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("Line 2 of the vectors is not such an object."))

            let file = URL(filePath: try bench.file("vectors.jsonl", lines.dropFirst().joined(separator: "\n")))
            let imported = try await bench.run("embed", "--space", declaration, "--import", "-", input: file)
            #expect(imported.status == 0, "\(imported.errors)")
            #expect(imported.output.contains("2 vectors added") && imported.output.contains("the active space"))
            #expect(try await bench.run("search", "flood").output.contains("Flood inquiry opens"))
        }
    }

    @Test(
        "embed refuses a declaration that is none",
        arguments: [
            ("[]", "is no JSON object"), ("{", "cannot be read"), (#"{"size":3}"#, "has an unknown key 'size'"),
            (#"{"dimension":0}"#, "needs a dimension of 1 to 65536"),
            (#"{"template":"x"}"#, "and {text} in its template"),
            (#"{"pooling":"max"}"#, "cannot be read"),
        ])
    func declarations(text: String, message: String) async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let outcome = try await bench.run("embed", "--space", try bench.file("space.json", text))
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(outcome.errors.contains("remedy: It is a JSON object with any of model, weights, dimension"))
        }
    }

    @Test("another embedder than the corpus's is refused with the way out")
    func mismatch() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let arguments = [
                "--data", bench.data, "--embedder-url", bench.server.url("/v1").absoluteString, "--embedder-model", "n",
            ]
            for command in ["ask", "search"] {
                let outcome = try await BylineProcess([command, "Who?"] + arguments).outcome()
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("m@") && outcome.errors.contains("n@"))
                #expect(outcome.errors.contains("byline embed --corpus default"))
            }
            let filled = try await BylineProcess(["embed"] + arguments).outcome()
            #expect(filled.status == 0, "\(filled.errors)")
            #expect(try await BylineProcess(["search", "flood"] + arguments).outcome().status == 0)
        }
    }

    @Test("doctor finds all well, a missing embedder, and a corrupt database")
    func doctor() async throws {
        try await Bench.with { bench in
            let nothing = try await bench.run("doctor")
            #expect(nothing.output.contains("does not exist yet"))
            try await bench.fill()
            let well = try await bench.run("doctor", "--repair", "--json")
            let findings = try #require(
                try JSONSerialization.jsonObject(with: Data(well.output.utf8)) as? [[String: Any]])
            let store = try #require(findings.first { $0["part"] as? String == "store" })
            #expect(store["is_well"] as? Bool == true)
            #expect(store["detail"] as? String == "1 corpora, 3 articles, 3 chunks")
            // BLAS may be a slow one on this machine, and the rest is well.
            #expect(findings.filter { $0["is_well"] as? Bool != true }.allSatisfy { $0["part"] as? String == "BLAS" })

            let other = try await BylineProcess([
                "doctor", "--data", bench.data, "--embedder-url", bench.server.url("/v1").absoluteString,
                "--embedder-model", "n",
            ]).outcome()
            #expect(other.status == 3)
            #expect(other.output.contains("corpus default: Corpus 'default' is searched in the embedding space m@"))

            let absent = try await BylineProcess.run(
                "doctor", "--data", bench.data, "--model-folder", bench.folder.path)
            #expect(absent.status == 3)
            #expect(absent.output.contains("fault  encoder: ") && absent.output.contains("Scripts/fetch-weights"))
        }
    }

    @Test("migrate takes the data back for an older program, and any command takes it forward again")
    func migrate() async throws {
        try await Bench.with { bench in
            try await bench.fill()
            let back = try await BylineProcess.run("migrate", "--to", "1", "--data", bench.data)
            #expect(back.status == 0, "\(back.errors)")
            #expect(back.output == "\(bench.data) has schema 1 now.\n")
            #expect(try await bench.run("search", "flood").output.contains("Flood inquiry opens"))
            let unknown = try await BylineProcess.run("migrate", "--to", "99", "--data", bench.data)
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("There is no schema 99."))
        }
    }

    @Test(
        "doctor and the others say what to do about a database that is none, or damaged",
        arguments: [Damage.replaced, .overwritten])
    func corrupt(damage: Damage) async throws {
        try await Bench.with { bench in
            try await bench.fill()
            try damage.apply(to: bench.folder.appending(path: "data/byline.sqlite"))
            let doctor = try await bench.run("doctor")
            #expect(doctor.status == 3, "\(doctor.output)")
            #expect(doctor.output.contains("fault  store: "))
            #expect(doctor.output.contains("ingest again"))
            for command in ["ask", "search"] {
                let outcome = try await bench.run(command, "Who chairs the flood inquiry?")
                #expect(outcome.status == 1, "\(damage) \(command): \(outcome.output)\(outcome.errors)")
                #expect(outcome.errors.contains("remedy: "))
            }
        }
    }

    enum Damage: CaseIterable {
        /// Another file stands in its place.
        case replaced
        /// All pages but the first are noise.
        case overwritten

        func apply(to database: URL) throws {
            for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + end) }
            switch self {
            case .replaced: try Data(repeating: 0x41, count: 40_000).write(to: database)
            case .overwritten:
                let handle = try FileHandle(forUpdating: database)
                let size = try handle.seekToEnd()
                try handle.seek(toOffset: 8_192)
                try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 8_192))
                try handle.close()
            }
        }
    }
}
