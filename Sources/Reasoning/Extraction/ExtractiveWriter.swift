import Retrieval

/// Answers in the words of the evidence: picks the sentences that answer, puts the best one first, and cites each.
/// Needs no language model and adds no word of its own, so every sentence is supported by its citation verbatim.
///
/// Of offered choices it takes the one that the evidence speaks for best, and quotes first what does.
/// For a comparison or a yes-or-no question it lays the sides next to each other and draws no conclusion.
public struct ExtractiveWriter: AnswerWriter {
    public let name = "extractive"
    /// Grows whenever the same evidence may give another answer.
    public let identity = "extractive/8"
    public let evidenceBudget: Int? = nil

    public init() {}

    public func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        try await receiver.note(.began(writer: name))
        let rankings = task.reading.rankings
        var selection = Selection(pool: task.reading.pool, limit: limit(for: task))
        let choice = task.choices?.best
        if let choice { quote(choice, of: task, into: &selection) }
        choose(from: rankings, steps: task.reading.steps, plan: task.plan, into: &selection)
        for quotation in selection.quotations {
            let draft = quotation.draft(with: selection.echoes(of: quotation))
            guard case .rejected = try await receiver.offer(draft) else { continue }
            // Another sentence that answers; the rejected one stays chosen, so that it cannot come again.
            guard let other = selection.substitute(from: rankings) else { continue }
            _ = try await receiver.offer(other.draft(with: selection.echoes(of: other)), isCorrection: true)
        }
        let showsSides = choice == nil && Self.showsSides(task.plan.kind)
        return .answered(showsSides ? .sides : .direct, choice: choice)
    }

    /// What speaks best for a choice comes first, even where it would not be quoted otherwise.
    private func quote(_ choice: Int, of task: WritingTask, into selection: inout Selection) {
        let pool = task.reading.pool
        guard let place = task.choices?.supports[choice].sentence, let whole = task.reading.rankings.first else {
            return
        }
        selection.add(Quotation(pool.sentences[place], in: pool, by: whole.scorer))
    }

    private func choose(
        from rankings: [Ranking], steps: [Ranking], plan: QuestionPlan, into selection: inout Selection
    ) {
        guard let whole = rankings.first else { return }
        // What is said of the name, twice because a figure often has a rival, and what gave the name.
        for step in steps.prefix(1) + steps { selection.addBest(of: step) }
        if rankings.count > 1 {
            // A part's best sentence stands in for that part; a sentence of the whole question may serve several.
            for part in rankings.dropFirst() { selection.addBest(of: part) }
        } else {
            selection.addBest(of: whole)
        }
        if Self.asksOneThing(plan) { selection.addBest(Self.surroundings, ofPassage: 0, from: whole) }
        selection.fill(from: whole, showingOtherFigures: plan.kind == .quantity || Self.showsSides(plan.kind))
    }

    /// A fact is looked up in the passage that was found first: for three quarters of the sample corpus's questions of fact that were
    /// answered wrongly, it stood there, in a sentence that was not quoted.
    private static func asksOneThing(_ plan: QuestionPlan) -> Bool {
        switch plan.kind {
        case .fact, .time, .quantity: plan.parts.isEmpty
        case .comparison, .yesNo, .overview: false
        }
    }

    /// Sentences of the first passage beside the best one.
    private static let surroundings = 2

    private static func showsSides(_ kind: QuestionPlan.Kind) -> Bool { kind == .comparison || kind == .yesNo }

    /// A fact needs few sentences; more of them only dilute the answer.
    private func limit(for task: WritingTask) -> Int {
        let wanted =
            switch task.plan.kind {
            case .fact, .time, .quantity: max(5, task.parts.count + 1)
            case .comparison, .yesNo: max(5, task.parts.count)
            case .overview: task.maximumSentences
            }
        return min(wanted, task.maximumSentences)
    }
}
