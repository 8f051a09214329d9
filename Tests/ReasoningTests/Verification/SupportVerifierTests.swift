import Synchronization
import Testing

@testable import Reasoning

@Suite("Support verifier")
struct SupportVerifierTests {
    private static let passage = CitedPassage(
        quote: "The Meadow Party won 12 of the 30 seats on Tuesday.", title: "Meadow Party gains", source: "The Tide")

    @Test("supports a quote by itself, with one verdict for each check")
    func extract() async throws {
        let verdict = try await SupportVerifier().verdict(of: Self.passage.quote, citing: [Self.passage])
        #expect(verdict.isSupported && verdict.confidence >= 0.5 && verdict.objection == nil)
        #expect(verdict.checks.map(\.name) == SupportVerifier.checkNames)
        #expect(verdict.signals.verbatim == 1 && verdict.signals.coverage == 1)
    }

    @Test("says why a sentence is not supported")
    func corruption() async throws {
        let verdict = try await SupportVerifier().verdict(
            of: "The Meadow Party won 13 of the 30 seats on Tuesday.", citing: [Self.passage])
        #expect(!verdict.isSupported && verdict.confidence < 0.5)
        #expect(verdict.objection == "The sentence says “13”, the cited sentences say “12”.")
        #expect(verdict.checks.filter { !$0.passed }.map(\.name) == ["numbers"])
    }

    @Test("wants one passage to support the whole sentence")
    func passages() async throws {
        let other = CitedPassage(quote: "The Quay List won 9 seats.")
        let verifier = SupportVerifier()
        #expect(
            try await verifier.verdict(of: "The Quay List won 9 seats.", citing: [Self.passage, other]).isSupported)
        #expect(
            try await !verifier.verdict(
                of: "The Meadow Party won 12 seats and the Quay List won 9.", citing: [Self.passage, other]
            ).isSupported)
    }

    @Test("lets each clause have a passage of its own, whose words it tells")
    func clauses() async throws {
        let other = CitedPassage(quote: "The Quay List won 9 seats.")
        let verifier = SupportVerifier()
        let both = "The Meadow Party won 12 seats, while the Quay List won 9 seats."
        #expect(try await verifier.verdict(of: both, citing: [Self.passage, other]).isSupported)
        #expect(try await !verifier.verdict(of: both, citing: [Self.passage]).isSupported)
        let crossed = "The Meadow Party won 9 seats, while the Quay List won 12 seats."
        #expect(try await !verifier.verdict(of: crossed, citing: [Self.passage, other]).isSupported)
    }

    @Test("never supports a sentence that cites nothing")
    func uncited() async throws {
        let verdict = try await SupportVerifier().verdict(of: "The Quay List won.", citing: [])
        #expect(!verdict.isSupported && verdict.confidence == 0)
        #expect(verdict.objection == "The sentence cites no passage.")
    }

    @Test("encodes once for each sentence, and refuses what is far in meaning")
    func meaning() async throws {
        let calls = Mutex(0)
        let verifier = SupportVerifier { texts in
            calls.withLock { $0 += 1 }
            return texts.map { $0.contains("swans") ? [0, 1] : [1, 0] }
        }
        #expect(try await verifier.verdict(of: "The swans have gone.", citing: [Self.passage]).isSupported == false)
        #expect(calls.withLock { $0 } == 1)
    }

    @Test("refuses a sentence that is longer than what is read, even where it quotes")
    func tooLong() async throws {
        let text = String(repeating: "The ferry left at nine. ", count: 200)
        let verdict = try await SupportVerifier().verdict(of: text, citing: [CitedPassage(quote: text)])
        #expect(!verdict.isSupported)
        #expect(verdict.objection?.contains("2000 bytes") == true)
    }

    @Test(
        "reads empty, huge and odd texts",
        arguments: ["", " ", "%", "…", String(repeating: "no 9 not ", count: 3_000), "\u{0}é\u{301}"])
    func odd(text: String) async throws {
        let verifier = SupportVerifier()
        _ = try await verifier.verdict(of: text, citing: [CitedPassage(quote: text)])
        _ = try await verifier.verdict(of: "The Quay List won 9 seats.", citing: [CitedPassage(quote: text)])
        _ = try await verifier.verdict(of: text, citing: [Self.passage])
    }
}
