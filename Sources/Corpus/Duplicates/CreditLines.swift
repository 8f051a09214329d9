/// The places where an article says from whom it has its text: its byline, what stands before the dash of the first line
/// (`VENNERMOUTH (VWS) —`), what stands in brackets at the very end (`(Venner Wire Service)`), and a short last line
/// (`Text: Venner Wire Service`).
///
/// Only the places are found here; whether an outlet is named in one, ``names(anyOf:)`` says.
public struct CreditLines: Sendable, Hashable {
    /// Short lines; none holds a line break.
    public let lines: [String]

    /// Longer ones are sentences, not credits. In Unicode scalars.
    static let maximumScalars = 80

    /// Reads the beginning and the end of a text; the cost does not depend on its length.
    public init(text: String, author: String?) {
        lines = [author.map(Self.short) ?? nil, Self.opening(text), Self.closing(text)].compactMap(\.self)
    }

    /// Those that were kept.
    public init(lines: [String]) { self.lines = lines }

    /// Whether a line names an outlet: its words, in their order, without case and accents.
    public func names(anyOf outlets: some Sequence<String>) -> Bool {
        let lines = lines.map(Self.words)
        guard !lines.isEmpty else { return false }
        return outlets.contains { outlet in
            let name = Self.words(outlet)
            guard !name.isEmpty else { return false }
            return lines.contains { words in
                guard words.count >= name.count else { return false }
                return (0...words.count - name.count).contains { words[$0..<$0 + name.count].elementsEqual(name) }
            }
        }
    }

    private static func opening(_ text: String) -> String? {
        let scalars = text.unicodeScalars.prefix(maximumScalars + 4)
        let line = scalars.prefix { $0 != "\n" }
        if line.starts(with: "By ".unicodeScalars) { return short(String(line)) }
        var start = line.startIndex
        while start < line.endIndex {
            let rest = line[start...]
            if [" — ", " – ", " - ", " -- "].contains(where: { rest.starts(with: $0.unicodeScalars) }) {
                return short(String(line[..<start]))
            }
            start = line.index(after: start)
        }
        return nil
    }

    private static func closing(_ text: String) -> String? {
        let ending = text.unicodeScalars.suffix(maximumScalars + 1)
        let line = ending.split(separator: "\n").last ?? ending
        if line.count <= maximumScalars { return short(String(line)) }
        guard line.last == ")", let bracket = line.lastIndex(of: "(") else { return nil }
        return short(String(line[bracket...]))
    }

    private static func short(_ line: String) -> String? {
        line.isEmpty || line.unicodeScalars.count > maximumScalars ? nil : line
    }

    private static func words(_ line: String) -> [Substring] {
        let folding = WordPieceFolding.uncased
        var folded = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            let entry = folding[scalar.value]
            switch entry.effect {
            case .space, .punctuation: folded.append(" ")
            case .dropped, .barrier: continue
            case .mapped: folded.append(Unicode.Scalar(entry.payload) ?? scalar)
            default: folded.append(scalar)
            }
        }
        return String(folded).split(separator: " ")
    }
}
