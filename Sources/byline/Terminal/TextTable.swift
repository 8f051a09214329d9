/// Rows under a heading: the first column to the left, the others to the right, all as wide as they must be.
struct TextTable {
    let heading: [String]
    var rows: [[String]] = []

    /// The heading first. Control characters are made visible as ``Terminal/printable(_:)`` does.
    var lines: [String] {
        let cells = ([heading] + rows).map { $0.map(Terminal.printable) }
        let widths = heading.indices.map { column in
            cells.reduce(0) { max($0, $1.indices.contains(column) ? $1[column].count : 0) }
        }
        return cells.map { row in
            zip(row, widths).enumerated().map { index, cell in
                let gap = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + gap : gap + cell.0
            }.joined(separator: "  ")
        }
    }

    func write(to terminal: Terminal) {
        for (index, line) in lines.enumerated() { Terminal.write(index == 0 ? terminal.bold(line) : line) }
    }
}
