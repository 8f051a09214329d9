/// Parts of a page about two systems.
enum ComparisonSections {
    static func verdict(_ comparison: Comparison, level: Double) -> HTML {
        let worse = comparison.significantlyWorse(level: level)
        let better = comparison.rows.filter { $0.isSignificantlyBetter(level: level) }.map(\.metric)
        var sentences: [HTML] = []
        if !worse.isEmpty {
            sentences.append("<p class=\"verdict loss\">Significantly worse: \(worse.joined(separator: ", "))</p>")
        }
        if !better.isEmpty {
            sentences.append("<p class=\"verdict win\">Significantly better: \(better.joined(separator: ", "))</p>")
        }
        if sentences.isEmpty { sentences.append("<p class=\"verdict\">No metric differs significantly.</p>") }
        sentences += [("new run", comparison.missingFromNew), ("baseline", comparison.missingFromBaseline)]
            .filter { !$0.1.isEmpty }
            .map { system, ids in
                let more = ids.count > 10 ? " and \(ids.count - 10) more" : ""
                return """
                    <p class="note">Missing from the \(system), and counted as 0 for it: \(ids.count) questions \
                    (\(ids.prefix(10).joined(separator: ", "))\(more)).</p>
                    """
            }
        return "<section>\(sentences)</section>"
    }

    static func summary(_ comparison: Comparison, level: Double) -> HTML {
        let reach = comparison.rows.reduce(0) { max($0, abs($1.paired.low), abs($1.paired.high)) }
        let rows = comparison.rows.map { row -> HTML in
            let state =
                row.isSignificantlyWorse(level: level)
                ? "loss" : row.isSignificantlyBetter(level: level) ? "win" : "tie"
            return """
                <tr><th scope="row">\(row.metric)</th>\(cells(row.paired, cssClass: state))\
                <td>\(row.paired.low, digits: 3) … \(row.paired.high, digits: 3)</td>\
                <td>\(interval(row.paired, reach: reach, cssClass: state))</td>\
                <td>\(row.paired.pValue, digits: 4)</td><td>\(row.adjustedPValue, digits: 4)</td></tr>
                """
        }
        return """
            <section><h2>Summary</h2><div class="wide"><table><thead><tr><th>metric</th>\(heading)<td>95 % interval</td>\
            <td></td><td>p</td><td>p, Holm</td></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }

    static func kinds(_ comparison: Comparison) -> HTML {
        guard !comparison.byKind.isEmpty else { return "" }
        let rows = comparison.byKind.sorted { $0.key < $1.key }.map { kind, metrics -> HTML in
            """
            <tr><th scope="row">\(ScoreSections.name(kind))</th><td>\(metrics[0].questions)</td>\
            \(cells(metrics[0], cssClass: "tie"))<td>\(metrics[0].low, digits: 3) … \(metrics[0].high, digits: 3)</td>\
            <td>\(metrics[0].pValue, digits: 4)</td></tr>
            """
        }
        return """
            <section><h2>\(comparison.metrics[0]) by kind</h2><div class="wide"><table><thead><tr><th>kind</th>\
            <td>questions</td>\(heading)<td>95 % interval</td><td>p</td></tr></thead><tbody>\(rows)</tbody></table></div>\
            <p class="note">The p-values of kinds are not corrected: they say where to look, not what is so.</p></section>
            """
    }

    static func scatter(_ comparison: Comparison) -> HTML {
        let points = comparison.pairs.compactMap { pair -> (id: String, baseline: Double, new: Double)? in
            guard let old = pair.baseline[0], let new = pair.new[0] else { return nil }
            return (pair.id, old, new)
        }
        let plot = ScatterPlot(
            metric: comparison.metrics[0], points: points,
            isLowerBetter: ScoreTable.isLowerBetter(comparison.metrics[0]))
        let legend = ScoreSections.legend([("won", "win"), ("lost", "loss"), ("equal", "tie")])
        return "<figure><figcaption>Each question, old against new \(legend)</figcaption>\(plot.svg)</figure>"
    }

    static func kindBars(_ comparison: Comparison) -> HTML? {
        guard !comparison.byKind.isEmpty else { return nil }
        let kinds = comparison.byKind.sorted { $0.key < $1.key }.map { kind, metrics in
            (
                name: ScoreSections.name(kind), questions: metrics[0].questions,
                means: [metrics[0].baseline, metrics[0].new]
            )
        }
        return ScoreSections.bars(
            kinds, cssClasses: ["old", "new"], metric: comparison.metrics[0],
            legend: ScoreSections.legend([("baseline", "old"), ("new", "new")]))
    }

    static func method(level: Double) -> HTML {
        """
        <footer><p>Intervals: percentile bootstrap over questions, 10,000 resamples. p: paired randomisation test, two-sided, \
        exact up to \(PermutationTest.exactLimit) questions that differ. Of several metrics, p is corrected by Holm, and \
        a difference is called significant where the corrected p is at most \(level, digits: 3).</p></footer>
        """
    }

    private static let heading: HTML = """
        <td>baseline</td><td>new</td><td>difference</td><td>won</td><td>equal</td><td>lost</td>
        """

    private static func cells(_ paired: PairedComparison, cssClass: String) -> HTML {
        let sign = paired.difference > 0 ? "+" : ""
        return """
            <td>\(paired.baseline, digits: 4)</td><td>\(paired.new, digits: 4)</td>\
            <td class="\(cssClass)">\(sign)\(paired.difference, digits: 4)</td>\
            <td>\(paired.wins)</td><td>\(paired.ties)</td><td>\(paired.losses)</td>
            """
    }

    /// The interval as a line beside 0, all metrics on one scale.
    private static func interval(_ paired: PairedComparison, reach: Double, cssClass: String) -> HTML {
        func x(_ value: Double) -> Double { 60 + (reach > 0 ? value / reach * 54 : 0) }
        return """
            <svg class="interval \(cssClass)" viewBox="0 0 120 16" role="img" \
            aria-label="\(paired.low, digits: 4) to \(paired.high, digits: 4)"><title>\(paired.low, digits: 4) to \
            \(paired.high, digits: 4)</title><line class="frame" x1="60" x2="60" y1="0" y2="16"/>\
            <line class="reach" x1="\(x(paired.low))" x2="\(x(paired.high))" y1="8" y2="8"/>\
            <circle cx="\(x(paired.difference))" cy="8" r="3.2"/></svg>
            """
    }
}
