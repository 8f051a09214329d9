import Testing

@testable import Reasoning

@Suite("Polarity check")
struct PolarityCheckTests {
    @Test(
        "objects to a negation more or less, and to opposites",
        arguments: [
            ("The bridge was closed.", "The bridge was not closed."),
            ("The guild did not accept the offer.", "The guild accepted the offer."),
            ("Nobody was hurt in the fire.", "People were hurt in the fire."),
            ("Prices rose in the spring.", "Prices fell in the spring."),
            ("The council approved the plan.", "The council rejected the plan."),
            ("She voted for the tunnel.", "She voted against the tunnel."),
            ("The club failed to pay the rent.", "The club paid the rent."),
            ("It was built before the war.", "It was built after the war."),
            ("The lamp works without oil.", "The lamp works with oil."),
            ("The old mill is the larger of the two.", "The old mill is the smaller of the two."),
            ("The wait came down in May.", "The wait rose in May."),
            ("Residents told them rather than gauges.", "Gauges told them rather than residents."),
            ("It was the hardest race of all.", "It was the easiest race of all."),
            ("Of the 22 proposals the guild accepted 20 in May.", "The guild turned down 20 of the proposals."),
            ("Of the 22 proposals the guild accepted 20 in May.", "The guild turned down three of the proposals."),
            ("The north stand loses seats.", "The south stand loses seats."),
        ])
    func differing(quote: String, claim: String) {
        #expect(SupportCases.objection(PolarityCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes a negation that has moved or stands in other words",
        arguments: [
            ("She did not expect a quick return.", "She expected no quick return."),
            ("A quick return is not expected.", "A quick return is unlikely."),
            ("The recount did not change the winner.", "The recount left the winner unchanged."),
            ("It was not gone until Friday.", "It had gone by Friday."),
            ("The gate is not open.", "The gate is closed."),
            ("Nobody but the clerk knew.", "Only the clerk knew."),
            ("Of the 22 proposals the guild accepted 20 in May.", "The guild turned down two of the proposals."),
            ("The guild accepted 20 of the 22 proposals.", "Two of the proposals were not accepted."),
            ("His sum leaves out all lamps that are merely late.", "No lamp that comes late is counted in his sum."),
            ("The mark was not only high but rising.", "The mark was high and rising."),
            ("We would rather be late than wrong.", "They prefer to be late and right."),
            ("Prices declined in the spring.", "Prices fell in the spring."),
            (
                "The guild wants no shift of more than ten hours.",
                "At most ten hours at a time is what the guild would have people work."
            ),
            ("She called it the best ward in the city.", "In the city there is nowhere better, she said."),
            ("He was among those left outside the hall.", "He was one of those who had to stay outside the hall."),
            ("Quite a few of them had worked there.", "Many of them used to work there."),
            ("There is no such trust.", "The trust does not exist."),
        ])
    func agreeing(quote: String, claim: String) {
        #expect(SupportCases.objection(PolarityCheck(), claim, citing: quote) == nil)
    }
}
