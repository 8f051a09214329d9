import Testing

@testable import Corpus

@Suite struct CreditLinesTests {
    @Test(arguments: [
        ("The river rose. (Venner Wire Service)", nil), ("The river rose.\n\nText: Venner Wire Service", nil),
        ("The river rose.", "venner wire SERVICE"), ("The river rose.", "N. Abbott / Venner Wire Service"),
        ("HARBOUR (Venner Wire Service) — The river rose.\n\nMore follows on this story as it develops in the night to come.", nil),
        ("By Nils Abbott, Venner Wire Service\nThe river rose.\nAnd this last line is far too long to be a credit, as it goes on and on, does it not?", nil),
        ("A long paragraph that goes on and on, far beyond what a line of credit is, and ends so. (Venner Wire Service)", nil),
    ] as [(String, String?)])
    func creditsAreFound(text: String, author: String?) {
        let credits = CreditLines(text: text, author: author)
        #expect(credits.names("Venner Wire Service"), "\(credits.lines)")
        #expect(!credits.names("Wire Venner") && !credits.names("Service Venner") && !credits.names(""))
        #expect(credits.lines.allSatisfy { !$0.contains("\n") })
    }

    @Test(arguments: [
        "The Venner Wire Service was wrong, the council said in a long statement on Monday, and it will have to correct it soon.",
        "Venner Wire Service reporters walked out\non Monday, the union said, after talks about their pay and hours had failed once more in the night.",
        "", "The river rose (as Venner Wire Service reported) on Monday, and the council opened the schools as shelters for all.",
    ])
    func mentionsAreNoCredits(text: String) {
        #expect(!CreditLines(text: text, author: nil).names("Venner Wire Service"))
    }

    @Test func namesAreWholeWords() {
        let credits = CreditLines(lines: ["(VWS)"])
        #expect(credits.names("vws") && !credits.names("VW") && !credits.names("VWS Radio"))
        #expect(CreditLines(lines: ["Text: Café Presse"]).names("Cafe Presse"))
        #expect(CreditLines(text: "x", author: String(repeating: "a", count: 500)).lines == ["x"])
    }
}
