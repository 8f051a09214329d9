/// Cuts a text into short clauses, at each mark and at each word that joins clauses; finer than ``Clauses``, which cuts only where a
/// clause can stand for itself.
enum ShortClauses {
    /// The clauses in order. One of fewer than two words of meaning is joined to the one before it in its sentence.
    static func clauses(in words: [ReadWord]) -> [Range<Int>] {
        join(cut(words) { index, start in begins(words, index, start) }, words)
    }

    /// The larger parts of a text: at semicolons, colons and the conjunctions that set one statement against another.
    static func statements(in words: [ReadWord]) -> [Range<Int>] {
        cut(words) { index, _ in
            let word = words[index]
            return word.before.contains { ";:".contains($0) } || contrasts.contains(word.folded)
                || word.folded == "and" && word.before.hasPrefix(",")
        }
    }

    /// The sentences of a text.
    static func sentences(in words: [ReadWord]) -> [Range<Int>] { cut(words) { _, _ in false } }

    private static func cut(_ words: [ReadWord], where begins: (_ index: Int, _ start: Int) -> Bool) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for index in words.indices where index > start {
            guard words[index].sentence != words[index - 1].sentence || begins(index, start) else { continue }
            parts.append(start..<index)
            start = index
        }
        if start < words.count { parts.append(start..<words.count) }
        return parts
    }

    private static func begins(_ words: [ReadWord], _ index: Int, _ start: Int) -> Bool {
        let word = words[index]
        if word.before.contains(where: { ",;:()\u{2014}\u{2013}\"\u{201C}\u{201D}".contains($0) }), !word.isJoined {
            return true
        }
        if word.folded == "and" { return index - start >= 4 }
        return index - start >= 3 && conjunctions.contains(word.folded)
    }

    private static func join(_ parts: [Range<Int>], _ words: [ReadWord]) -> [Range<Int>] {
        parts.reduce(into: []) { joined, part in
            if let last = joined.last, words[part.lowerBound].sentence == words[last.lowerBound].sentence,
                words[part].count(where: { !$0.isStopWord }) < 2
            {
                joined[joined.count - 1] = last.lowerBound..<part.upperBound
            } else {
                joined.append(part)
            }
        }
    }

    private static let contrasts: Set<String> = ["but", "while", "whereas", "although", "though", "because"]
    private static let conjunctions = contrasts.union([
        "since", "who", "which", "when", "after", "before", "until", "unless", "if", "so", "without", "whether",
        "where",
    ])
}
