import Testing

@testable import Reasoning

@Suite("Denied value check")
struct DeniedValueCheckTests {
    @Test(
        "objects to a figure, a date or a name that the quote denies, told as a fact",
        arguments: [
            (
                "The mill stood still for seven hours and not for 5 hours and 20 minutes, as the smiths told the guild.",
                "The mill stood still for 5 hours and 20 minutes."
            ),
            ("The guild has no longer 12 but 9 lamps.", "The guild has 12 lamps."),
            ("The weir opens in May instead of in March.", "The weir opens in March."),
            ("The weir opens in May rather than March.", "The weir is to open in March."),
            ("The weir did not open in March but in May.", "The weir opened in March."),
            ("Earlier reports of 40 lamps were wrong; there are 60.", "There are 40 lamps."),
            ("The paper wrongly gave the number of lamps as 40.", "The number of lamps is 40."),
            ("The Courier said that 40 lamps were lost. That was wrong.", "The fire cost the guild 40 lamps."),
            ("An earlier version of this article spoke of 40 lamps.", "In all, 40 lamps were lost."),
            ("Olga Brun, not Piet Holm, won the vote in the guild.", "Piet Holm won the vote in the guild."),
            ("The guild chose Olga Brun instead of Piet Holm.", "The guild chose Piet Holm."),
            ("The mill sold nine lamps rather than six.", "The mill sold six lamps rather than nine."),
        ])
    func denied(quote: String, claim: String) {
        #expect(SupportCases.objection(DeniedValueCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "lets pass what the quote affirms, what the sentence denies as well, and who said what",
        arguments: [
            (
                "The mill stood still for seven hours and not for 5 hours and 20 minutes, as the smiths told the guild.",
                "The mill stood still for seven hours."
            ),
            (
                "The mill stood still for seven hours and not for 5 hours and 20 minutes, as the smiths told the guild.",
                "The smiths had told the guild of 5 hours and 20 minutes."
            ),
            ("The guild has no longer 12 but 9 lamps.", "The guild has 9 lamps, no longer 12."),
            ("The guild has no longer 12 but 9 lamps.", "The guild has 9 lamps, down from 12."),
            ("The weir opens in May instead of in March.", "The weir opens in May."),
            ("The weir opens in May instead of in March.", "The weir opens in May, later than planned for March."),
            ("The weir did not open in March but in May.", "The weir opened in May."),
            ("Earlier reports of 40 lamps were wrong; there are 60.", "There are 60 lamps."),
            ("Earlier reports of 40 lamps were wrong; there are 60.", "It was wrong that there were 40 lamps."),
            ("An earlier version of the article gave 40 instead of 60 lamps.", "There are 60 lamps."),
            ("Olga Brun, not Piet Holm, won the vote in the guild.", "Olga Brun won the vote in the guild."),
            ("Not only 12 lamps but also nine jugs were sold.", "The mill sold 12 lamps."),
            ("Not more than 12 lamps were sold, and 40 stayed.", "The mill sold 12 lamps at most."),
            ("The lamps were not sold until March, and the jugs in May.", "The lamps were sold in March."),
            ("The smiths do not count 12 of the lamps, and there are 40.", "The smiths leave 12 lamps out."),
            ("Piet Holm did not come. Olga Brun and Piet Holm met in May.", "Piet Holm met Olga Brun in May."),
            ("The guild has 9 lamps.", "The guild has 9 lamps."),
        ])
    func affirmed(quote: String, claim: String) {
        #expect(SupportCases.objection(DeniedValueCheck(), claim, citing: quote) == nil)
    }

    @Test("says which value is denied, and whether as an error")
    func reasons() {
        #expect(
            SupportCases.objection(
                DeniedValueCheck(), "The guild has 12 lamps.", citing: "The guild has 9 lamps, not 12.")
                == "The cited sentences deny “12”.")
        #expect(
            SupportCases.objection(
                DeniedValueCheck(), "There are 40 lamps.", citing: "Reports of 40 lamps were wrong; there are 60.")
                == "The cited sentences call “40” wrong.")
        #expect(
            SupportCases.objection(
                DeniedValueCheck(), "It has 12 lamps rather than 9.", citing: "It has 9 lamps rather than 12.")
                == "The sentence denies “9”, the cited sentences say it.")
    }

    @Test(
        "reads anything",
        arguments: [
            "", " ", "not", "not 12", "12 not", "rather than", "instead of 12 but", "but but 12 but",
            "— not — 12 — but — 9 —",
            "was wrong", "12 was", "12 was too", "not 12 but only", "\u{0}\u{FFFD}not\u{200B}12", "version",
            "earlier version",
            String(repeating: "not 12 but ", count: 500), String(repeating: "was ", count: 900),
        ])
    func hostile(text: String) {
        _ = SupportCases.objection(DeniedValueCheck(), text, citing: text)
        #expect(SupportCases.objection(DeniedValueCheck(), "It rained.", citing: text) == nil)
        #expect(SupportCases.objection(DeniedValueCheck(), text, citing: "It rained.") == nil)
    }
}
