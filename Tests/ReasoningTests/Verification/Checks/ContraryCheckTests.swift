import Testing

@testable import Reasoning

@Suite("Contrary check")
struct ContraryCheckTests {
    @Test(
        "objects to a denial of what a clause of the quote affirms, and to the loss of one",
        arguments: [
            (
                "The mill moved in May, although no cracks were seen in the loft.",
                "The mill moved in May because cracks were seen in the loft. Orders had been good."
            ),
            (
                "Brun was never asked about the weir.",
                "The hall was full. Brun was asked three times about the weir, and laughed."
            ),
            (
                "The paper discovered a payment to the guild.",
                "The paper found no payment of 40 florins to the guild. It had asked twice."
            ),
            (
                "In its view the lamps meet all rules of the guild.",
                "The lamps do not meet the rules of the guild and go back to the smith. They are of brass."
            ),
        ])
    func denials(claim: String, quote: String) {
        #expect(SupportCases.objection(ContraryCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "objects to words that lean to the other side of a matter, and to a figure that goes the other way",
        arguments: [
            (
                "The chair of the guild rejected the campaign.",
                "The chair of the guild welcomed the drive for members. She spoke on Monday."
            ),
            ("Support for Brun keeps falling.", "Olga Brun has climbed to 21 points. The vote is in May."),
            (
                "The smith's league agreed with the estimate.",
                "The smith's league dismissed the sum as a fairy tale. It had not been asked."
            ),
            ("Outlays are cut by 35 florins.", "The guild will spend 35 florins more than in May. Lamps are dearer."),
            ("She was 14 points ahead of Holm.", "Brun trailed Holm by 14 points. The poll is from May."),
        ])
    func leanings(claim: String, quote: String) {
        #expect(SupportCases.objection(ContraryCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "lets pass what says the same, what denies elsewhere, and what is its quote",
        arguments: [
            (
                "The lamps break the rules of the guild.",
                "The lamps do not meet the rules of the guild. They are of brass."
            ),
            (
                "The weir failed to open in the night.",
                "The weir did not open in the night. Nobody had pulled the lever."
            ),
            (
                "Two of the ten proposals were rejected by the guild.",
                "The guild accepted 8 proposals. It has met since May."
            ),
            (
                "The chair was pleased with the drive for members.",
                "The chair of the guild welcomed the drive. The smiths rejected it."
            ),
            ("The gap is no more than 3 points.", "The gap of 3 points is the margin. It was six in May."),
            (
                "The passengers of the three dropped stops have to walk.",
                "The way is 9 minutes longer. Three stops will be dropped in May."
            ),
            (
                "A recount shrank Brun's lead to 11 votes.",
                "The recount reduced the margin of Brun to 11 votes. It rained."
            ),
            (
                "None of the lamps was sold without having been tested, said Brun.",
                "Brun said that every one of the lamps had been tested before it was sold. It rained."
            ),
            (
                "The guild did not meet in May, and the hall was shut.",
                "The guild did not meet in May, and the hall was shut."
            ),
        ])
    func agreeing(claim: String, quote: String) {
        #expect(SupportCases.objection(ContraryCheck(), claim, citing: quote) == nil)
    }

    @Test("says which words are contrary")
    func reason() {
        #expect(
            SupportCases.objection(
                ContraryCheck(), "The chair rejected the plan of the smiths.",
                citing: "The chair applauded the plan of the smiths. It rained.")
                == "The sentence says “rejected”, the cited sentences say “applauded”.")
    }
}

@Suite("Short clauses")
struct ShortClausesTests {
    private func texts(_ parts: [Range<Int>], _ words: [ReadWord]) -> [String] {
        parts.map { words[$0].map(\.folded).joined(separator: " ") }
    }

    @Test("end at marks and at words that join, and a short one joins the one before")
    func clauses() {
        let words = ReadWord.words(
            in: "Olga Brun, who runs the mill, sold lamps because oil was dear. It rained, alas.")
        #expect(
            texts(ShortClauses.clauses(in: words), words) == [
                "olga brun", "who runs the mill", "sold lamps because oil was dear", "it rained alas",
            ])
        #expect(
            texts(ShortClauses.statements(in: words), words) == [
                "olga brun who runs the mill sold lamps", "because oil was dear", "it rained alas",
            ])
        #expect(ShortClauses.sentences(in: words).count == 2)
        #expect(ShortClauses.clauses(in: []).isEmpty)
    }

    @Test("tell the shortest part of the quote that has their words")
    func told() {
        let claim = ReadWord.words(in: "The mill sold lamps.")
        let quote = ReadWord.words(in: "It rained in May, and the mill sold brass lamps, which cost nine florins.")
        let runs = ToldPart.runs(of: ShortClauses.clauses(in: quote), in: quote)
        let parts = ToldPart.parts(
            told: ShortClauses.clauses(in: claim), of: claim, among: runs, of: quote, price: 0.012)
        #expect(parts.map { quote[$0.place].map(\.folded).joined(separator: " ") } == ["and the mill sold brass lamps"])
        #expect(parts.first?.coverage == 1)
        #expect(parts.first?.terms == 3)
    }
}
