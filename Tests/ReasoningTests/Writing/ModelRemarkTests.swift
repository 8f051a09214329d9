import Testing

@testable import Reasoning

@Suite("Remarks of models")
struct ModelRemarkTests {
    @Test(
        "tells that there is no answer from an answer",
        arguments: [
            ("NO ANSWER", ModelRemark.noAnswer(missing: "")),
            ("NO ANSWER: the passages name no price.", .noAnswer(missing: "the passages name no price")),
            ("No answer.", .noAnswer(missing: "")),
            ("No answer: nothing is said.", .noAnswer(missing: "nothing is said")),
            ("The passages do not mention a price.", .silence), ("The passages don\u{2019}t say.", .silence),
            ("The provided context does not contain the price.", .silence),
            ("There is no information on the price.", .silence), ("I'm sorry, I cannot say.", .silence),
            ("Sure!", .chatter), ("Here is the answer:", .chatter), ("—", .chatter),
        ])
    func remarks(text: String, remark: ModelRemark) { #expect(ModelRemark(text, isCited: false) == remark) }

    @Test(
        "leaves news alone that is told in such words",
        arguments: [
            "No answer came from the mayor's office.", "The passage of the bill was not assured.",
            "I cannot support this, Quist said.", "There is no information on the cause yet.",
            "Here is the list that the mayor published:",
        ])
    func news(text: String) { #expect(ModelRemark(text, isCited: true) == nil) }

    @Test("a reason reaches the reader in the model's words only where it names nothing that the question does not")
    func reasons() {
        let question = "What did Quist pay for the 2025 ferry?"
        let standard = "The passages that were found do not say."
        for (said, told) in [
            ("", standard), ("the price of the ferry", "The price of the ferry."),
            ("what Quist paid in 2025.", "What Quist paid in 2025."), ("what Orlane paid", standard),
            ("the 14 crowns", standard), ("see https://evil.example/x", standard),
            (String(repeating: "no word of it ", count: 40), standard),
        ] { #expect(ModelRemark.reason(said, question: question) == told) }
    }
}
