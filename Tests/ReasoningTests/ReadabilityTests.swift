import Corpus
import Testing

@testable import Reasoning

@Suite("Readability")
struct ReadabilityTests {
    @Test(
        "refuses what is no sentence for a reader",
        arguments: [
            "Council Adopts Budget After Long Night",
            "Council Adopts Record Budget After Long Bitter Night.",
            "and then the water came in.",
            "Sign up for our newsletter to get the news.",
            "Who chaired the inquiry into the flood?",
            "He left.",
            "The council met on Tuesday",
            "Photo by a staff member of the paper.",
            "",
        ])
    func debris(text: String) {
        #expect(Readability.isDebris(text, words: Words.words(in: text)))
    }

    @Test(
        "keeps sentences",
        arguments: [
            "The council adopted the budget by 20 votes to 15.",
            "\u{201C}We put it off once, and once was too often,\u{201D} Ekdal said.",
            "Ekdal told the inquiry: \u{201C}We put it off once, and once was too often.\u{201D}",
            "Leonora Adeyemi beat Piet Hallard in Vennermouth on Thursday night.",
        ])
    func sentences(text: String) {
        #expect(!Readability.isDebris(text, words: Words.words(in: text)))
    }

    @Test("sees what leans on the sentence before")
    func leaning() {
        #expect(Readability.leansBackward(Words.words(in: "He said it had to be done.")))
        #expect(Readability.leansBackward(Words.words(in: "But the council refused.")))
        #expect(!Readability.leansBackward(Words.words(in: "The council refused.")))
    }

    @Test("sees quotation marks without their partner")
    func quotes() {
        #expect(Readability.hasBrokenQuotes("\u{201C}We put it off once."))
        #expect(!Readability.hasBrokenQuotes("\u{201C}We put it off once.\u{201D}"))
        #expect(Readability.hasBrokenQuotes("\"We put it off once."))
    }
}
