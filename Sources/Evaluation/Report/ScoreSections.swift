/// Parts of a page about what systems reached.
enum ScoreSections {
    static func summary(_ table: ScoreTable) -> HTML {
        let rows = table.metrics.indices.map { metric -> HTML in
            """
            <tr><th scope="row">\(table.metrics[metric])</th><td>\(value(table.mean(metric)))</td>\
            <td>\(table.questions.count { $0.values[metric] != nil })</td></tr>
            """
        }
        return """
            <section><h2>Summary</h2><table><thead><tr><th>metric</th><td>mean</td><td>questions</td></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    /// Nil where no curve was measured.
    static func recall(_ curves: [(String, String, [Double])]) -> HTML? {
        let curves = curves.filter { !$0.2.isEmpty }
        guard !curves.isEmpty else { return nil }
        let plot = RecallPlot(curves: curves.map { (name: $0.0, cssClass: $0.1, recall: $0.2) })
        return
            "<figure><figcaption>Recall by rank \(legend(curves.map { ($0.0, $0.1) }))</figcaption>\(plot.svg)</figure>"
    }

    /// The first metric by kind; nil where there is only one kind.
    static func kinds(_ table: ScoreTable) -> HTML? {
        let kinds = Dictionary(grouping: table.questions) { $0.kind ?? "" }
        guard kinds.count > 1 else { return nil }
        let rows = kinds.sorted { $0.key < $1.key }.map { kind, questions in
            (name: name(kind), questions: questions.count, means: [table.mean(0, of: questions) ?? 0])
        }
        return bars(rows, cssClasses: ["new"], metric: table.metrics[0], legend: nil)
    }

    static func bars(
        _ kinds: [(name: String, questions: Int, means: [Double])], cssClasses: [String], metric: String, legend: HTML?
    ) -> HTML {
        let limit = kinds.reduce(1) { max($0, $1.means.max() ?? 0) }
        let plot = KindBars(kinds: kinds, cssClasses: cssClasses, limit: limit)
        return "<figure><figcaption>\(metric) by kind of question \(legend)</figcaption>\(plot.svg)</figure>"
    }

    static func legend(_ names: [(String, String)]) -> HTML {
        HTML(joining: names.map { "<span class=\"key \($0.1)\">\($0.0)</span> " })
    }

    static func value(_ value: Double?) -> HTML { value.map { "\($0, digits: 4)" } ?? "–" }

    /// Questions without a kind have an empty one.
    static func name(_ kind: String) -> String { kind.isEmpty ? "unknown" : kind }
}
