import Testing

@testable import Reasoning

@Suite("Reading choices")
struct ChoiceReaderTests {
    private let sentences = [
        "The capsule carried four astronauts to the station on Sunday.",
        "Two of them had flown before, and seven were on board already.",
    ]

    @Test("the plain reader counts words, and takes the first of equals")
    func plain() {
        #expect(ChoiceReader.plain(["Ron DeSantis", "Mike Pence"], in: ["Pence left the race."]) == 1)
        #expect(ChoiceReader.plain(["Peru", "Bolivia"], in: ["Guatemala was named."]) == 0)
    }

    @Test("takes figures in words for those in digits, near the words of the question")
    func figures() async throws {
        let reader = ChoiceReader()
        #expect(try await reader.choose(["2", "4", "6", "7"], for: "How many astronauts arrived?", in: sentences) == 1)
        let wealth = try await reader.choose(
            ["$11.3 billion", "$11.3 trillion"], for: "By how much did wealth drop?",
            in: ["Wealth dropped by $11.3 trillion."])
        #expect(wealth == 1)
    }

    @Test("counts no word that the question has already")
    func question() async throws {
        let choice = try await ChoiceReader().choose(
            ["A new weir at the port", "A new gate at the port"], for: "What is built at the port, a weir or what?",
            in: ["The port asked for a weir.", "A gate is built at the port."])
        #expect(choice == 1)
    }

    @Test("lets meaning decide where words do not")
    func meaning() async throws {
        let reader = ChoiceReader { texts in
            texts.map { $0.contains("mask") || $0.contains("cover") ? [1, 0] : [0, 1] }
        }
        let choice = try await reader.choose(
            ["Goggles", "A mask"], for: "What is worn?", in: ["The cloth that swimmers wear is a face cover."])
        #expect(choice == 1)
    }

    @Test("picks the first where there is nothing to read")
    func nothing() async throws {
        #expect(try await ChoiceReader().choose(["a", "b"], for: "Which?", in: []) == 0)
    }
}
