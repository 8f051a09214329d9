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

/// The part of the quote that a clause of the sentence tells.
struct ToldPart {
    /// In the sentence.
    let clause: Range<Int>
    /// In the quote.
    let place: Range<Int>
    /// The share of the clause's words of meaning that the part has.
    let coverage: Double
    /// How many those are.
    let terms: Int

    /// For each clause the part that has most of its words, the shortest of them.
    ///
    /// - Parameter price: what a word more in a part has to add.
    static func parts(
        told by: [Range<Int>], of claim: [ReadWord], among places: [Range<Int>], of quote: [ReadWord], price: Double
    ) -> [ToldPart] {
        let known = places.map { place in Set(quote[place].filter { !$0.isStopWord }.map(\.stem)) }
        return by.compactMap { clause in
            let terms = claim[clause].filter { !$0.isStopWord }
            guard !terms.isEmpty else { return nil }
            var best: (place: Range<Int>, coverage: Double, score: Double)?
            for (place, stems) in zip(places, known) {
                let coverage = Double(terms.count { stems.contains($0.stem) }) / Double(terms.count)
                let score = coverage - price * Double(stems.count)
                if best.map({ score > $0.score + 1e-9 }) ?? true { best = (place, coverage, score) }
            }
            return best.map { ToldPart(clause: clause, place: $0.place, coverage: $0.coverage, terms: terms.count) }
        }
    }

    /// Each run of up to five clauses of one sentence.
    static func runs(of clauses: [Range<Int>], in words: [ReadWord]) -> [Range<Int>] {
        clauses.indices.flatMap { first in
            clauses[first...].prefix(5).prefix {
                words[$0.lowerBound].sentence == words[clauses[first].lowerBound].sentence
            }
            .map { clauses[first].lowerBound..<$0.upperBound }
        }
    }
}
