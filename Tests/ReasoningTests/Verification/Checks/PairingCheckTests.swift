import Testing

@testable import Reasoning

@Suite("Pairing check")
struct PairingCheckTests {
    private static let quote = "Olga Brun has 38% and Tor Askil has 24%."

    @Test("objects where two figures changed their owners")
    func swapped() {
        #expect(
            SupportCases.objection(PairingCheck(), "Tor Askil has 38% and Olga Brun has 24%.", citing: Self.quote)
                != nil)
        #expect(
            SupportCases.objection(
                PairingCheck(), "Of the homes 296 are in Weir and 911 in Quay.",
                citing: "Of the homes 911 are in Weir and 296 in Quay.") != nil)
    }

    @Test("lets the order of telling be free")
    func reordered() {
        #expect(
            SupportCases.objection(PairingCheck(), "Tor Askil is on 24%, Olga Brun on 38%.", citing: Self.quote) == nil)
        #expect(SupportCases.objection(PairingCheck(), "Brun has 38%.", citing: Self.quote) == nil)
    }
}
