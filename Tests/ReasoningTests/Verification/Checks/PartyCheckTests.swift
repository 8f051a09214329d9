import Testing

@testable import Reasoning

@Suite("Party check")
struct PartyCheckTests {
    @Test(
        "objects to a party without a name that has taken another's place",
        arguments: [
            ("The traders chose the day themselves.", "The council chose the day for them."),
            ("Logs came from the Tides Board on Monday.", "Logs came from the ferry office on Monday."),
            ("The students' union ran the evening.", "The electoral office ran the evening."),
            ("The dockers' union signed the paper.", "The shippers' association signed the paper."),
            ("She heard it in the canteen.", "She heard it in the library."),
        ])
    func differing(quote: String, claim: String) {
        #expect(SupportCases.objection(PartyCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes a party that is told by another word of its kind",
        arguments: [
            ("Hadley Marr Construction named nobody.", "The builder named nobody."),
            ("The Dockhands' and Harbour Workers' Union wants 9%.", "The dockers' union wants nine per cent."),
            ("The traders chose the day.", "The stallholders chose the day."),
            ("The large board in the hall was empty.", "The big board in the hall was empty."),
            ("The guild's headquarters will move.", "The main office of the guild will move."),
            ("The union has named the day.", "Dock workers have named the day."),
            ("The council heard the police.", "The police spoke before the council."),
            ("An engineer keeps the switches for the office.", "An engineer services them for the office."),
        ])
    func agreeing(quote: String, claim: String) {
        #expect(SupportCases.objection(PartyCheck(), claim, citing: quote) == nil)
    }
}
