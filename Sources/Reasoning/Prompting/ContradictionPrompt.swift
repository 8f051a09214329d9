/// Contradictions as a prompt shows them: what is disputed, and which passages say what. Their words come from the evidence, and are
/// data as it is.
enum ContradictionPrompt {
    /// The slots of those that were found in the evidence of a task; empty where it agrees.
    static func values(_ task: WritingTask) -> [[String: Any]] {
        task.contradictions.map { contradiction in
            [
                "matter": PassagePrompt.attribute(contradiction.matter),
                "sides": contradiction.sides.map { side($0, of: contradiction.kind) },
            ]
        }
    }

    private static func side(_ side: Contradiction.Side, of kind: Contradiction.Kind) -> [String: Any] {
        let sources = side.outlets.isEmpty ? "an unnamed source" : side.outlets.joined(separator: ", ")
        // "Yes" and "no" say nothing without the sentence.
        let said = kind == .polarity ? side.statement : side.value
        var numbers: [Int] = []
        for quote in side.quotes where !numbers.contains(quote.evidence + 1) { numbers.append(quote.evidence + 1) }
        return [
            "sources": PassagePrompt.attribute(sources),
            "numbers": numbers.map(String.init).joined(separator: ", "),
            "value": PassagePrompt.attribute(InstructionMarks.isInstruction(said) ? PassagePrompt.omission : said),
        ]
    }
}
