import Testing

@testable import Reasoning

@Suite("Cause check")
struct CauseCheckTests {
    @Test("objects to a cause that the quote does not name, and to one that is the effect")
    func differing() {
        #expect(
            SupportCases.objection(
                CauseCheck(), "The mill closed because of a fire in the loft.", citing: "The mill closed on Monday.")
                != nil)
        #expect(
            SupportCases.objection(
                CauseCheck(), "The mill closed because the river froze.",
                citing: "The mill closed because orders collapsed.") != nil)
        #expect(
            SupportCases.objection(
                CauseCheck(), "The pump failed because the cellar flooded.",
                citing: "The cellar flooded because the pump failed.") != nil)
    }

    @Test("takes the quote's own cause in other words")
    func agreeing() {
        #expect(
            SupportCases.objection(
                CauseCheck(), "Owing to a shortage of coal, the mill closed.",
                citing: "The mill closed because of a coal shortage.") == nil)
        #expect(
            SupportCases.objection(
                CauseCheck(), "The bridge is due to open in May.", citing: "The bridge opens in May.")
                == nil)
    }
}
