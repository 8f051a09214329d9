import Corpus
import Foundation

/// Reads from a question what to look for: its words, its clauses, the outlets and times that it names, and whether it
/// asks for the present. By the form of English questions; of one in another language, only words remain.
struct SearchPlanner: Sendable {
    let outlets: OutletDirectory

    /// Pure: the same question, moment, events and outlets give the same plan. O(length + outlets that it may name).
    /// - Parameter events: times that the question tells by what happened, as ``EventCalendar`` dates them.
    func plan(_ question: String, asOf: Date?, events: [TimeMention] = [], now: Date = Date()) -> SearchPlan {
        let words = Words.words(in: question)
        let moment = asOf ?? now
        let times = TimeMention.mentions(in: words, at: moment) + events
        let clauses = Clauses.split(question).map(clause)
        return SearchPlan(
            terms: Self.terms(of: words), clauses: clauses.count > 1 ? clauses : [],
            outlets: outlets.mentioned(in: words).outlets,
            absentOutlets: AbsentOutlets.names(in: question, of: outlets), times: times,
            asksForNow: Self.asksForNow(words) || (asOf != nil && times.allSatisfy(\.isRelative)), moment: moment)
    }

    private func clause(_ text: String) -> SearchPlan.Clause {
        let words = Words.words(in: text)
        let mention = outlets.mentioned(in: words)
        // Who said it, and when, is looked up by outlet and date; as words they would only lead astray.
        let dated = TimeMention.positions(in: words)
        let rest = words.indices.filter { !mention.positions.contains($0) && !dated.contains($0) }.map { words[$0] }
        return SearchPlan.Clause(text: text, terms: Self.terms(of: rest), outlets: mention.outlets)
    }

    private static func terms(of words: [Word]) -> [SearchPlan.Term] {
        var seen: Set<String> = []
        let terms = QuestionTerms.meaningful(words).map { word in
            SearchPlan.Term(
                word: word.folded, stem: PorterStemmer.stem(word.folded),
                weight: FrameWords.contains(word) ? FrameWords.weight : 1)
        }
        return Array(terms.filter { seen.insert($0.stem).inserted }.prefix(QuestionTerms.limit))
    }

    private static func asksForNow(_ words: [Word]) -> Bool {
        presentPhrases.isMentioned(in: words)
    }

    private static let presentPhrases = PhraseSet([
        "now", "current", "currently", "today", "tonight", "yesterday", "latest", "newest", "most recent",
        "most recently", "recent", "recently", "so far", "to date", "at the moment", "at present", "these days",
        "this week", "this weekend", "this month", "this year", "last week", "last weekend", "last night", "still",
        "up to date", "breaking",
    ])
}
