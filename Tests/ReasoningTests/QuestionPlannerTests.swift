import Testing

@testable import Reasoning

@Suite("Question planner")
struct QuestionPlannerTests {
    private let planner = QuestionPlanner()

    @Test(
        "sees what kind of answer is wanted",
        arguments: [
            ("Who chaired the flood inquiry?", QuestionPlan.Kind.fact),
            ("When did the strike end?", .time),
            ("On what day was she sworn in?", .time),
            ("How many homes were flooded?", .quantity),
            ("What was the turnout in Marrish?", .quantity),
            ("How long did the outage last?", .quantity),
            ("Did the council adopt the budget?", .yesNo),
            ("Was the weir opened on purpose?", .yesNo),
            ("Which was larger, the draft or the final budget?", .comparison),
            ("How do the two estimates of the cost differ?", .comparison),
            ("What is the difference between the two offers?", .comparison),
            ("What happened in Marrish in December 2024?", .overview),
            ("Tell me about the stadium", .overview),
            ("port strike settlement", .overview),
            ("port strike cost", .quantity),
            ("When the gate jammed, who was called?", .fact),
            ("Why was the library closed?", .fact),
            ("Wer leitete die Untersuchung?", .fact),
        ])
    func kinds(question: String, kind: QuestionPlan.Kind) {
        #expect(planner.plan(question).kind == kind)
    }

    @Test(
        "finds names",
        arguments: [
            ("Who is Leonora Adeyemi of the Harbour Labour List?", ["Leonora Adeyemi", "Harbour Labour List"]),
            ("When did the Upper Weir open?", ["Upper Weir"]),
            ("What does Gate 4 cost?", ["Gate 4"]),
            ("how many homes were flooded", []),
            ("Petra Gaunt said what?", ["Petra Gaunt"]),
            ("nurse gaps Sept 2024 vs Feb 2026?", []), ("Did Jan Ekdal resign in Mar 2025?", ["Jan Ekdal"]),
            ("Did Jan resign?", ["Jan"]),
            ("Did Sporting News report it after October 4, 2023, and before May 2024?", ["Sporting News"]),
        ])
    func names(question: String, names: [String]) {
        #expect(planner.plan(question).names == names)
    }

    @Test(
        "takes a question apart where it asks several things",
        arguments: [
            (
                "Who chaired the flood inquiry, and how many witnesses did it hear?",
                ["Who chaired the flood inquiry", "how many witnesses did it hear"]
            ),
            (
                "Which was larger, the draft budget or the final budget?",
                ["Which was larger the draft budget", "Which was larger the final budget"]
            ),
            ("Who chaired the flood inquiry?", []),
            ("Who won the election? What was the turnout?", ["Who won the election", "What was the turnout"]),
        ])
    func parts(question: String, parts: [String]) {
        #expect(planner.plan(question).parts == parts)
    }

    @Test(
        "survives hostile questions",
        arguments: [
            "", "?", "????? and what", " and what ", String(repeating: " and what x", count: 300), "İ and what İİİ did",
        ])
    func hostile(question: String) {
        #expect(planner.plan(question).parts.count <= QuestionParts.limit)
    }
}
