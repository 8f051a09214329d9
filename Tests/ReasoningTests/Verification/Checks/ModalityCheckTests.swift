import Testing

@testable import Reasoning

@Suite("Modality check")
struct ModalityCheckTests {
    @Test(
        "objects to what is surer than the quote",
        arguments: [
            ("The mill may close in May.", "The mill closed in May."),
            ("The mill might close.", "The mill will close."),
            ("The guild plans to sell the hall.", "The guild has sold the hall."),
            ("The clerk allegedly took the money.", "The clerk took the money."),
            ("The board proposed a toll.", "The board adopted a toll."),
            ("The harbour will be dredged.", "The harbour was dredged."),
            ("She hopes to open a second shop.", "She opened a second shop."),
            ("The mill is supposed to open in May.", "The mill opened in May."),
            ("The mill is set to close in May.", "The mill closed in May."),
            ("Members of the guild will vote on the toll in May.", "The members of the guild have approved the toll."),
            (
                "Work on the weir by the harbour is planned to start in May, according to the guild.",
                "Building of the weir by the harbour has begun."
            ),
            ("Unless the poll is wrong, Brun will lead.", "That Brun leads is certain, whatever the poll says."),
            (
                "The repair might have kept the water out.",
                "Without any doubt the repair would have kept the water out."
            ),
        ])
    func surer(quote: String, claim: String) {
        #expect(SupportCases.objection(ModalityCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes what is as sure, or less",
        arguments: [
            ("The mill may close in May.", "The mill might close in May."),
            ("The mill will close.", "The mill is to close."),
            ("The mill will close in May.", "The mill is supposed to close in May."),
            ("The mill is supposed to close in May.", "The mill will close in May."),
            ("The mill is supposed to close in May.", "The mill is due to close in May."),
            ("The mill is set to close in May.", "The mill is meant to close in May."),
            ("The smiths set to work and closed the mill.", "The smiths closed the mill."),
            ("The guild will vote on the toll, as it has said.", "On the toll, the guild has said that much."),
            (
                "It is the first of the gates to be renewed; the other five are to follow by May.",
                "None of the other gates has been renewed so far."
            ),
            ("The vote is certain, unless it rains.", "It is certain that there will be a vote."),
            ("It may rain, and it is not certain who comes.", "It is not certain who comes."),
            ("The mill closed in May.", "The mill may have closed in May."),
            ("The guild plans to sell the hall.", "The guild intends to sell the hall."),
            ("He opened the gate and hopes that it holds.", "He opened the gate."),
            ("Everybody was called to the gate.", "All were brought to the gate."),
            ("Had it rained, the level of the weir would have dropped.", "The level of the weir was not dropped."),
        ])
    func asSure(quote: String, claim: String) {
        #expect(SupportCases.objection(ModalityCheck(), claim, citing: quote) == nil)
    }
}
