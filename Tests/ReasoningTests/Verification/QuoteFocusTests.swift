import Testing

@testable import Reasoning

@Suite("Focus in a quote")
struct QuoteFocusTests {
    private let quote =
        "The mill stands by the river. The wing opened in May with 48 beds. Nobody was hurt in the fire on Sunday. The fair begins in June."

    @Test("is the sentence that has the words, and two where both are needed")
    func focus() {
        let passage = CitedPassage(quote: quote)
        #expect(
            QuoteFocus.focus(of: "The wing has 48 beds.", in: passage)?.quote == "The wing opened in May with 48 beds.")
        #expect(
            QuoteFocus.focus(of: "The wing opened with 48 beds, and nobody was hurt in the fire.", in: passage)?.quote
                == "The wing opened in May with 48 beds. Nobody was hurt in the fire on Sunday.")
        #expect(QuoteFocus.focus(of: "The wing has 48 beds.", in: passage)?.context == quote)
    }

    @Test("has the sentence that names whom it speaks of")
    func names() {
        let passage = CitedPassage(
            quote:
                "Holm gave in on Sunday. It rained at the mill. Brun was backed by the guild, while Dahl named no one at all."
        )
        #expect(
            QuoteFocus.focus(of: "In the end Holm gave in; Dahl backed nobody.", in: passage) == nil)
    }

    @Test("is none in one sentence, and in words that the quote has not")
    func none() {
        #expect(QuoteFocus.focus(of: "The wing opened.", in: CitedPassage(quote: "The wing opened in May.")) == nil)
        #expect(QuoteFocus.focus(of: "Quite otherwise.", in: CitedPassage(quote: quote)) == nil)
        #expect(QuoteFocus.focus(of: "", in: CitedPassage(quote: quote)) == nil)
    }

    @Test("keeps a denial elsewhere in the quote from excusing or condemning a sentence")
    func verdicts() async throws {
        let verifier = SupportVerifier()
        let passage = CitedPassage(quote: quote)
        #expect(try await verifier.verdict(of: "The wing opened in May.", citing: [passage]).isSupported)
        #expect(try await !verifier.verdict(of: "The wing did not open in May.", citing: [passage]).isSupported)
        #expect(
            try await !verifier.verdict(of: "People were hurt in the fire on Sunday.", citing: [passage]).isSupported)
    }
}
