/// Each question by its old value and its new one: above the diagonal it won, below it lost. Questions at the same place
/// are one point, whose area grows with their number.
struct ScatterPlot {
    let metric: String
    /// Ids with both values.
    let points: [(id: String, baseline: Double, new: Double)]
    let isLowerBetter: Bool

    private struct Place: Hashable {
        let x: Int
        let y: Int
    }

    var svg: HTML {
        let limit = max(points.reduce(1) { max($0, $1.baseline, $1.new) }, 1)
        // So that points at the ends do not hide the axes.
        let range = -0.05 * limit...1.05 * limit
        let area = PlotArea(width: 460, height: 400, xRange: range, yRange: range)
        // To a 200th of the range: finer than a point is wide.
        let groups = Dictionary(grouping: points) {
            Place(x: Int(($0.baseline / limit * 200).rounded()), y: Int(($0.new / limit * 200).rounded()))
        }
        let marks = groups.sorted { ($1.value.count, $0.key.x, $0.key.y) < ($0.value.count, $1.key.x, $1.key.y) }
            .map { _, group in mark(group, area) }
        let ticks = limit == 1 ? PlotArea.unitTicks : [0, 0.5, 1].map { ($0 * limit, "\(Int($0 * limit))") }
        let diagonal = area.path([(0, 0), (limit, limit)], cssClass: "frame")
        return area.svg(
            summary: "\(metric) of \(points.count) questions, old against new", xLabel: "baseline \(metric)",
            yLabel: "new \(metric)", xTicks: ticks, yTicks: ticks, marks: "\(diagonal)\(marks)")
    }

    private func mark(_ group: [(id: String, baseline: Double, new: Double)], _ area: PlotArea) -> HTML {
        let change = (group[0].new - group[0].baseline) * (isLowerBetter ? -1 : 1)
        let cssClass = abs(change) <= PairedComparison.tolerance ? "tie" : change > 0 ? "win" : "loss"
        let radius = min(3 + 1.4 * Double(group.count - 1).squareRoot(), 26)
        let more = group.count > Self.named ? " and \(group.count - Self.named) more" : ""
        return """
            <circle class="point \(cssClass)" cx="\(area.x(group[0].baseline))" cy="\(area.y(group[0].new))" r="\(radius)">\
            <title>\(group[0].baseline, digits: 3) → \(group[0].new, digits: 3): \
            \(group.prefix(Self.named).map(\.id).joined(separator: ", "))\(more)</title></circle>
            """
    }

    /// Questions that a point's title names.
    private static let named = 8
}
