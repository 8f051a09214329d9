import Testing

@testable import Reasoning

@Suite("Unit check")
struct UnitCheckTests {
    @Test(
        "objects to another thing or another reckoning",
        arguments: [
            ("The storm damaged 90 homes.", "The storm damaged 90 streets."),
            ("The rent is 36 florins a year.", "The rent is 36 florins a month."),
            ("The ferry makes 12 trips a day.", "The ferry makes 12 trips weekly."),
            ("After 31 days and 94 witnesses it closed.", "After 94 days and 31 witnesses it closed."),
        ])
    func differing(quote: String, claim: String) {
        #expect(SupportCases.objection(UnitCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes other words for the same thing",
        arguments: [
            ("The storm damaged 90 homes.", "The storm damaged 90 houses."),
            ("The rent is 36 florins a year.", "The annual rent is 36 florins."),
            ("Half of the lamps are of brass.", "Every second lamp is of brass."),
            ("94 witnesses came in 31 days.", "In 31 days came 94 witnesses."),
        ])
    func agreeing(quote: String, claim: String) {
        #expect(SupportCases.objection(UnitCheck(), claim, citing: quote) == nil)
    }
}
