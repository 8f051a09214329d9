import Testing

@testable import Retrieval

@Suite("Clauses of a question")
struct ClausesTests {
    @Test(
        "are its facts",
        arguments: [
            ("What will the port strike cost?", ["What will the port strike cost?"]),
            (
                "Does the Courier article on layoffs at Starz differ, while the Echo article discusses layoffs in gaming?",
                [
                    "Does the Courier article on layoffs at Starz differ,",
                    "the Echo article discusses layoffs in gaming?",
                ]
            ),
            (
                "Which company invested billions in search and is accused of harming publishers' revenue?",
                ["Which company invested billions in search", "is accused of harming publishers' revenue?"]
            ),
            // What says too little belongs to the piece before it, or opens the next.
            ("Who chaired the flood inquiry, and what was it?", ["Who chaired the flood inquiry, what was it?"]),
            (
                "After the report, did the mayor resign over the flood wall contract?",
                ["After the report, did the mayor resign over the flood wall contract?"]
            ),
            // A comma inside a date or a number is none.
            ("What stood in the paper on October 4, 2023?", ["What stood in the paper on October 4, 2023?"]),
            ("", []), (" , ; and ", [", ;"]),
        ])
    func split(question: String, clauses: [String]) {
        #expect(Clauses.split(question) == clauses)
    }

    @Test("are few, and lose no word, however long the question is")
    func bounded() {
        let question = (0..<500).map { "ward\($0) budget\($0) rises" }.joined(separator: " while ")
        let clauses = Clauses.split(question)
        #expect(clauses.count <= Clauses.limit)
        #expect(clauses.joined(separator: " ").split(separator: " ").filter { $0 == "rises" }.count == 500)
    }
}
