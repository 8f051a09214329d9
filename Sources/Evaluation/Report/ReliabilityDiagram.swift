/// How often answers were right, by how sure the system was; the diagonal is where both are the same. Beneath each bin, a
/// bar shows how many answers it has.
struct ReliabilityDiagram {
    let calibration: Calibration

    var svg: HTML {
        let area = PlotArea(width: 460, height: 340, xRange: 0...1, yRange: 0...1)
        let most = Double(max(calibration.bins.map(\.count).max() ?? 1, 1))
        let marks = calibration.bins.map { bin -> HTML in
            let (left, right) = (area.x(bin.lower), area.x(bin.upper))
            let height = Double(bin.count) / most * Self.countHeight
            let title = """
                <title>confidence \(bin.lower, digits: 2) to \(bin.upper, digits: 2), mean \
                \(bin.meanConfidence, digits: 3): \(bin.accuracy, digits: 3) of \(bin.count) right</title>
                """ as HTML
            return """
                <rect class="mass" x="\(left + 1)" width="\(max(right - left - 2, 1))" y="\(area.y(0) - height)" \
                height="\(height)">\(title)</rect>\
                <line class="gap" x1="\(area.x(bin.meanConfidence))" x2="\(area.x(bin.meanConfidence))" \
                y1="\(area.y(bin.meanConfidence))" y2="\(area.y(bin.accuracy))"/>\
                <circle class="dot new" cx="\(area.x(bin.meanConfidence))" cy="\(area.y(bin.accuracy))" r="4.5">\(title)\
                </circle>
                """
        }
        let diagonal = area.path([(0, 0), (1, 1)], cssClass: "frame")
        let line = area.path(calibration.bins.map { ($0.meanConfidence, $0.accuracy) }, cssClass: "line new")
        return area.svg(
            summary: "Share of right answers by confidence, \(calibration.answers) answers", xLabel: "confidence",
            yLabel: "share that was right", xTicks: PlotArea.unitTicks, yTicks: PlotArea.unitTicks,
            marks: "\(diagonal)\(line)\(marks)")
    }

    private static let countHeight = 60.0
}
