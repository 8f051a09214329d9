import Corpus

/// A time that a question tells by something that happened: "before the election", "after the port strike".
///
/// By the form alone: before, until, after, since or during, "the", and up to three words that carry meaning, an "of"
/// between them. Dates and months are no events, ``TimeMention`` reads them, and neither are articles and reports. What the event was, and when, only the corpus can say: see ``EventCalendar``.
struct EventMention: Sendable, Hashable {
    enum Relation: Sendable, Hashable { case before, after, during }

    let relation: Relation
    /// What happened, in order.
    let words: [Word]

    /// The mentions in a question, in order. O(words).
    static func mentions(in words: [Word]) -> [EventMention] {
        words.indices.compactMap { mention(at: $0, in: words) }
    }

    private static func mention(at index: Int, in words: [Word]) -> EventMention? {
        guard let relation = relations[words[index].folded], index + 2 < words.count, words[index + 1].folded == "the"
        else { return nil }
        var event: [Word] = []
        var rest = words[(index + 2)...]
        while let word = rest.first, event.count < limit, relations[word.folded] == nil {
            // "The collapse of the exchange": the first word alone would be any collapse.
            if word.folded == "of", !event.isEmpty {
                rest = rest.dropFirst().drop { $0.folded == "the" }
                continue
            }
            if word.isStopWord || turns.contains(word.stem) { break }
            event.append(word)
            rest = rest.dropFirst()
        }
        let isOther = event.contains {
            $0.isNumeric || DateMention.month($0.folded) != nil || FrameWords.contains($0)
        }
        guard !event.isEmpty, !isOther else { return nil }
        return EventMention(relation: relation, words: event)
    }

    private static let limit = 3
    private static let relations: [String: Relation] = [
        "before": .before, "until": .before, "after": .after, "since": .after, "during": .during,
    ]
    /// Words that say that something happened, not what.
    private static let turns: Set<String> = Set(
        "began started ended finished happened struck came broke took place".split(separator: " ")
            .map { Stemmer.stem(String($0)) })
}
