/// Mean recall after each rank: how deep one must look to find how much.
struct RecallPlot {
    /// Name, CSS class, and the recall after rank 1, 2, ….
    let curves: [(name: String, cssClass: String, recall: [Double])]

    var svg: HTML {
        let depth = curves.reduce(1) { max($0, $1.recall.count) }
        let area = PlotArea(width: 460, height: 300, xRange: 1...Double(max(depth, 2)), yRange: 0...1)
        let marks = curves.map { curve -> HTML in
            let points = curve.recall.enumerated().map { (x: Double($0.offset + 1), y: $0.element) }
            let dots =
                depth > Self.dottedDepth
                ? ""
                : HTML(
                    joining: points.map { point in
                        """
                        <circle class="dot \(curve.cssClass)" cx="\(area.x(point.x))" cy="\(area.y(point.y))" r="3">\
                        <title>\(curve.name): \(point.y, digits: 3) after rank \(Int(point.x))</title></circle>
                        """
                    })
            return "\(area.path(points, cssClass: "line \(curve.cssClass)"))\(dots)"
        }
        let ends = curves.map { "\($0.name) \(HTML("\($0.recall.last ?? 0, digits: 3)").markup)" }
        return area.svg(
            summary: "Recall by rank; at rank \(depth): \(ends.joined(separator: ", "))", xLabel: "rank",
            yLabel: "mean recall", xTicks: Self.ticks(depth), yTicks: PlotArea.unitTicks, marks: HTML(joining: marks))
    }

    /// Beyond, points would touch.
    private static let dottedDepth = 20

    /// 1, and whole steps up to the depth.
    private static func ticks(_ depth: Int) -> [(Double, String)] {
        let step = [1, 2, 5, 10, 20, 50, 100].first { depth / $0 <= 10 } ?? max(depth / 10, 1)
        return ([1] + stride(from: step, through: depth, by: step).filter { $0 > 1 }).map { (Double($0), "\($0)") }
    }
}
