import Corpus
import Foundation
import Retrieval
import Store

/// Whether the evidence can answer at all; if not, what is missing.
struct Sufficiency: Sendable {
    let task: WritingTask

    private var plan: QuestionPlan { task.plan }
    private var pool: SentencePool { task.reading.pool }
    private var says: Shortfall { Shortfall(task: task) }

    /// The closest sentence must be this close in meaning. For the questions of the sample corpus it is 0.48 at least, for
    /// questions on other matters 0.43 at most; see the decision record "Extractive answers".
    private static let minimumMeaning: Float = 0.45
    /// Or this close, where the evidence as a whole more likely than not carries an answer: two or three words for a search lie
    /// farther from any sentence than a question does.
    private static let minimumMeaningOfLikely: Float = 0.40
    /// A figure outside of the passage that was found first counts where its sentence is so near to the question, as a share of
    /// how near the nearest one is.
    private static let figureNearness: Float = 0.72

    /// What has the form of an answer must be so near to the question, as a share of how near the nearest sentence is. Chosen on
    /// questions that nobody had asked before; see the decision record "The form of an answer".
    private static let formNearness: Float = 0.70

    /// So many of the best sentences are looked at for what would be quoted.
    private static let quoted = 6

    /// A sentence that says why there can be no answer; nil where there can. What can be named is looked at before what was
    /// fitted, because its reason says more.
    var shortfall: String? {
        if let choices = task.choices {
            // One of them is right, so that the evidence only has to speak of the matter.
            return choices.bears ? nil : says.sentence("No passage bears on this with any of the choices")
        }
        let rankings = task.reading.rankings
        guard let whole = rankings.first, !whole.quotations.isEmpty else {
            return says.sentence("The corpus has no passage that speaks of this")
        }
        if let outlets = missingOutlets { return says.sentence("The corpus has nothing by \(outlets)") }
        if let name = missingName { return says.sentence("Nothing that was found mentions \(name)") }
        guard isCloseEnough(rankings) else { return says.sentence(says.missing) }
        if rankings.count == 1, !whole.scorer.form.isFigure, let gap = StatedGap.find(in: whole) {
            let source = pool.evidence[gap.evidence].passage.article.source
            let reporter = source.isEmpty ? "an article" : source
            return "The corpus does not say; \(reporter) writes: \u{201C}\(gap.text)\u{201D}"
        }
        if rankings.count == 1, asksForFigure, !hasFigure(whole) {
            let kind = plan.kind == .time ? "date" : "figure"
            return says.sentence("The passages that were found speak of this, but give no \(kind) for it")
        }
        if rankings.count == 1, whole.scorer.form.isPerson, !namesSomebody(whole) {
            return says.sentence("The passages that were found speak of this, but name nobody for it")
        }
        if let noun = missingForm(whole) {
            return says.sentence("The passages that were found speak of this, but give no \(noun) for it")
        }
        guard task.assessment.chance() >= SufficiencyModel.threshold else {
            return says.sentence(says.missing)
        }
        return nil
    }

    private func isCloseEnough(_ rankings: [Ranking]) -> Bool {
        let closest = rankings.map(\.closeness).max() ?? 0
        return closest >= Self.minimumMeaning
            || (closest >= Self.minimumMeaningOfLikely && task.assessment.chance() >= 0.5)
    }

    /// The outlets that the corpus lacks where nothing can be said without them: they are all that are asked for, or as many as
    /// there are others.
    private var missingOutlets: String? {
        let outlets = Self.absentOutlets(of: task)
        guard !outlets.isEmpty, outlets.count >= task.sought.whole.outlets.count else { return nil }
        return Shortfall.list(outlets.map(Shortfall.quoted), joint: "or")
    }

    /// The outlets that are asked for and of which the corpus has nothing. One whose name stands in a title of the evidence is
    /// spoken of, not asked for.
    static func absentOutlets(of task: WritingTask) -> [String] {
        task.sought.absentOutlets.filter { name in
            let stems = Words.words(in: name).filter { !$0.isStopWord }.map(\.stem)
            return !task.reading.pool.titleStems.contains { $0.isSuperset(of: stems) }
        }
    }

    /// A figure is what is asked for, and not merely part of what is compared.
    private var asksForFigure: Bool { plan.kind == .quantity || plan.kind == .time }

    /// There is a figure that can be the one: in the unit asked for, from the month asked for where the question names those, and in
    /// the passage that was found first or in a sentence about as near to the question as any. One that stands elsewhere is
    /// of something else.
    private func hasFigure(_ ranking: Ranking) -> Bool {
        if let onward = task.reading.steps.first, let first = onward.quotations.first,
            onward.scorer.answersFigure(first)
        {
            return true
        }
        let nearest = ranking.quotations.map(\.score.closeness).max() ?? 0
        return ranking.quotations.contains { quotation in
            ranking.scorer.answersFigure(quotation)
                && (quotation.sentence.evidence == 0
                    || quotation.score.closeness >= Self.figureNearness * nearest)
        }
    }

    /// What is asked for, where what has its form is of something else: it stands in sentences much farther from the question than the
    /// nearest. Sides of a comparison, parts, and the name that a second step asks on with lie apart by themselves.
    private func missingForm(_ ranking: Ranking) -> String? {
        switch plan.kind {
        case .fact, .time, .quantity: break
        case .comparison, .yesNo, .overview: return nil
        }
        guard task.reading.rankings.count == 1, task.reading.steps.isEmpty else { return nil }
        let nearness = task.assessment[EvidenceMeasures.formNearness] ?? 1
        return nearness < Self.formNearness ? ranking.scorer.form.noun : nil
    }

    /// One of the sentences that would be quoted names somebody whom the question does not.
    private func namesSomebody(_ ranking: Ranking) -> Bool {
        (task.reading.steps + [ranking]).contains { ranking in
            ranking.quotations.prefix(Self.quoted).contains { ranking.scorer.form.namesSomebody($0.text) }
        }
    }

    /// A name of the question that no passage has.
    private var missingName: String? { SoughtNames(plan: plan, sought: task.sought).missing(in: pool.matterStems) }
}
