import Testing

@testable import Corpus

/// Longer than a credit.
private let long =
    "The council opened the schools as shelters for all who had to leave their homes in the night to Sunday."

@Suite struct CreditLinesTests {
    @Test(
        arguments: [
            ("The river rose. (Venner Wire Service)", nil), ("The river rose.\n\nText: Venner Wire Service", nil),
            ("The river rose.", "venner wire SERVICE"), ("The river rose.", "N. Abbott / Venner Wire Service"),
            ("HARBOUR (Venner Wire Service) — The river rose.\n\n\(long)", nil),
            ("By Nils Abbott, Venner Wire Service\nThe river rose.\n\(long)", nil),
            ("\(long) (Venner Wire Service)", nil),
        ] as [(String, String?)])
    func creditsAreFound(text: String, author: String?) {
        let credits = CreditLines(text: text, author: author)
        #expect(credits.names(anyOf: ["Venner Wire Service"]), "\(credits.lines)")
        #expect(
            !credits.names(anyOf: ["Wire Venner"]) && !credits.names(anyOf: ["Service Venner"])
                && !credits.names(anyOf: [""]))
        #expect(credits.lines.allSatisfy { !$0.contains("\n") })
    }

    @Test(arguments: [
        "The Venner Wire Service was wrong, the council said. \(long)",
        "Venner Wire Service reporters walked out\n\(long)",
        "", "The river rose (as Venner Wire Service reported) on Monday. \(long)",
    ])
    func mentionsAreNoCredits(text: String) {
        #expect(!CreditLines(text: text, author: nil).names(anyOf: ["Venner Wire Service"]))
    }

    @Test func namesAreWholeWords() {
        let credits = CreditLines(lines: ["(VWS)"])
        #expect(credits.names(anyOf: ["vws"]) && !credits.names(anyOf: ["VW"]) && !credits.names(anyOf: ["VWS Radio"]))
        #expect(CreditLines(lines: ["Text: Café Presse"]).names(anyOf: ["Cafe Presse"]))
        #expect(CreditLines(text: "x", author: String(repeating: "a", count: 500)).lines == ["x"])
    }
}
