import Testing

@testable import Reasoning

/// A denial in a free paraphrase: the vectors say whether the texts come nearer without it.
@Suite("Doubtful denials")
struct DoubtfulDenialTests {
    private let quote = "Guards who came for the new shift in the harbour were easily found on Monday."
    private let claim =
        "Monday's search did not find anybody whom the harbour's late hours suited, guards least of all."

    /// A unit vector at so many tenths of the quote's.
    private func verifier(_ likeness: @escaping @Sendable (String) -> Float) -> SupportVerifier {
        SupportVerifier { texts in
            texts.map { text in
                let cosine = likeness(text)
                return [cosine, (1 - cosine * cosine).squareRoot()]
            }
        }
    }

    @Test("object where the texts come nearer without the denial, and only there")
    func gain() async throws {
        let matter = SupportCases.matter(claim, citing: quote)
        let doubt = try #require(matter.polarity?.doubt)
        #expect(doubt.isClaim && !doubt.affirmed.contains("not"))
        let passage = CitedPassage(quote: quote)
        for (flipped, isSupported) in [(Float(0.9), false), (0.5, true)] {
            let quote = quote
            let verifier = verifier { $0 == quote ? 1 : $0 == doubt.affirmed ? flipped : 0.8 }
            let verdict = try await verifier.verdict(of: claim, citing: [passage])
            #expect(verdict.checks.first { $0.name == "polarity" }?.passed == isSupported)
        }
    }

    @Test(
        "the denial is taken out of the text",
        arguments: [
            ("Nobody was hurt.", "somebody was hurt."), ("It did not open.", "It did open."),
            ("They didn't pay.", "They did pay."), ("No one came.", "someone came."),
            ("She refused to go.", "She agreed to go."), ("It works without oil.", "It works with oil."),
        ])
    func affirmed(text: String, expected: String) throws {
        let words = ReadWord.words(in: text)
        let negation = try #require(NegationReader.negations(in: words).first)
        let affirmed = Affirmation.text(of: words, without: negation)
        #expect(affirmed.split(separator: " ").joined(separator: " ") == expected)
    }

    @Test(
        "draw a line where they bound or wait",
        arguments: [
            ("No shift of more than ten hours is allowed.", true), ("It was not gone until Friday.", true),
            ("Nowhere is better.", true), ("Nobody else came.", true), ("Not all of them came.", true),
            ("It was not gone on Friday.", false), ("Nobody came.", false), ("No bed is lost.", false),
        ])
    func lines(text: String, isLine: Bool) throws {
        let words = ReadWord.words(in: text)
        #expect(try #require(NegationReader.negations(in: words).first).isLine == isLine)
    }
}
