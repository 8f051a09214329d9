import Testing

@testable import Reasoning

@Suite("Link check")
struct LinkCheckTests {
    private static let evidence = [
        "Write to desk@tide.example or see https://www.tide.example/rates/. Follow @tide_desk."
    ]

    @Test(
        "takes addresses that the evidence has, however they are written",
        arguments: [
            "Write to desk@tide.example.", "See tide.example/rates.", "See (http://tide.example/rates/)!",
            "Follow @tide_desk.",
            "It rose by 3.5 in the U.S. on 1.2.2027.", "No. 9 at 5 p.m.", "Tides etc.",
        ])
    func known(sentence: String) {
        #expect(LinkCheck().objection(to: sentence, evidence: Self.evidence) == nil)
    }

    @Test(
        "objects to any other",
        arguments: [
            "Write to boss@tide.example.", "See https://evil.example/x.", "See www.evil.example.",
            "See evil.com/rates for more.",
            "Follow @evil.", "[Rates](https://evil.example)", "mailto:boss@tide.example", "javascript:alert(1)",
        ])
    func strangers(sentence: String) {
        #expect(LinkCheck().objection(to: sentence, evidence: Self.evidence) != nil)
    }

    @Test("names the address and its kind")
    func reason() {
        #expect(
            LinkCheck().objection(to: "Follow @evil now.", evidence: [])
                == "The handle “@evil” does not stand in the evidence.")
    }
}
