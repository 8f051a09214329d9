import Testing

@testable import Reasoning

@Suite("Scope check")
struct ScopeCheckTests {
    @Test(
        "objects to only, all, first, most and the greatest that the quote lacks",
        arguments: [
            ("Lamps are made in the mill on the weir.", "Only the mill on the weir makes lamps."),
            ("The mill is a place where lamps are made.", "The mill is the sole place where lamps are made."),
            ("Members of the guild voted for the lamps.", "All members of the guild voted for the lamps."),
            ("Some members of the guild voted for the lamps.", "Every member of the guild voted for the lamps."),
            ("The guild took 20 of the 22 lamps.", "The guild took all 22 lamps."),
            ("The lamps of the mill are of brass.", "The lamps of the mill are always of brass."),
            ("The mill built a lamp for the harbour.", "The mill built the first lamp for the harbour."),
            ("The guild has a long hall by the harbour.", "The guild has the longest hall by the harbour."),
            ("Several members of the guild went home.", "Most members of the guild went home."),
            ("Brun sold a lamp in May. No other jug was sold.", "The only lamp of Brun was sold in May."),
            ("The hall of the guild is the longest.", "The hall of the guild is the longest in the country."),
        ])
    func unlicensed(quote: String, claim: String) {
        #expect(SupportCases.objection(ScopeCheck(), claim, citing: quote) != nil)
    }

    @Test(
        "takes another word that says the same",
        arguments: [
            ("The mill alone makes lamps.", "Only the mill makes lamps."),
            ("No other mill makes lamps.", "The mill is the only one that makes lamps."),
            ("Each member of the guild voted.", "All members of the guild voted."),
            ("Nobody in the guild stayed away.", "Everyone in the guild came."),
            ("The guild voted with its 35 members.", "All 35 members of the guild voted."),
            ("They checked the gate bolt by bolt.", "They checked every bolt of the gate."),
            ("The smiths accepted the findings in full.", "The smiths accepted the findings on every point."),
            ("The mill had never built a lamp before.", "The mill built its first lamp."),
            ("No hall in the city is as long.", "The hall is the longest in the city."),
            ("The homes on the list stand in the ward.", "All the homes listed are in the ward."),
            ("They came from a boy of ten to his grandmother.", "The youngest of the guests was a boy of ten."),
            ("The lamps were all the same sold in May.", "The lamps were all the same sold in May."),
            ("A record 376 people swam.", "It was the biggest swim yet."),
            ("Brun won 61% of the votes.", "Most voters chose Brun."),
            ("The guild took 20 of the 22 lamps.", "The guild took most of the lamps."),
            ("Holm had 12 votes, Dahl 15 and Brun 31.", "Brun had the largest number of votes."),
        ])
    func licensed(quote: String, claim: String) {
        #expect(SupportCases.objection(ScopeCheck(), claim, citing: quote) == nil)
    }

    @Test(
        "leaves alone what is no scope",
        arguments: [
            "It did not rain at all.", "The lamps burned after all.", "In all, 12 lamps were sold.",
            "The hall opens on the first of May.",
            "Sales rose in the first quarter.", "At least 12 lamps were sold.", "At most 12 lamps were sold.",
            "The most recent lamp is of brass.", "The First Minister came.",
            "The first lamp is of brass, the second of tin.",
            "Every second lamp is of brass.", "The lamps are dear this year as a whole.",
            "The mill is not only a mill.",
            "Only 12 lamps were sold.", "The hall opens only on Friday.", "The lamps cost 12 florins each week.",
            "Leave the lamps alone.",
            "All Saints is a church.", "The smiths met in the West Forest.",
        ])
    func idioms(claim: String) {
        #expect(SupportCases.objection(ScopeCheck(), claim, citing: "It rained, and the lamps were sold.") == nil)
    }

    @Test("says which word is not licensed")
    func reason() {
        #expect(
            SupportCases.objection(ScopeCheck(), "All lamps are of brass.", citing: "Some lamps are of brass.")
                == "The sentence says “All”, the cited sentences do not say so of it.")
    }

    @Test(
        "reads anything",
        arguments: [
            "", "all", "only", "the first", "most", "— every —", "the — longest —", "every every every", "all 12",
            "N of M", "12 of",
            "\u{0}only\u{200B}all", "country", String(repeating: "all the longest only ", count: 300),
        ])
    func hostile(text: String) {
        #expect(SupportCases.objection(ScopeCheck(), text, citing: text) == nil)
        #expect(SupportCases.objection(ScopeCheck(), "It rained.", citing: text) == nil)
        _ = SupportCases.objection(ScopeCheck(), text, citing: "")
    }
}
