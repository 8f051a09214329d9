import Testing

@testable import Reasoning

@Suite("Names of evidence")
struct EvidenceNamesTests {
    @Test(
        "are runs of capitals without grammar words, possessives and dates",
        arguments: [
            ("In Eastmole, Douglas Wray won.", ["Eastmole", "Douglas Wray"]),
            ("The Civic Alliance's Piet Hale spoke on Tuesday 4 March.", ["Civic Alliance", "Piet Hale"]),
            ("It was Gate 4 that Bankman-Fried shut.", ["Gate 4", "Bankman-Fried"]),
            ("\"Nobody asked,\" said J. Hale.", ["Nobody", "J Hale"]),
            ("", []), (".", []), ("the", []),
        ] as [(String, [String])])
    func mentions(text: String, names: [String]) {
        #expect(EvidenceNames.mentions(in: text).map(\.text) == names)
    }

    @Test("tell persons from places and other things")
    func kinds() throws {
        let articles = [
            Evidence.Article(
                source: "Post", title: "Election", day: "2025-03-02",
                sentences: [
                    "Piet Hale of the Civic Alliance spoke in Eastmole.", "Voters knew Hale.", "Gate 4 jammed.",
                    "Voters in Weirside stayed at home.",
                ]),
            Evidence.Article(
                source: "Ledger", title: "Weather", day: "2025-03-03", sentences: ["Some voters saw rain in Weirside."]),
            Evidence.Article(source: "Tide", title: "Port", day: "2025-03-04", sentences: ["Cranes stood still."]),
        ]
        let pool = SentencePool(try Evidence.hits(articles))
        let names = EvidenceNames(pool)
        func kinds(_ text: String) -> Set<Description.Kind> {
            Set(
                EvidenceNames.mentions(in: text).flatMap { mention in
                    Description.Kind.allCases.filter { names.may(mention, be: $0) }
                })
        }
        #expect(kinds("They met Piet Hale.") == [.person] && kinds("They met Hale.") == [.person])
        #expect(kinds("They went to Eastmole.") == [.place, .thing])
        #expect(kinds("They shut Gate 4.") == [.thing])
        // In two passages of three.
        #expect(kinds("They like Weirside.").isEmpty)
        // In lower case elsewhere.
        #expect(kinds("Voters came.").isEmpty)
    }
}
