import Corpus

/// The plainest reader of choices there is, to compare others with.
public enum PlainChoice {
    /// Index of the choice with the largest share of its words in the texts, the first of equals.
    public static func choose(_ choices: [String], in texts: [String]) -> Int {
        let stems = texts.reduce(into: Set<String>()) { $0.formUnion(Words.words(in: $1).map(\.stem)) }
        let shares = choices.map { choice in
            let words = Words.words(in: choice)
            let meaning = words.filter { !$0.isStopWord }
            let sought = (meaning.isEmpty ? words : meaning).map(\.stem)
            return Double(sought.count { stems.contains($0) }) / Double(max(1, sought.count))
        }
        return shares.indices.max { (shares[$0], $1) < (shares[$1], $0) } ?? 0
    }
}
