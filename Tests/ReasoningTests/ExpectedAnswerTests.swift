import Corpus
import Testing

@testable import Reasoning

@Suite("Expected answer")
struct ExpectedAnswerTests {
    @Test(
        "says what an answer must contain",
        arguments: [
            ("How many homes were flooded?", ExpectedAnswer.number(of: ["hom"], in: nil)),
            ("How much did the inquiry cost?", .number(of: [], in: .money)),
            ("What did the inquiry cost the city?", .number(of: [], in: .money)),
            ("How heavy was the statue?", .number(of: [], in: .weight)),
            ("What was the turnout in Marrish?", .number(of: [], in: .share)),
            ("How long did it last?", .number(of: [], in: nil)),
            ("When did the strike end?", .date),
            ("Between which dates was it shut?", .date),
            ("Who chaired it?", .person),
            ("Where was she found?", .place),
            ("Why was it lowered?", .reason),
            ("What did he say?", .anything),
            ("How expensive was the new wing?", .number(of: [], in: .money)),
            ("What was the duration of the outage?", .number(of: [], in: .duration)),
            ("How many crowns did it cost?", .number(of: [], in: .money)),
            ("How many cubic metres were dug out?", .number(of: [], in: .length)),
            ("How many of them voted for it, in per cent?", .number(of: [], in: .share)),
            ("Which sculptor made it?", .person),
            ("From which countries did they come?", .place),
        ])
    func expectation(question: String, expected: ExpectedAnswer) {
        #expect(ExpectedAnswer(of: Words.words(in: question).map(\.folded)) == expected)
    }

    @Test(
        "reads words for a search as what they name",
        arguments: [
            ("hospital wing cost", ExpectedAnswer.number(of: [], in: .money)),
            ("turnout first round", .number(of: [], in: .share)),
            ("stadium opening date", .date),
            ("mid-year review", .anything),
            ("port strike settlement", .anything),
        ])
    func keywords(query: String, expected: ExpectedAnswer) {
        #expect(ExpectedAnswer(of: Words.words(in: query).map(\.folded)) == expected)
    }

    @Test(
        "wants figures where there is more of one than of another",
        arguments: [
            ("Did more or fewer people vote in the second round?", ExpectedAnswer.number(of: [], in: nil)),
            ("Was the turnout higher in May than in April?", .number(of: [], in: .share)),
            ("Did she vote in May?", .anything),
        ])
    func comparatives(question: String, expected: ExpectedAnswer) {
        #expect(ExpectedAnswer(of: Words.words(in: question).map(\.folded)) == expected)
    }

    @Test(
        "tells a when that asks from one that only says which time is meant",
        arguments: [
            ("When Quist chose a side, what was she promised?", ExpectedAnswer.anything),
            ("How did it change when the council approved it?", .anything),
            ("When did the strike end?", .date),
            ("When the strike ended?", .date),
            ("So when is it open, and who pays?", .date),
            ("Who resigned, and when?", .person),
            ("From when until when was it shut, and why?", .date),
        ])
    func conjunctions(question: String, expected: ExpectedAnswer) {
        #expect(ExpectedAnswer(of: Words.words(in: question).map(\.folded)) == expected)
    }

    @Test(
        "knows units",
        arguments: [
            ("It cost 7.8 million crowns.", Measure.money, true), ("It drew 7.8 million people.", .money, false),
            ("Turnout was 54.3%.", .share, true), ("Turnout rose.", .share, false),
            ("She weighs 85 kilograms.", .weight, true),
            ("It lasted 5 hours and 20 minutes.", .duration, true), ("It is 41 metres tall.", .length, true),
            ("It has 41 steps.", .length, false),
        ])
    func units(text: String, measure: Measure, occurs: Bool) {
        #expect(measure.occurs(in: Words.words(in: text)) == occurs)
    }
}
