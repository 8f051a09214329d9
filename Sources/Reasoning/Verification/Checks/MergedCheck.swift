/// No part of the sentence comes from elsewhere: each clause shares something with the cited sentences, or is near in meaning.
struct MergedCheck: SupportCheck {
    let name = "merged"
    let approval = "All parts of the sentence stand in the cited sentences together."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        let clauses = Clauses.clauses(in: matter.claim.words)
        guard clauses.count > 1 else { return nil }
        let shares = clauses.map { share(of: $0, matter) }
        guard let best = shares.compactMap(\.self).max(), best >= 0.6 else { return nil }
        for (clause, share) in zip(clauses, shares) {
            guard let share, share < 0.1 else { continue }
            let text = matter.claim.words[clause].prefix(6).map(\.written).joined(separator: " ")
            return "The cited sentences do not say “\(text) …” together with the rest."
        }
        return nil
    }

    /// The share of a clause's terms that the quote has; nil where it has too few to tell.
    private func share(of clause: Range<Int>, _ matter: SupportCase) -> Double? {
        let terms = matter.claim.words[clause].filter { !$0.isStopWord }
        guard terms.count >= (matter.verbatim >= 0.6 ? 3 : 4) else { return nil }
        let known = terms.count { term in
            matter.quote.stems.contains(term.stem)
                || matter.quote.words.contains { Opposites.agree(term.stem, $0.stem) }
        }
        return Double(known) / Double(terms.count)
    }
}

/// Cuts a sentence into clauses at the marks and conjunctions that join them.
enum Clauses {
    static func clauses(in words: [ReadWord]) -> [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = 0
        for index in words.indices where index > start && begins(words, index) {
            clauses.append(start..<index)
            start = index
        }
        if start < words.count { clauses.append(start..<words.count) }
        return clauses
    }

    private static func begins(_ words: [ReadWord], _ index: Int) -> Bool {
        let gap = words[index].before
        if gap.contains(";") || gap.contains(":") || gap.contains("\u{2014}") || gap.contains(" \u{2013} ")
            || words[index].sentence != words[index - 1].sentence
        {
            return true
        }
        guard gap.hasPrefix(",") else { return ["while", "whereas"].contains(words[index].folded) }
        return [
            "and", "but", "while", "whereas", "after", "which", "so", "although", "though", "because", "when", "as",
        ].contains(words[index].folded)
    }
}
