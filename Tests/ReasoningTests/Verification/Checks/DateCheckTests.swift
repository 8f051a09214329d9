import Testing

@testable import Reasoning

@Suite("Date check")
struct DateCheckTests {
    /// 4 March 2027 is a Thursday.
    private static let published = "2027-03-04"

    @Test(
        "takes dates that follow from the day of publication",
        arguments: [
            ("The vote was on Tuesday.", "The vote was on 2 March 2027."),
            ("The vote was yesterday.", "The vote was on Wednesday."),
            ("The vote is tomorrow.", "The vote is on 5 March."),
            ("The vote was on 2 March.", "The vote was in March 2027."),
            ("It opens next year.", "It opens in 2028."),
            ("It opens on 15 May 2028.", "It opens on 15 May."),
            ("It opened in February.", "It opened last month."),
            ("The works began on 1 March.", "The works began on March 1, 2027."),
            ("It ran from 4 to 13 February.", "It ran from 4 February until 13 February."),
            ("It opens in autumn 2027.", "It opens in autumn 2027."),
            ("Sales fell in 2026 from those of the year before.", "Sales were higher in 2025 than in 2026."),
        ])
    func agreeing(quote: String, claim: String) {
        #expect(SupportCases.objection(DateCheck(), claim, citing: quote, published: Self.published) == nil)
    }

    @Test(
        "objects to other dates, and to a side of the date that is the other one",
        arguments: [
            ("The vote was on Tuesday.", "The vote was on Monday."),
            ("Sales fell in 2026 from those of the year before.", "Sales were higher in 2024 than in 2026."),
            ("The vote was on Tuesday.", "The vote was on 3 March."),
            ("The vote was on 2 March 2027.", "The vote was on 2 March 2026."),
            ("The vote was on 2 March.", "The vote was on 12 March."),
            ("It opens in 2028.", "It opens in 2029."),
            ("It opened in February.", "It opened in January."),
            ("It opens in autumn 2027.", "It opens in spring 2027."),
            ("It closed on Tuesday morning.", "It closed on Tuesday evening."),
            ("Bills are due before 1 April.", "Bills are due after 1 April."),
            ("The gate jammed.", "The gate jammed on 11 January 2026."),
        ])
    func differing(quote: String, claim: String) {
        #expect(SupportCases.objection(DateCheck(), claim, citing: quote, published: Self.published) != nil)
    }

    @Test("takes the day of publication where the quote names none, and a date of the context")
    func around() {
        func objection(_ claim: String) -> String? {
            SupportCases.objection(
                DateCheck(), claim, citing: "The gate jammed.",
                context: "On 11 January 2026 it froze. The gate jammed.",
                published: Self.published)
        }
        #expect(objection("The gate jammed on 4 March 2027.") == nil)
        #expect(objection("The gate jammed on 11 January 2026.") == nil)
        #expect(objection("The gate jammed on 12 January 2026.") != nil)
    }

    @Test("does not take a verb for a month, nor a count for a year")
    func noDates() {
        #expect(SupportCases.objection(DateCheck(), "They may march to the gate.", citing: "They can go.") == nil)
        #expect(ReadText("The hall sold 1900 tickets.", published: nil).dates.isEmpty)
        #expect(ReadText("Built in 1900, it fell.", published: nil).dates.map(\.year) == [1900])
    }
}
