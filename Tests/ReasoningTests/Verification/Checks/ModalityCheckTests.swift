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
        ])
    func surer(quote: String, claim: String) {
        #expect(SupportCases.objection(ModalityCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes what is as sure, or less",
        arguments: [
            ("The mill may close in May.", "The mill might close in May."),
            ("The mill will close.", "The mill is to close."),
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
