/// The marks by which models cite passages.
///
/// Prompts ask for `[2]`. Models also write `[2, 3]`, `[2-4]`, `[passage 2]`, `[^2]`, `【2†source】`, `(passage 2)`, and `(2)` at the
/// end of a sentence. All of them are read, so that a sentence is not lost for the form of its citation; brackets that hold
/// something else stay what they are.
enum CitationMarks {
    /// Takes the marks out of a sentence: what is left, and the passages, from 0, in their order.
    static func take(from sentence: String) -> (text: String, passages: [Int]) {
        var text = ""
        var passages: [Int] = []
        var rest = sentence[...]
        while let open = rest.firstIndex(where: { closing[$0] != nil }) {
            text += rest[..<open]
            guard let mark = mark(at: open, of: rest, isAtEnd: { $0.allSatisfy { !$0.isLetter && !$0.isNumber } })
            else {
                text.append(rest[open])
                rest = rest[rest.index(after: open)...]
                continue
            }
            passages += mark.passages
            rest = rest[mark.end...]
        }
        return (text + rest, passages.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    /// The marks that a text begins with, as they stand, spaces and commas between them included; empty where it begins with none.
    static func leading(_ text: String) -> Substring {
        var end = text.startIndex
        while true {
            let rest = text[end...].drop { " ,;".contains($0) }
            guard let first = rest.first, closing[first] != nil,
                // "(2) The wall broke" is an item of a list, "(2)" alone a citation.
                let mark = mark(at: rest.startIndex, of: rest, isAtEnd: { $0.allSatisfy(\.isWhitespace) })
            else { break }
            end = mark.end
        }
        return end == text.startIndex ? "" : text[..<text[end...].drop { " ".contains($0) }.startIndex]
    }

    /// Whether a text may be the beginning of such marks and nothing else.
    static func mayBegin(_ text: String) -> Bool {
        let rest = text.dropFirst(leading(text).count).drop { " ,;".contains($0) }
        guard let first = rest.first else { return true }
        guard let close = closing[first] else { return false }
        return !rest.contains(close) && rest.count < longest
    }

    private static let closing: [Character: Character] = ["[": "]", "(": ")", "【": "】"]
    /// Characters of a mark, its brackets included.
    private static let longest = 40
    private static let passageWords: Set<Substring> = ["passage", "passages", "source", "sources"]
    private static let otherWords: Set<Substring> = ["see", "and", "in", "from", "no", "number", "&"]

    /// The mark that a bracket opens; nil where it holds something else.
    private static func mark(
        at open: String.Index, of text: Substring, isAtEnd: (Substring) -> Bool
    ) -> (passages: [Int], end: String.Index)? {
        guard let close = closing[text[open]] else { return nil }
        let inside = text[text.index(after: open)...].prefix(longest)
        guard let end = inside.firstIndex(of: close) else { return nil }
        guard let (numbers, hasWord) = numbers(in: inside[..<end].lowercased()) else { return nil }
        let after = text.index(after: end)
        // A number in parentheses may be anything; behind a sentence it is a citation.
        if text[open] == "(", !hasWord, !(numbers.allSatisfy { $0 < 100 } && isAtEnd(text[after...])) { return nil }
        return (numbers.filter { $0 > 0 }.map { $0 - 1 }, after)
    }

    /// The numbers of a bracket, and whether it names them passages; nil where it holds anything else.
    private static func numbers(in text: String) -> (numbers: [Int], hasWord: Bool)? {
        var (numbers, hasWord) = ([Int](), false)
        let cited = text.prefix { $0 != "†" }
        for piece in cited.split(whereSeparator: { " ,;:.#^".contains($0) }) {
            if passageWords.contains(piece) {
                hasWord = true
                continue
            }
            if otherWords.contains(piece) { continue }
            let ends = piece.split(omittingEmptySubsequences: false) { "-–".contains($0) }.map { Int($0) }
            switch (ends.first, ends.dropFirst().first, ends.count) {
            case (let one??, nil, 1): numbers.append(one)
            case (let first??, let last??, 2) where first <= last && last - first < 10: numbers += first...last
            default: return nil
            }
        }
        return numbers.isEmpty ? nil : (numbers, hasWord)
    }
}
