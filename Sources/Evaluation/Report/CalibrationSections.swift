/// Parts of a page about confidences.
enum CalibrationSections {
    static func summary(
        _ calibration: Calibration, _ declining: RefusalCurve.Point, _ areaUnderROC: Double?
    ) -> HTML {
        let brier = calibration.brier
        let rows = [
            ("ECE", calibration.expectedError, "mean distance of confidence from accuracy, over the bins"),
            (
                "Brier", brier.score,
                "mean square of confidence − outcome: reliability − resolution + uncertainty + within"
            ),
            ("reliability", brier.reliability, "what calibration would mend"),
            ("resolution", brier.resolution, "what the confidences tell apart; higher is better"),
            ("uncertainty", brier.uncertainty, "of the questions themselves"),
            ("within", brier.within, "what the bins leave over"),
            ("AUROC", areaUnderROC, "chance that a question without an answer has the lower confidence"),
            ("precision", declining.precision, "of declining at the threshold: rightly declined ÷ declined"),
            ("recall", declining.recall, "rightly declined ÷ unanswerable"),
            ("F1", declining.f1, "of both"),
        ].map { (name: String, value: Double?, meaning: String) -> HTML in
            "<tr><th scope=\"row\">\(name)</th><td>\(ScoreSections.value(value))</td><td class=\"text\">\(meaning)</td></tr>"
        }
        return "<section><h2>Summary</h2><table><tbody>\(rows)</tbody></table></section>"
    }

    static func bins(_ calibration: Calibration) -> HTML {
        let rows = calibration.bins.map { bin -> HTML in
            """
            <tr><th scope="row">\(bin.lower, digits: 3) to \(bin.upper, digits: 3)</th><td>\(bin.count)</td>\
            <td>\(bin.meanConfidence, digits: 3)</td><td>\(bin.accuracy, digits: 3)</td>\
            <td>\(bin.accuracy - bin.meanConfidence, digits: 3)</td></tr>
            """
        }
        return """
            <section><h2>Bins</h2><table><thead><tr><th>confidence</th><td>answers</td><td>mean</td><td>right</td>\
            <td>difference</td></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}
