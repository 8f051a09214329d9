import Testing

@testable import Reasoning

@Suite("Number check")
struct NumberCheckTests {
    @Test(
        "takes figures that say the same",
        arguments: [
            ("The mill lost 1,250 spindles.", "The mill lost 1250 spindles."),
            ("It cost 1,284 million florins.", "It cost 1.284 billion florins."),
            ("Twelve people came.", "12 people came."),
            ("Turnout was 44.9%.", "Turnout was 44.9 per cent."),
            ("It took 5 hours and 31 minutes.", "It took 331 minutes."),
            ("A third of the posts are empty.", "One post in three is empty."),
            ("312 of 2,480 posts are empty.", "One in eight posts is empty."),
            ("The shop sold 637 lamps.", "The shop sold about 640 lamps."),
            ("There were 1,287 entries.", "There were nearly 1,300 entries."),
            ("She polled 61%.", "She polled more than half."),
            ("It stands at 33%, down from 38%.", "It fell by five points to 33 per cent."),
            ("The gate stuck at 14:10.", "The gate stuck at ten past two."),
            ("Olga Brun, 81, was found.", "The 81-year-old Olga Brun was found."),
            ("The limit is 10 hours.", "No shift may be longer than ten hours."),
            ("The run took 19 months.", "The run took more than a year and a half."),
            ("The hearings took 31 days.", "The hearings went on over 31 days."),
            ("They stayed for 95 minutes.", "They stayed an hour and 35 minutes."),
            ("The fire began at 03:50.", "The fire began at ten to four in the morning."),
            ("The doors open at four in the afternoon.", "The doors open at 16:00."),
            (
                "The fund grows from 40 million to 58 million florins.",
                "The fund grows by 18 million florins to 58 million."
            ),
            ("Pay rises on 1 October 2025 and on 1 October 2026.", "Pay rises on 1 October 2025 and a year later."),
            ("The cost is 112 million florins, up from 84 million.", "The cost went up by a third."),
            ("Pitches are free for three months.", "Pitches are free for a quarter of a year."),
            ("Three and a half is no offer.", "An offer of three and a half is none."),
            ("The wing opened with 48 of its 64 beds.", "A quarter of the beds have to wait."),
            (
                "Rain came to 118 millimetres, above the 90 millimetres forecast.",
                "28 millimetres more fell than forecast."
            ),
            ("The guild voted 20 to 15, with 5 abstentions.", "In all, forty members voted."),
            ("Holm is on 32%, Brun on 30%, Dahl on 21%.", "Together they are on 83%."),
            ("The mill opens in August 2027 rather than in March 2027.", "The mill opens five months late."),
            ("The gates stood still from 23:40 to 05:15.", "For more than five and a half hours no gate moved."),
            ("The strike cost 62 million florins in four weeks.", "It cost more than 15 million florins a week."),
            ("The cost rose by 23 million florins to 261 million.", "The cost rose by almost a tenth since May."),
            ("The new pump cost 1.3 million florins.", "The new pump cost over a million florins."),
            ("The cost rose by 26 million florins to 238 million.", "The cost rose by about 12 per cent."),
            ("The bus runs on Friday and Saturday nights.", "The bus runs two nights a week."),
            ("The guild accepted 29 of the 46 proposals.", "The guild turned down 17 proposals."),
            ("It fell to 5.92 million tonnes from 6.39 million tonnes.", "It fell from 6.39 to 5.92 million tonnes."),
        ])
    func agreeing(quote: String, claim: String) {
        #expect(SupportCases.objection(NumberCheck(), claim, citing: quote) == nil)
    }

    @Test(
        "objects to figures that say something else",
        arguments: [
            ("The mill lost 1,250 spindles.", "The mill lost 1,350 spindles."),
            ("It cost 12 million florins.", "It cost 12 billion florins."),
            ("Twelve people came.", "Eleven people came."),
            ("The fund grows from 40 to 58 million florins.", "The fund grows from 40 by 58 million florins."),
            ("They stayed for 95 minutes.", "They stayed an hour and 45 minutes."),
            ("The cost is 112 million florins, up from 84 million.", "The cost went up by a half."),
            ("Turnout was 44.9%.", "Turnout was 49.4%."),
            ("It took 5 hours and 31 minutes.", "It took 5 hours and 13 minutes."),
            ("It rose by 3%.", "It rose by 3 percentage points."),
            ("It cost 40 florins and 20 pounds.", "It cost 20 dollars."),
            ("The shop sold 637 lamps.", "The shop sold 640 lamps."),
            ("The shop sold 637 lamps.", "The shop sold about 740 lamps."),
            ("The hall holds 650 people.", "The hall holds more than 650 people."),
            ("More than 650 people came.", "Fewer than 650 people came."),
            ("The gate stuck at 14:10.", "The gate stuck at twenty past two."),
            ("It was the third strike.", "It was the fourth strike."),
            ("The wing opened with 48 of its 64 beds.", "A half of the beds have to wait."),
            (
                "Rain came to 118 millimetres, above the 90 millimetres forecast.",
                "58 millimetres more fell than forecast."
            ),
            ("The mill opens in August 2027 rather than in March 2027.", "The mill opens nine months late."),
            ("The gates stood still from 23:40 to 05:15.", "For more than seven and a half hours no gate moved."),
            ("The strike cost 62 million florins in four weeks.", "It cost more than 25 million florins a week."),
            ("The cost rose by 23 million florins to 261 million.", "The cost rose by almost a third since May."),
            ("The bus runs on Friday and Saturday nights.", "The bus runs four nights a week."),
            ("The guild accepted 29 of the 46 proposals.", "The guild turned down 18 proposals."),
            ("It fell to 5.92 million tonnes from 6.39 million tonnes.", "It fell from 6.93 to 5.92 million tonnes."),
        ])
    func differing(quote: String, claim: String) {
        #expect(SupportCases.objection(NumberCheck(), claim, citing: quote) != nil)
    }

    @Test("says both figures")
    func reason() {
        #expect(
            SupportCases.objection(NumberCheck(), "The hall seats 420.", citing: "The hall seats 240.")
                == "The sentence says “420”, the cited sentences say “240”.")
        #expect(
            SupportCases.objection(NumberCheck(), "The hall seats 420.", citing: "The hall is full.")
                == "The cited sentences do not say “420”.")
    }

    @Test("is not misled by what stands in the context alone")
    func context() {
        let objection = SupportCases.objection(
            NumberCheck(), "The hall seats 420.", citing: "The hall seats 240.",
            context: "The park has 420 trees. The hall seats 240.")
        #expect(objection != nil)
    }
}
