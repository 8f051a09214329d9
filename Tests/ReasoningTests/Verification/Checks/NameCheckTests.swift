import Testing

@testable import Reasoning

@Suite("Name check")
struct NameCheckTests {
    private static let context = """
        The council met in Varnholt. Olga Brun of the Meadow Party spoke first. She wanted a bridge. Later Tor Askil, the \
        harbour master, warned of the cost. He left early.
        """

    private func objection(_ claim: String, citing quote: String, source: String = "") -> String? {
        SupportCases.objection(NameCheck(), claim, citing: quote, context: Self.context, source: source)
    }

    @Test("takes names in part, as initials, in other forms, and those that a pronoun stands for")
    func known() {
        #expect(objection("Brun spoke first.", citing: "Olga Brun of the Meadow Party spoke first.") == nil)
        #expect(objection("Together, the two parties wanted a bridge.", citing: "The Meadow Party spoke first.") == nil)
        #expect(objection("Olga Brun wanted a bridge.", citing: "She wanted a bridge.") == nil)
        #expect(objection("Mayor Olga Brun wanted a bridge.", citing: "She wanted a bridge.") == nil)
        #expect(
            SupportCases.objection(
                NameCheck(), "The NHB paid.", citing: "The National Harbour Board paid.") == nil)
        #expect(SupportCases.objection(NameCheck(), "The French won.", citing: "France won.") == nil)
    }

    @Test("objects to names that nothing has, and to those that took another's place")
    func strangers() {
        #expect(
            objection("Ida Voss wanted a bridge.", citing: "She wanted a bridge.")
                == "The cited passage does not name Ida Voss.")
        #expect(objection("Tor Askil spoke first.", citing: "Olga Brun of the Meadow Party spoke first.") != nil)
        #expect(objection("Askil warned of the cost.", citing: "Brun warned of the cost.") != nil)
        #expect(objection("The council met in Kessel.", citing: "The council met in Varnholt.") != nil)
        #expect(objection("Voss said the council met.", citing: "Brun said the council met.") != nil)
    }

    @Test("lets a sentence say whose report it tells, and only there")
    func outlet() {
        #expect(
            objection("The Tide reports that she wanted a bridge.", citing: "She wanted a bridge.", source: "The Tide")
                == nil)
        #expect(
            SupportCases.objection(
                NameCheck(), "They were brought to the Tide.", citing: "They were brought to the Alder Clinic.",
                source: "The Tide") != nil)
    }

    @Test("takes no ordinary first word for a name")
    func ordinary() {
        #expect(objection("Luggage was left behind.", citing: "Suitcases were left behind.") == nil)
        #expect(
            objection(
                "Opponents warned of the cost.", citing: "Later Tor Askil, the harbour master, warned of the cost.")
                == nil)
    }
}
