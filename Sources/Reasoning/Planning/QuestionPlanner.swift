import Corpus
import Foundation
import Retrieval

/// Understands a question without a model: what kind of answer it wants, which names it mentions, which questions it
/// consists of. By the form of English questions; a question in another language becomes a fact without parts.
public struct QuestionPlanner: Sendable {
    public init() {}

    /// The plan of a question. Pure: the same question gives the same plan.
    public func plan(_ question: String) -> QuestionPlan {
        let words = Words.words(in: question)
        let kind = kind(of: words.map(\.folded), isSentence: question.contains("?"))
        let parts = QuestionParts.parts(of: question, kind: kind)
        // What is compared is told apart by its parts.
        let described = kind == .comparison ? [] : parts.isEmpty ? [question] : parts
        let description = described.lazy.compactMap(DescriptionReader.description).first
        return QuestionPlan(
            kind: kind, terms: QuestionTerms.terms(of: question), names: Names.names(in: question), parts: parts,
            description: description)
    }

    private func kind(of words: [String], isSentence: Bool) -> QuestionPlan.Kind {
        if Self.overviewPhrases.isMentioned(in: words) { return .overview }
        if Self.comparisonPhrases.isMentioned(in: words) { return .comparison }
        let asksForThing = words.contains { Self.interrogatives.contains($0) }
        if asksForThing, words.contains("or"), words.contains(where: { $0 == "which" || $0 == "who" }) {
            return .comparison
        }
        if let first = words.first, Self.auxiliaries.contains(first) { return .yesNo }
        if !asksForThing, words.contains(where: { Self.auxiliaries.contains($0) }), isSentence { return .yesNo }
        switch ExpectedAnswer(of: words) {
        case .number: return .quantity
        case .date: return .time
        case .person, .place, .reason, .anything: return asksForThing || isSentence ? .fact : .overview
        }
    }

    static let interrogatives: Set<String> = ["who", "whom", "whose", "what", "which", "when", "where", "why", "how"]
    static let auxiliaries: Set<String> = [
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
        "should",
    ]
    private static let overviewPhrases = PhraseSet([
        "what happened", "tell me about", "overview", "summary", "summarise", "summarize", "describe", "explain",
        "what is known", "what do we know", "what do you know", "background",
    ])
    private static let comparisonPhrases = PhraseSet([
        "compare", "compared", "comparison", "difference between", "differ", "versus", "vs", "agree", "disagree",
        "contradict", "more than in", "higher than", "lower than", "larger than", "which of", "both", "respectively",
    ])
}
