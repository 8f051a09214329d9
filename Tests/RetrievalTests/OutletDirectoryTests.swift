import Corpus
import Testing

@testable import Retrieval

@Suite("Outlets that a question names")
struct OutletDirectoryTests {
    private let directory = OutletDirectory(
        outlets: [
            "fortune", "the age", "cnbc | world business news leader", "the independent - life and style",
            "cbssports.com", "us", "quay courier",
        ],
        sources: [Source(name: "Quay Courier", domain: "quaycourier.example", aliases: ["The Courier"])])

    private func outlets(_ question: String) -> Set<String> {
        directory.mentioned(in: Words.words(in: question)).outlets
    }

    @Test(
        "are known by name, short name, alias and domain",
        arguments: [
            ("According to Fortune, who left?", ["fortune"]),
            ("What did The Age write?", ["the age"]),
            ("Did CNBC and Fortune agree?", ["cnbc | world business news leader", "fortune"]),
            ("What stood in The Independent?", ["the independent - life and style"]),
            ("Is it in CBSSports or CBSSports.com?", ["cbssports.com"]),
            ("What does The Courier's report say?", ["quay courier"]),
            ("what does quaycourier.example say", ["quay courier"]),
        ] as [(String, Set<String>)])
    func named(question: String, expected: Set<String>) {
        #expect(outlets(question) == expected)
    }

    @Test(
        "are not seen in ordinary words",
        arguments: ["Who made a fortune at the age of nine?", "What do you tell us?", "", "the the the"])
    func ordinary(question: String) {
        #expect(outlets(question).isEmpty)
    }

    @Test("are told with the words that name them")
    func positions() {
        let mention = directory.mentioned(in: Words.words(in: "Does The Age doubt Fortune?"))
        #expect(mention.positions == [1, 2, 4])
    }
}
