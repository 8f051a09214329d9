/// A report as one page of HTML that needs nothing else: no script, no address, its plots as SVG. It reads in light and dark
/// and prints. All names, questions and texts are escaped.
public enum EvaluationReport {
    /// Of one system.
    public static func page(of table: ScoreTable) -> String {
        let missing = table.questions.count(where: \.isMissing)
        var sections = [ScoreSections.summary(table)]
        sections += [
            plots([ScoreSections.recall([(table.system, "new", table.recallByRank)]), ScoreSections.kinds(table)])
        ]
        return page(
            title: "\(table.system): \(table.metrics.first ?? "")",
            lead: "\(table.questions.count) questions, \(missing) of which the run does not have and which count as 0.",
            sections: sections)
    }

    /// Of two. `level` is the share of false alarms that one puts up with; the first metric is the one of the plots.
    public static func page(of comparison: Comparison, worst: [ExaminedQuestion], level: Double) -> String {
        let (old, new) = (comparison.baseline, comparison.new)
        let sections = [
            ComparisonSections.verdict(comparison, level: level), ComparisonSections.summary(comparison, level: level),
            plots([
                ScoreSections.recall([("baseline", "old", old.recallByRank), ("new", "new", new.recallByRank)]),
                ComparisonSections.scatter(comparison), ComparisonSections.kindBars(comparison),
            ]),
            ComparisonSections.kinds(comparison), WorstQuestionsSection(comparison: comparison, questions: worst).html,
            ComparisonSections.method(level: level),
        ]
        return page(
            title: new.system == old.system ? "\(new.system), before and after" : "\(new.system) against \(old.system)",
            lead: "New: \(new.system). Baseline: \(old.system). \(comparison.pairs.count) questions.",
            sections: sections)
    }

    /// Of confidences, with what comes of declining at a threshold, and the area under the ROC curve where there is one.
    public static func page(
        of calibration: Calibration, declining: RefusalCurve.Point, areaUnderROC: Double?, title: String
    ) -> String {
        let diagram: HTML = """
            <figure><figcaption>Reliability</figcaption>\(ReliabilityDiagram(calibration: calibration).svg)\
            <p class="note">Each point is a bin: how often its answers were right, by how sure the system was. Beneath the \
            diagonal it is too sure. Bars show how many answers a bin has.</p></figure>
            """
        return page(
            title: title, lead: "\(calibration.answers) answers with a confidence were judged.",
            sections: [
                CalibrationSections.summary(calibration, declining, areaUnderROC), plots([diagram]),
                CalibrationSections.bins(calibration),
            ])
    }

    private static func plots(_ figures: [HTML?]) -> HTML {
        let figures = figures.compactMap(\.self)
        return figures.isEmpty ? "" : "<section class=\"plots\">\(figures)</section>"
    }

    private static func page(title: String, lead: String, sections: [HTML]) -> String {
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>\(Stylesheet.css)</style>
            </head>
            <body>
            <main>
            <header><h1>\(title)</h1><p>\(lead)</p></header>
            \(sections.flatMap { [$0, "\n"] })</main>
            </body>
            </html>

            """
        return page.markup
    }
}
