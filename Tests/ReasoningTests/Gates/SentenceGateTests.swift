import Testing

@testable import Reasoning

/// Each gate alone, on a sentence that it lets through and on those that it does not.
@Suite("Gates of a sentence")
struct SentenceGateTests {
    private func sentence(
        _ text: String, citing sources: [Quote] = [Quote(evidence: 0, sentences: 0...0)]
    ) throws -> CitedSentence {
        let article = Evidence.Article(
            source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
            sentences: [
                "Judge Beatrix Orlane chairs the flood inquiry.",
                "Write to inquiry@ledger.example or call +44 20 7946 0018 by Friday.",
            ])
        return CitedSentence(
            draft: DraftSentence(text: text, sources: sources), task: try Evidence.task("Who chairs it?", [article]))
    }

    @Test("a sentence must cite, and what it cites must be there")
    func citations() async throws {
        let text = "Beatrix Orlane chairs the flood inquiry."
        #expect(HasCitationGate().verdict(on: try sentence(text)) == .passed)
        #expect(HasCitationGate().verdict(on: try sentence(text, citing: [])).outcome == .failed)
        #expect(CitationResolvesGate().verdict(on: try sentence(text)) == .passed)
        for quote in [
            Quote(evidence: 1, sentences: 0...0), Quote(evidence: -1, sentences: 0...0),
            Quote(evidence: 0, sentences: 1...2), Quote(evidence: 0, sentences: 7...9),
        ] {
            #expect(CitationResolvesGate().verdict(on: try sentence(text, citing: [quote])).outcome == .failed)
        }
    }

    @Test("a sentence is said once")
    func twice() throws {
        let subject = CitedSentence(
            draft: try sentence("Orlane chairs it.").draft, task: try sentence("").task, released: ["orlane chairs it."])
        #expect(NothingTwiceGate().verdict(on: subject).outcome == .failed)
        #expect(NothingTwiceGate().verdict(on: try sentence("Orlane chairs it.")) == .passed)
    }

    @Test("a sentence must be short enough to be checked")
    func length() throws {
        #expect(ReadableLengthGate().verdict(on: try sentence(String(repeating: "a", count: 1_000))) == .passed)
        #expect(ReadableLengthGate().verdict(on: try sentence(String(repeating: "a", count: 1_001))).outcome == .failed)
    }

    @Test(
        "what is quoted passes, and what the passage does not say fails with a reason",
        arguments: [
            ("Judge Beatrix Orlane chairs the flood inquiry.", true),
            ("Beatrix Orlane chairs the flood inquiry.", true),
            ("Piet Hallard chairs the flood inquiry.", false),
            ("Beatrix Orlane does not chair the flood inquiry.", false),
            ("Beatrix Orlane chairs 14 flood inquiries.", false),
        ])
    func support(text: String, passes: Bool) async throws {
        let verdict = try await PassageSupportsGate(SupportVerifier()).verdict(on: try sentence(text))
        #expect((verdict.outcome == .passed) == passes, "\(verdict)")
        if !passes { #expect(verdict.reason?.isEmpty == false) }
    }

    @Test(
        "leads nowhere that the evidence does not",
        arguments: [
            ("Write to inquiry@ledger.example.", true), ("Write to other@evil.example.", false),
            ("See https://evil.example/pay for more.", false), ("See https://example.com/0 for more.", true),
        ])
    func links(text: String, passes: Bool) throws {
        #expect((NoForeignLinksGate().verdict(on: try sentence(text)).outcome == .passed) == passes)
    }

    @Test("passes on no personal data that the policy withholds, and never repeats them")
    func personalData() throws {
        #expect(PersonalDataGate().verdict(on: try sentence("Call +44 20 7946 0018 by Friday.")) == .passed)
        let verdict = PersonalDataGate().verdict(on: try sentence("Pay with 4111 1111 1111 1111."))
        #expect(verdict.outcome == .failed && verdict.reason?.contains("4111") == false)
        var policy = PersonalDataPolicy.standard
        policy[.phone] = .withhold
        let strict = PersonalDataGate(policy: policy)
        #expect(strict.verdict(on: try sentence("Call +44 20 7946 0018 by Friday.")).outcome == .failed)
    }
}
