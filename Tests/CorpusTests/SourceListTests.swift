import Foundation
import Testing

@testable import Corpus

@Suite struct SourceListTests {
    private func list(_ json: String) throws -> [Source] {
        try SourceList(json: Data(json.utf8), name: "sources.json").sources
    }

    @Test func readsEveryKey() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            \u{FEFF}[{"name":" The  Ledger","domain":"https://WWW.Ledger.example/","aliases":["Ledger"," "],
            "owner":"Holt","kind":"daily","reliability":0.9,"rated_by":"desk","note":"passed over"}, {"name":"Post"}]
            """, to: "sources.json")
        let expected = [
            Source(
                name: "The Ledger", domain: "ledger.example", aliases: ["Ledger"], owner: "Holt", kind: "daily",
                reliability: 0.9, ratedBy: "desk"), Source(name: "Post"),
        ]
        #expect(try SourceList(path: path).sources == expected)
        #expect(try list("[]").isEmpty)
    }

    @Test(arguments: [
        ("", "it is no valid JSON"),
        ("{}", "it is no array"),
        ("[{\"name\":7}]", "entry 1, `name`: wrong type"),
        (
            "[{\"name\":\"a\"},{\"reliability\":2,\"domain\":\"a b\"}]",
            "entry 2: `name` is missing; entry 2: `reliability` is 2.0"
        ),
        ("[{\"name\":\"A\"},{\"name\":\"b\",\"aliases\":[\"a\"]}]", "entries 1 and 2 share the name or domain 'a'"),
    ])
    func saysAllThatIsWrong(_ json: String, _ mistakes: String) throws {
        let error = try #require(throws: BylineError.self) { try list(json) }
        #expect(error.code == .sourcesInvalid)
        #expect(error.message.hasPrefix("The list of sources 'sources.json' cannot be used: \(mistakes)"))
        #expect(error.remedy.hasPrefix("Write an array of objects with `name`"))
    }

    @Test func boundsTheMistakesItNames() throws {
        let json = "[" + Array(repeating: "{}", count: 25).joined(separator: ",") + "]"
        let error = try #require(throws: BylineError.self) { try list(json) }
        #expect(error.message.hasSuffix("entry 10: `name` is missing; and 15 more."))
    }
}
