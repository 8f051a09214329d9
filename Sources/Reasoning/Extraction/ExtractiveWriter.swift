import Retrieval

/// Answers in the words of the evidence: picks the sentences that answer, puts the best one first, and cites each.
/// Needs no language model and adds no word of its own, so every sentence is supported by its citation verbatim.
///
/// For a comparison or a yes-or-no question it lays the sides next to each other and draws no conclusion.
public struct ExtractiveWriter: AnswerWriter {
    public let name = "extractive"
    /// Passages that are read sentence by sentence; later ones hardly ever answer.
    static let evidenceLimit = 20

    public init() {}

    public func write(
        _ task: WritingTask, to sink: (DraftSentence) async throws -> Void
    ) async throws -> WritingOutcome {
        let pool = SentencePool(Array(task.evidence.prefix(Self.evidenceLimit)))
        let rankings = ([task.whole] + task.parts).map { Ranking(pool: pool, part: $0) }
        if let reason = Sufficiency(plan: task.plan, pool: pool).shortfall(of: rankings) {
            return .abstained(reason: reason)
        }
        var selection = Selection(pool: pool, limit: limit(for: task))
        choose(from: rankings, plan: task.plan, into: &selection)
        for quotation in selection.quotations { try await sink(quotation.draft(with: selection.echoes(of: quotation))) }
        return .answered(Self.showsSides(task.plan.kind) ? .sides : .direct)
    }

    private func choose(from rankings: [Ranking], plan: QuestionPlan, into selection: inout Selection) {
        let whole = rankings[0]
        if rankings.count > 1 {
            // A part's best sentence stands in for that part; a sentence of the whole question may serve several.
            for part in rankings.dropFirst() { selection.addBest(of: part) }
        } else {
            selection.addBest(of: whole)
        }
        selection.fill(from: whole, showingOtherFigures: plan.kind == .quantity || Self.showsSides(plan.kind))
    }

    private static func showsSides(_ kind: QuestionPlan.Kind) -> Bool { kind == .comparison || kind == .yesNo }

    /// A fact needs few sentences; more of them only dilute the answer.
    private func limit(for task: WritingTask) -> Int {
        let wanted =
            switch task.plan.kind {
            case .fact, .time, .quantity: max(4, task.parts.count + 1)
            case .comparison, .yesNo: max(5, task.parts.count)
            case .overview: task.maximumSentences
            }
        return min(wanted, task.maximumSentences)
    }
}
