/// A bar for each kind of question: of one system, or of two side by side.
struct KindBars {
    /// The kind, how many questions it has, and the mean of each system.
    let kinds: [(name: String, questions: Int, means: [Double])]
    /// The CSS classes of the systems.
    let cssClasses: [String]
    /// What the bars are drawn against: the largest value.
    let limit: Double

    var svg: HTML {
        let thickness = 13.0
        let step = thickness * Double(cssClasses.count) + 14
        let height = step * Double(kinds.count) + 6
        let rows = kinds.enumerated().map { place, kind -> HTML in
            let top = step * Double(place) + 8
            let bars = zip(kind.means, cssClasses).enumerated().map { index, bar -> HTML in
                let y = top + thickness * Double(index)
                let length = limit > 0 ? max(bar.0 / limit, 0) * Self.length : 0
                return """
                    <rect class="bar \(bar.1)" x="\(Self.left)" y="\(y)" width="\(length)" height="\(thickness - 2)"/>\
                    <text class="tick" x="\(Self.left + length + 5)" y="\(y + thickness - 4)">\(bar.0, digits: 3)</text>
                    """
            }
            let middle = top + thickness * Double(cssClasses.count) / 2
            return """
                <text class="label" x="\(Self.left - 8)" y="\(middle + 3)" text-anchor="end">\(Self.short(kind.name))\
                <tspan class="count"> \(kind.questions)</tspan></text>\(bars)
                """
        }
        return """
            <svg viewBox="0 0 460 \(height)" role="img" aria-label="Means by kind of question">\
            <line class="frame" x1="\(Self.left)" x2="\(Self.left)" y1="2" y2="\(height - 2)"/>\(rows)</svg>
            """
    }

    private static let left = 170.0
    private static let length = 235.0

    private static func short(_ name: String) -> String { name.count > 20 ? "\(name.prefix(19))…" : name }
}
