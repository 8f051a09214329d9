import Corpus
import Retrieval

/// The questions that lost most, with both rankings side by side.
struct WorstQuestionsSection {
    let comparison: Comparison
    let questions: [ExaminedQuestion]

    var html: HTML {
        guard !questions.isEmpty else { return "" }
        return """
            <section><h2>What got worse</h2><p class="note">The questions that lost most in \(comparison.metrics[0]), \
            the worst first. ✓ marks what is relevant, ✗ what is not; what nobody judged has no mark.</p>\(questions.map(article))</section>
            """
    }

    private func article(_ question: ExaminedQuestion) -> HTML {
        let pair = question.pair
        let kind: HTML? = pair.kind.map { "<span class=\"kind\">\($0)</span>" }
        let text: HTML? = pair.text.map { "<p class=\"question\">\($0)</p>" }
        let changes = zip(comparison.metrics, zip(pair.baseline, pair.new)).prefix(4).map { metric, values -> HTML in
            "<span>\(metric) \(ScoreSections.value(values.0)) → \(ScoreSections.value(values.1))</span> "
        }
        return """
            <article><h3>\(pair.id) \(kind)</h3>\(text)<p class="change">\(changes)</p><div class="sides">\
            \(side("baseline", "old", question.baseline, other: question.new, missing: comparison.missingFromBaseline, pair))\
            \(side("new", "new", question.new, other: question.baseline, missing: comparison.missingFromNew, pair))\
            </div></article>
            """
    }

    private func side(
        _ name: String, _ cssClass: String, _ hits: [ExplainedHit], other: [ExplainedHit], missing: [String],
        _ pair: Comparison.Pair
    ) -> HTML {
        let ranks = Dictionary(other.enumerated().map { ($0.element.id, $0.offset + 1) }) { first, _ in first }
        let nothing = missing.contains(pair.id) ? "Nothing: the question is missing." : "Not at hand."
        let list: HTML =
            hits.isEmpty
            ? "<p class=\"note\">\(nothing)</p>"
            : "<ol>\(hits.enumerated().map { item($1, rank: $0 + 1, otherRank: ranks[$1.id]) })</ol>"
        return "<div><h4><span class=\"key \(cssClass)\">\(name)</span></h4>\(list)</div>"
    }

    private func item(_ hit: ExplainedHit, rank: Int, otherRank: Int?) -> HTML {
        let mark: HTML =
            switch hit.relevance {
            case .some(1...): "<span class=\"win\">✓</span> "
            case .some: "<span class=\"loss\">✗</span> "
            case nil: ""
            }
        // A date is not broken at its hyphens.
        let day = hit.publishedAt.map { ArticleDate.day($0).replacing("-", with: "\u{2011}") }
        let place = [hit.source, day].compactMap(\.self).joined(separator: " · ")
        let origin: HTML? = place.isEmpty ? nil : "<span class=\"origin\">\(place)</span> "
        let excerpt: HTML? = hit.excerpt.map { "<p class=\"excerpt\">\($0)</p>" }
        let other = otherRank.map { $0 == rank ? "" : " · rank \($0) in the other" } ?? ""
        let reasons = hit.reasons.map { signal -> HTML in
            "<span>\(signal.name) \(Double(signal.contribution), digits: 3)</span> "
        }
        let signals: HTML? = reasons.isEmpty ? nil : "<p class=\"signals\">\(reasons)</p>"
        return """
            <li>\(mark)<strong>\(hit.title ?? hit.id)</strong> \(origin)<span class="score">\(hit.score, digits: 4)\
            \(other)</span>\(signals)\(excerpt)</li>
            """
    }
}
