/// The square-ruled part of a plot: turns values into places, and draws the frame.
struct PlotArea {
    let width: Double
    let height: Double
    /// Room for the labels of the axes.
    let left = 46.0
    let bottom = 40.0
    let top = 10.0
    let right = 12.0
    let xRange: ClosedRange<Double>
    let yRange: ClosedRange<Double>

    func x(_ value: Double) -> Double { left + Self.share(value, xRange) * (width - left - right) }
    func y(_ value: Double) -> Double { height - bottom - Self.share(value, yRange) * (height - top - bottom) }

    private static func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        let length = range.upperBound - range.lowerBound
        return length > 0 ? (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound) / length : 0.5
    }

    /// The plot with its axes, and what `marks` draws. `summary` is read out to those who do not see it.
    func svg(
        summary: String, xLabel: String, yLabel: String, xTicks: [(Double, String)], yTicks: [(Double, String)],
        marks: HTML
    ) -> HTML {
        let columns = xTicks.map { tick in
            """
            <line class="grid" x1="\(x(tick.0))" x2="\(x(tick.0))" y1="\(top)" y2="\(height - bottom)"/>\
            <text class="tick" x="\(x(tick.0))" y="\(height - bottom + 15)" text-anchor="middle">\(tick.1)</text>
            """ as HTML
        }
        let rows = yTicks.map { tick in
            """
            <line class="grid" x1="\(left)" x2="\(width - right)" y1="\(y(tick.0))" y2="\(y(tick.0))"/>\
            <text class="tick" x="\(left - 6)" y="\(y(tick.0) + 3.5)" text-anchor="end">\(tick.1)</text>
            """ as HTML
        }
        let middle = top + (height - top - bottom) / 2
        return """
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(summary)">\(columns)\(rows)\
            <text class="axis" x="\(left + (width - left - right) / 2)" y="\(height - 5)" text-anchor="middle">\(xLabel)\
            </text><text class="axis" transform="translate(11 \(middle)) rotate(-90)" text-anchor="middle">\(yLabel)\
            </text>\(marks)</svg>
            """
    }

    /// From 0 to 1 by fifths.
    static let unitTicks = [0, 0.2, 0.4, 0.6, 0.8, 1].map { value -> (Double, String) in
        (value, HTML("\(value, digits: 1)").markup)
    }

    /// A line through points, and nothing for none.
    func path(_ points: [(x: Double, y: Double)], cssClass: String) -> HTML {
        let steps = points.enumerated().map { index, point -> HTML in
            index == 0 ? "M\(x(point.x)) \(y(point.y))" : "L\(x(point.x)) \(y(point.y))"
        }
        return steps.isEmpty ? "" : "<path class=\"\(cssClass)\" d=\"\(steps)\"/>"
    }
}
