import Testing

@testable import Reasoning

@Suite("Finding contradictions")
struct ContradictionFinderTests {
    private func report(_ source: String, _ sentence: String, day: String = "2025-09-24") -> Evidence.Article {
        Evidence.Article(source: source, title: "Report", day: day, sentences: [sentence])
    }

    private func found(_ question: String, _ articles: [Evidence.Article]) throws -> [Contradiction] {
        ContradictionFinder().contradictions(in: try Evidence.task(question, articles))
    }

    private let ships = "How many ships did the port strike turn away?"
    private let post = "The port strike turned 47 ships away, the port said."
    private let radio = "The port strike turned 53 ships away, the union said."

    @Test("names two figures for one thing, each with its outlet and place")
    func number() throws {
        let contradiction = try #require(try found(ships, [report("Post", post), report("Radio", radio)]).first)
        #expect(contradiction.kind == .number)
        #expect(Set(contradiction.sides.map(\.value)) == ["47", "53"])
        #expect(Set(contradiction.sides.flatMap(\.outlets)) == ["Post", "Radio"])
        #expect(contradiction.sides.allSatisfy { !$0.quotes.isEmpty })
        #expect(contradiction.summary.contains("Post says 47") && contradiction.summary.contains("Radio says 53"))
    }

    @Test("puts outlets that say the same on one side")
    func sides() throws {
        let third = "The port strike turned away 53 ships, the union counted."
        let contradiction = try #require(
            try found(ships, [report("Post", post), report("Radio", radio), report("Courier", third)]).first)
        #expect(contradiction.sides.count == 2)
        #expect(contradiction.sides.first { $0.value == "53" }.map { Set($0.outlets) } == ["Radio", "Courier"])
    }

    @Test(
        "names none where time or the matter explains the difference",
        arguments: [
            // Another outlet is needed.
            ("Post", "The port strike turned 53 ships away, the union said.", "2025-09-24"),
            // Weeks later.
            ("Radio", "The port strike turned 53 ships away, the union said.", "2025-11-20"),
            // A later count, which says so.
            ("Radio", "The number of ships that the port strike turned away has risen to 53.", "2025-09-25"),
            // Knows the other figure.
            ("Radio", "The port strike turned 53 ships away, up from 47.", "2025-09-24"),
            // Takes it back.
            ("Radio", "Correction: an earlier version said that the port strike turned 53 ships away.", "2025-09-24"),
            // Counts something else.
            ("Radio", "The port strike turned 53 passengers away, the union said.", "2025-09-24"),
            // The same figure.
            ("Radio", "The port strike turned some 47 ships away, the union said.", "2025-09-24"),
        ])
    func explained(source: String, sentence: String, day: String) throws {
        #expect(try found(ships, [report("Post", post), report(source, sentence, day: day)]).isEmpty)
    }

    @Test("names no figure of another matter than the question's")
    func otherMatter() throws {
        #expect(
            try found("Who won the clockmaker's prize?", [report("Post", post), report("Radio", radio)]).isEmpty)
    }

    @Test("names two days of one event")
    func date() throws {
        let contradiction = try #require(
            try found(
                "When does the night bus to Pellow Hill start?",
                [
                    report("Campus", "The night bus to Pellow Hill will start on 1 November."),
                    report("Radio", "The first night bus to Pellow Hill will start on 15 November."),
                ]
            ).first)
        #expect(contradiction.kind == .date)
        #expect(Set(contradiction.sides.map(\.value)) == ["1 November", "15 November"])
    }

    @Test("names two people in one role, and two numbers of a line")
    func name() throws {
        let person = try #require(
            try found(
                "Who won the prize for the heaviest pumpkin at the show?",
                [
                    report("Bollard", "At the show, Walter Imrie won the prize for the heaviest pumpkin."),
                    report("Gazette", "At the show, Hanne Brodie won the prize for the heaviest pumpkin."),
                ]
            ).first)
        #expect(person.kind == .name)
        #expect(Set(person.sides.map(\.value)) == ["Walter Imrie", "Hanne Brodie"])
        let line = try #require(
            try found(
                "Which line's tram derailed at the hub?",
                [
                    report("Lighthouse", "The tram that derailed at the hub was on line 2."),
                    report("Post", "The tram that derailed at the hub was on line 6."),
                ]
            ).first)
        #expect(Set(line.sides.map(\.value)) == ["line 2", "line 6"])
    }

    @Test("names who affirms and who denies")
    func polarity() throws {
        let contradiction = try #require(
            try found(
                "Was the weir opened in the night of the flood?",
                [
                    report("Unfiltered", "The board secretly opened the weir in the night of the flood."),
                    report("Ledger", "The weir was not opened in the night of the flood, the logs show."),
                ]
            ).first)
        #expect(contradiction.kind == .polarity)
        #expect(Set(contradiction.sides.map(\.value)) == ["yes", "no"])
        #expect(contradiction.summary.contains("was not opened"))
    }

    @Test("finds none in no evidence")
    func nothing() throws {
        #expect(try found(ships, []).isEmpty)
    }
}
