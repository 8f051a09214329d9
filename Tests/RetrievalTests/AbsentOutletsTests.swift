import Testing

@testable import Retrieval

@Suite("Absent outlets")
struct AbsentOutletsTests {
    private let directory = OutletDirectory(
        outlets: ["The Verge", "The New York Times", "BBC News - World", "TechCrunch", "Fortune", "Evening Bollard"])

    private func absent(_ question: String) -> [String] {
        AbsentOutlets.names(in: question, of: directory)
    }

    @Test(
        "are found before and behind the words for a text",
        arguments: [
            ("What does the Reuters article on the port say?", ["Reuters"]),
            ("Who was named in an article by Reuters?", ["Reuters"]),
            ("Who was named in a Wall Street Journal article?", ["Wall Street Journal"]),
            ("What did articles from Reuters, Bloomberg and The Verge agree on?", ["Reuters", "Bloomberg"]),
            ("What do a Times of India article and a Cricbuzz report say?", ["Times of India", "Cricbuzz"]),
            ("Which fee is in an article from The Verge and another from CNET?", ["CNET"]),
            ("Which country is in the analysis from The Courier Journal?", ["Courier Journal"]),
            ("What do a New York Times article and a Courier Journal report say?", ["Courier Journal"]),
            ("Which fee is in 'The Verge' article and, according to Bloomberg, was raised?", ["Bloomberg"]),
        ] as [(String, [String])])
    func found(question: String, names: [String]) {
        #expect(absent(question) == names)
    }

    @Test(
        "are not outlets that the corpus has, under any of their names, nor people, studies and things",
        arguments: [
            "What does the New York Times article say?", "What does the BBC article say?",
            "What does a Verge piece say?",
            "Which articles by both Fortune and TechCrunch name him?", "What did the Orlane report say?",
            "What does the analysis by Orlane say?", "What is in The Orlane Report?",
            "What is Hallard worth, according to Quist?", "Who wrote the article?", "What is in the article of 2 May?",
            "In the article, who is named?", "The article by whom?", "", "article", "by", "article by",
        ])
    func notFound(question: String) {
        #expect(absent(question) == [])
    }

    @Test("are none where the corpus names no outlets")
    func nothingKnown() {
        let question = "What does the Reuters article say?"
        #expect(AbsentOutlets.names(in: question, of: OutletDirectory(outlets: [])) == [])
    }

    @Test("go through a long question in one pass")
    func long() {
        let question = String(repeating: "the Reuters article by Bloomberg and ", count: 20_000)
        #expect(absent(question) == ["Reuters", "Bloomberg"])
    }
}
