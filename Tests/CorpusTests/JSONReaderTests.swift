import Foundation
import Testing

@testable import Corpus

@Suite struct JSONReaderTests {
    @Test func readsEveryKeyOfTheSchema() throws {
        let line = """
            {"id":"a1","url":"https://a.example/1","source":"Ledger","title":"Levy","text":"It rises.",\
            "author":["A","B"],"category":"budget",\
            "language":"en","published_at":"2025-05-16T07:30:00Z","updated_at":1747467000,\
            "retracted":true,"unknown":{"deep":[1,2,{"x":null}]}}
            """
        let outcome = try Input.jsonLines(line).outcomes()
        let expected = RawArticle(
            id: "a1", url: "https://a.example/1", source: "Ledger", title: "Levy", text: "It rises.", author: "A, B",
            category: "budget", language: "en", publishedAt: Date(timeIntervalSince1970: 1_747_380_600),
            updatedAt: Date(timeIntervalSince1970: 1_747_467_000), retracted: true)
        #expect(outcome.articles == [expected])
    }

    @Test func readsTheOtherSchemas() throws {
        let lines = """
            {"title":"T","body":"B","id":608}
            {"_id":"d9","title":"","text":"B","metadata":{"url":"https://a.example/9","author":{"x":1}}}
            {"title":null,"text":"B","url":null,"published_at":null,"retracted":null,"source":""}
            """
        let articles = try Input.jsonLines(lines).outcomes().articles
        #expect(articles.map(\.id) == ["608", "d9", nil])
        #expect(articles.map(\.url) == [nil, "https://a.example/9", nil])
        #expect(articles.map(\.text) == ["B", "B", "B"])
        #expect(articles.map(\.source) == [nil, nil, nil])
    }

    @Test(arguments: [
        (#"{"title":7}"#, "`title` is not a text.", "Write a text, or null where it is unknown."),
        (#"{"title":"x","retracted":"yes"}"#, "`retracted` is not true or false.", "Write true or false, or null"),
        (#"{"title":"x","published_at":"soon"}"#, "`published_at` is no date: 'soon'.", "Write 2025-05-16T07:30:00Z"),
        (#"{"title":"x","updated_at":1e300}"#, "`updated_at` is no date: '1e+300'.", "Write 2025-05-16T07:30:00Z"),
        (#"{"title":"x","published_at":{}}"#, "`published_at` is not a date.", "Write a date"),
        (
            #"{"id":"x"}"#, "The record has neither a title nor a text.",
            "An article is one JSON object with the keys id"
        ),
        ("nonsense", "The record is not a JSON object", "An article is one JSON object"),
        (#"{"title":"x""#, "The record is not a JSON object", "An article is one JSON object"),
        (#"{"title":"x","n":NaN}"#, "The record is not a JSON object", "An article is one JSON object"),
        (#""text""#, "The record is not a JSON object", "An article is one JSON object"),
        ("{\"title\":\"\\ud800\"}", "The record is not a JSON object", "An article is one JSON object"),
    ])
    func reportsABadRecordAndGoesOn(_ line: String, _ message: String, _ remedy: String) throws {
        let outcomes = try Input.jsonLines("\n{\"title\":\"one\"}\r\n" + line + "\r\n{\"title\":\"two\"}").outcomes()
        #expect(outcomes.articles.map(\.title) == ["one", "two"])
        let fault = try #require(outcomes.faults.first)
        #expect(outcomes.faults.count == 1)
        #expect(fault.location.line == 3)
        #expect(fault.message.hasPrefix(message))
        #expect(fault.remedy.hasPrefix(remedy))
        #expect(fault.description.hasPrefix(fault.location.file + ":3: "))
    }

    @Test func reportsInvalidUTF8() throws {
        var bytes = Data("{\"title\":\"one\"}\n{\"title\":\"".utf8)
        bytes += [0xFF, 0xC0]
        bytes += Data("\"}\n{\"title\":\"two\"}\n".utf8)
        let outcomes = try Input(bytes, named: "a.jsonl").outcomes()
        #expect(outcomes.articles.map(\.title) == ["one", "two"])
        #expect(outcomes.faults.map(\.message) == ["The record is not valid UTF-8."])
    }

    @Test func survivesDepthAndDuplicateKeys() throws {
        let bomb = String(repeating: "[", count: 200_000)
        let object = String(repeating: "{\"a\":", count: 100_000)
        let lines = "{\"title\":\(bomb)\n\(object)\n{\"title\":\"one\",\"title\":\"two\"}\n"
        let outcomes = try Input.jsonLines(lines).outcomes()
        #expect(outcomes.faults.map(\.location.line) == [1, 2])
        #expect(outcomes.articles.map(\.title) == ["one"])
    }

    @Test(arguments: [4, 5, 7, 64, 4_096])
    func readsTheSameInBlocksOfAnySize(blockBytes: Int) throws {
        let records = (0..<20).map { number in
            #"{"title":"T\#(number)","text":"a \"quoted\" [bracket] {brace} \\ é漢👍 \#(number)","deep":[[1,{"x":"]"}]]}"#
        }
        let expected = (0..<20).map { "a \"quoted\" [bracket] {brace} \\ é漢👍 \($0)" }
        let inputs = [
            Input.jsonLines(records.joined(separator: "\n")),
            Input.json("[" + records.joined(separator: ",\n") + "]\n"),
            Input.json(" [ " + records.joined(separator: " , ") + " ] "), Input.json(records.joined(separator: "\n")),
            Input.json(records.joined()),
            Input(Data(("\u{FEFF}" + records.joined(separator: "\r\n")).utf8), named: "b.jsonl"),
            Input.jsonLines("[" + records.joined(separator: ",") + "]"),
        ]
        for input in inputs {
            let outcomes = try input.outcomes(blockBytes: blockBytes)
            #expect(outcomes.faults.isEmpty)
            #expect(outcomes.articles.map(\.text) == expected)
        }
    }

    @Test func countsLinesInAnArray() throws {
        let outcomes = try Input.json("\n[\n{\"title\":\"a\"},\n\n{\n\"title\":7\n},\n 5, \"x\"\n, {\"title\":\"b\"}]")
            .outcomes()
        #expect(outcomes.articles.map(\.title) == ["a", "b"])
        #expect(outcomes.faults.map(\.location.line) == [5, 8, 8])
    }

    @Test func reportsAnArrayThatIsCutOff() throws {
        let cut = try Input.json("[{\"title\":\"a\"},\n{\"title\":\"b").outcomes()
        #expect(cut.articles.map(\.title) == ["a"])
        #expect(cut.faults.map(\.location.line) == [2])
        #expect(cut.faults.map(\.message) == ["The input ends before the JSON value that begins here does."])
        let open = try Input.json("[{\"title\":\"a\"},").outcomes()
        #expect(open.faults.count == 1)
        let trailing = try Input.json("[{\"title\":\"a\"}]\n[{\"title\":\"b\"}]").outcomes()
        #expect(trailing.articles.count == 1)
        #expect(trailing.faults.map(\.message) == ["Something follows the end of the array and was not read."])
        #expect(trailing.faults.map(\.location.line) == [2])
    }

    @Test(arguments: ["a.jsonl", "a.json"])
    func passesOverARecordThatIsTooLarge(name: String) throws {
        let large = "{\"title\":\"" + String(repeating: "x", count: 5_000) + "\"}"
        let input = Input(Data("{\"title\":\"a\"}\n\(large)\n{\"title\":\"b\"}\n".utf8), named: name)
        let outcomes = try input.outcomes(blockBytes: 128, recordBytes: 1_000)
        #expect(outcomes.articles.map(\.title) == ["a", "b"])
        #expect(outcomes.faults.map(\.message) == ["The record is larger than 1000 bytes and was passed over."])
        #expect(outcomes.faults.map(\.location.line) == [2])
    }

    @Test(arguments: ["", "\n\n", "  \r\n ", "[]", " [ ] ", "[\n]"])
    func readsNothingFromNothing(text: String) throws {
        for input in [Input.json(text), Input.jsonLines(text)] {
            let outcomes = try input.outcomes()
            #expect(outcomes.articles.isEmpty && outcomes.faults.isEmpty)
        }
    }

    @Test(arguments: 0..<150)
    func endsOnHostileInput(seed: Int) throws {
        var generator = SplitMix64(state: UInt64(seed))
        let alphabet = Array("[]{}\",:\\ \nnull7é".utf8) + [0xFF, 0x00]
        let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        }
        for name in ["a.json", "a.jsonl"] {
            let whole = try Input(Data(bytes), named: name).outcomes()
            #expect(whole.articles.isEmpty)
            #expect(whole.faults.count <= bytes.count)
            #expect(whole.faults.allSatisfy { ($0.location.line ?? 0) >= 1 })
        }
    }

    @Test func knowsHowFarItIs() throws {
        let input = Input.jsonLines("{\"title\":\"a\"}\n")
        let reader = try input.reader()
        #expect(reader.progress.totalBytes == 14)
        while try reader.next() != nil {}
        #expect(reader.progress.bytesRead == 14)
        #expect(try reader.next() == nil)
    }

    @Test func namesAFileThatIsNotThere() throws {
        let error = try #require(throws: BylineError.self) { try ArticleReaders.open("/nowhere/a.jsonl") }
        #expect(error.code == .inputUnreadable)
        #expect(error.description == "'/nowhere/a.jsonl' cannot be read: No such file or directory. Check the path.")
    }
}
