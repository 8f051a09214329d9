import Testing

@testable import Reasoning

@Suite("Merged check")
struct MergedCheckTests {
    private static let quote = "The council sold the old granary to a brewer from Kessel."

    @Test("objects to a clause that comes from elsewhere")
    func foreign() {
        let objection = SupportCases.objection(
            MergedCheck(),
            "The council sold the old granary to a brewer, and seventeen swans nested under the viaduct.",
            citing: Self.quote)
        #expect(objection?.contains("together with the rest") == true)
    }

    @Test("takes clauses in other words")
    func own() {
        #expect(
            SupportCases.objection(
                MergedCheck(), "The council sold the granary, and the buyer was a brewer from Kessel.",
                citing: Self.quote)
                == nil)
    }
}
