import Testing

@testable import Reasoning

@Suite("Reading choices")
struct ChoiceReadingTests {
    private static let capsule = Evidence.Article(
        source: "Ledger", title: "Capsule arrives", day: "2025-03-01",
        sentences: [
            "The capsule carried four astronauts to the station on Sunday.",
            "Two of them had flown before, and seven were on board already.",
        ])

    private func task(
        _ question: String, _ choices: [String], _ articles: [Evidence.Article] = [Self.capsule]
    ) throws -> WritingTask {
        let vectors = OfferedChoices.encoded(choices, for: question).map(Evidence.vector)
        return try Evidence.task(question, articles, offered: OfferedChoices(choices, vectors: vectors))
    }

    @Test("takes figures in words for those in digits, near the words of the question")
    func figures() throws {
        let choices = try #require(try task("How many astronauts arrived?", ["2", "4", "6", "7"]).choices)
        #expect(choices.best == 1)
        let article = Evidence.Article(
            source: "Tide", title: "Wealth", day: "2025-03-01", sentences: ["Wealth dropped by $11.3 trillion."])
        let wealth = try task("By how much did wealth drop?", ["$11.3 billion", "$11.3 trillion"], [article])
        #expect(wealth.choices?.best == 1)
    }

    @Test("counts no word that the question has already")
    func question() throws {
        let article = Evidence.Article(
            source: "Tide", title: "Port", day: "2025-03-01",
            sentences: ["The port asked for a weir.", "A gate is built at the port."])
        let task = try task(
            "What is built at the port, a weir or what?", ["A new weir at the port", "A new gate at the port"],
            [article])
        #expect(task.choices?.best == 1)
    }

    @Test("shares add up to 1, and the best choice has the largest")
    func shares() throws {
        let choices = try #require(try task("How many astronauts arrived?", ["2", "4", "6", "7"]).choices)
        #expect(abs(choices.shares.reduce(0, +) - 1) < 1e-9)
        #expect(choices.shares.max() == choices.shares[1])
        #expect(choices.choice(1) == AnswerChoice(index: 1, text: "4", share: choices.shares[1]))
    }

    @Test("the writer chooses, and quotes first what speaks for the choice")
    func writes() async throws {
        let receiver = ListingReceiver()
        let outcome = try await ExtractiveWriter().write(
            task("How many astronauts arrived?", ["2", "4", "6", "7"]), to: receiver)
        #expect(outcome == .answered(.direct, choice: 1))
        #expect(await receiver.drafts.first?.text == Self.capsule.sentences[0])
    }

    @Test("declines only where nothing bears on the question")
    func declines() throws {
        #expect(Sufficiency(task: try task("Who cooked the meal aboard the capsule?", ["Ana", "Bo"])).shortfall == nil)
        let foreign = try task("Which emperor banned saffron robes?", ["Nero", "Trajan"])
        let reason = try #require(Sufficiency(task: foreign).shortfall)
        #expect(reason.contains("with any of the choices"))
        #expect(Sufficiency(task: try task("Which?", ["a", "b"], [])).shortfall != nil)
    }

    @Test("a sentence names a choice where it has its words, one of them alone")
    func named() throws {
        let choices = try #require(try task("Who?", ["Ana Roy", "Bo"]).choices)
        #expect(choices.named(in: ["It was late.", "It was Ana Roy, not Bob."]) == 0)
        #expect(choices.named(in: ["Ana Roy and Bo."]) == nil)
        #expect(choices.named(in: []) == nil)
        #expect(try task("Which?", ["\u{1F44D}", "\u{1F525}"]).choices?.named(in: ["A sign."]) == nil)
    }

    @Test("says what is wrong with choices")
    func mistakes() {
        #expect(OfferedChoices.mistake(in: []) == nil)
        #expect(OfferedChoices.mistake(in: ["a", "b"]) == nil)
        #expect(OfferedChoices.mistake(in: ["a"])?.contains("2 to 20") == true)
        #expect(OfferedChoices.mistake(in: ["a", " "]) == "a choice is empty")
        #expect(OfferedChoices.mistake(in: ["a", "a"]) == "a choice is offered twice")
        #expect(OfferedChoices.mistake(in: ["a", String(repeating: "b", count: 301)])?.contains("300") == true)
    }
}
