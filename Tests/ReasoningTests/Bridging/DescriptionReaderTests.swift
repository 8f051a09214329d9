import Testing

@testable import Reasoning

@Suite("Descriptions")
struct DescriptionReaderTests {
    @Test(
        "are a noun with a relative clause, of which something further is asked",
        arguments: [
            (
                "How many votes went to the candidate who wanted ward offices?",
                Description(
                    kind: .person, text: "the candidate who wanted ward offices", before: "How many votes went to",
                    after: "")
            ),
            (
                "In the ward where the mill burnt down, who was elected?",
                Description(
                    kind: .place, text: "the ward where the mill burnt down", before: "In", after: "who was elected")
            ),
            (
                "How many homes burnt in the ward in which Hale lost her life?",
                Description(
                    kind: .place, text: "the ward in which Hale lost her life", before: "How many homes burnt in",
                    after: "")
            ),
            (
                "votes in the runoff for the man who defended the library cut",
                Description(
                    kind: .person, text: "the man who defended the library cut", before: "votes in the runoff for",
                    after: "")
            ),
        ])
    func relative(question: String, description: Description) {
        #expect(DescriptionReader.description(in: question) == description)
    }

    @Test(
        "are a statement that a question behind it points back to",
        arguments: [
            (
                "A baker wrote to the council in May. How many loaves did she bake?",
                Description(
                    kind: .person, text: "A baker wrote to the council in May", before: "How many loaves did",
                    after: "bake")
            ),
            (
                "That councillor who defended the library cut: what share did he win?",
                Description(
                    kind: .person, text: "That councillor who defended the library cut", before: "what share did",
                    after: "win")
            ),
            (
                "A paper linked the mayor to a builder; who voted against the hall that firm is building?",
                Description(
                    kind: .thing, text: "A paper linked the mayor to a builder", before: "who voted against the hall",
                    after: "is building")
            ),
        ])
    func told(question: String, description: Description) {
        #expect(DescriptionReader.description(in: question) == description)
    }

    @Test(
        "are none where the described thing is what is asked for, where nothing is asked of it, or too much",
        arguments: [
            "Who is the judge who chairs the flood inquiry?", "Which is the ward that was flooded first?",
            "Who chairs the flood inquiry?", "Is there anything to the story that the mill burnt down?",
            "Which senator announced this week that they would not stand again?",
            "What did she say when she told them that the mill burnt down?",
            "What was paid for the ships that avoided the port?",
            "The pledge came from a politician who won with what share of the votes?",
            "She was named for a concert in the city that she visited last May",
            "Which came first, the fire or the report that "
                + "nothing was burnt on purpose?",
            "Dr. Hale chairs the inquiry. What did the inquiry cost?",
            "Who, once richest under thirty, mentioned by papers in London and Paris, charged with fraud, jailed in May, "
                + "wrote to the man who ran the exchange?",
            "", "who", "the who", "the man who", ": ; ? .",
        ])
    func none(question: String) {
        #expect(DescriptionReader.description(in: question) == nil)
    }

    @Test("take a name in their place")
    func named() {
        let description = Description(
            kind: .person, text: "the man who lost", before: "How many votes did", after: "get in May")
        #expect(description.question(naming: "Hale") == "How many votes did Hale get in May")
        #expect(
            QuestionPlanner().plan("Who voted for the man who lost the first round?").description?.before
                == "Who voted for")
    }

    @Test("are read from a part of a question of several")
    func ofPart() {
        let plan = QuestionPlanner().plan(
            "Whose office delayed the gate that jammed in the flood, and what did its replacement cost?")
        #expect(plan.parts.count == 2)
        #expect(plan.description?.text == "the gate that jammed in the flood")
    }
}
