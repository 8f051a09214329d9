import Foundation
import Retrieval
import Store

/// Whether the evidence can answer at all; if not, what is missing.
struct Sufficiency: Sendable {
    let plan: QuestionPlan
    let pool: SentencePool

    /// Chosen together with the weights of ``SentenceScore``; see the decision record "Extractive answers".
    private static let minimumCoverage: Float = 0.45
    private static let minimumMeaning: Float = 0.30

    /// A sentence that says why there can be no answer; nil where there can. `rankings` holds that of the whole question
    /// first, then those of its parts.
    func shortfall(of rankings: [Ranking]) -> String? {
        guard let whole = rankings.first, let best = whole.units.first else {
            return "The corpus has no passage that speaks of this\(closest)."
        }
        if let name = missingName { return "Nothing that was found mentions \(name)\(closest)." }
        let asked = rankings.count > 1 ? Array(rankings.dropFirst()) : [whole]
        let answerable = asked.compactMap { ranking in ranking.units.first.map { (ranking, $0) } }
            .contains { isCovered($1) }
        guard answerable || isCovered(best) else {
            let missing = whole.scorer.missingTerms.prefix(3).map { "\u{201C}\($0)\u{201D}" }
            let what = missing.isEmpty ? "" : "; nothing mentions \(missing.formatted(.list(type: .or)))"
            return "No passage says enough about this\(what)\(closest)."
        }
        if asked.count == 1, whole.scorer.expectsFigure, !hasFigure(whole) {
            let kind = plan.kind == .time ? "date" : "figure"
            return "The passages that were found speak of this, but give no \(kind) for it\(closest)."
        }
        return nil
    }

    private func isCovered(_ unit: Unit) -> Bool {
        unit.score.coverage >= Self.minimumCoverage && unit.score.meaning >= Self.minimumMeaning
    }

    /// Among the sentences that are about the matter at all, one has a figure.
    private func hasFigure(_ ranking: Ranking) -> Bool {
        guard let best = ranking.units.first else { return false }
        return ranking.units.prefix { $0.score.total >= 0.8 * best.score.total }.contains { $0.score.expected > 0 }
    }

    /// A name of the question of which no word occurs in the evidence.
    private var missingName: String? {
        let known = pool.sentences.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
            .union(pool.titleStems.reduce(into: Set<String>()) { $0.formUnion($1) })
        return plan.names.first { name in
            let stems = Words.words(in: name).filter { !$0.isStopWord }.map(\.stem)
            return !stems.isEmpty && stems.allSatisfy { !known.contains($0) }
        }
    }

    private var closest: String {
        guard let article = pool.evidence.first?.passage.article, !article.title.isEmpty else { return "" }
        let source = article.source.isEmpty ? "" : " (\(article.source))"
        return "; the closest article is \u{201C}\(article.title)\u{201D}\(source)"
    }
}
