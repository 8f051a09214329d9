public import Corpus
import Foundation
public import Reasoning
public import Retrieval
import Store

/// Makes cases of questions whose evidence is known, without changing the corpus: articles are left out of each search.
public struct AbstentionMaker: Sendable {
    private let answerer: Answerer
    private let searcher: Searcher
    private let corpus: CorpusName
    private let articles: EvidenceArticles

    /// Finds the articles of all facts. Throws what the store throws.
    public init(_ questions: [EvidenceQuestion], answerer: Answerer, searcher: Searcher, corpus: CorpusName)
        async throws
    {
        self.answerer = answerer
        self.searcher = searcher
        self.corpus = corpus
        articles = try await EvidenceArticles(of: questions.flatMap(\.facts), in: corpus, of: searcher.store)
    }

    /// The cases of a question under the conditions that are wanted; none where a fact stands nowhere. Throws what the answerer
    /// throws.
    public func cases(
        of question: EvidenceQuestion, under conditions: Set<AbstentionCase.Condition>
    ) async throws -> [AbstentionCase] {
        guard !question.facts.isEmpty else {
            guard conditions.contains(.unanswerable) else { return [] }
            return [try await ask(question, .unanswerable, without: [])]
        }
        let holders = question.facts.map(articles.holding)
        guard holders.allSatisfy({ !$0.isEmpty }) else { return [] }
        var cases: [AbstentionCase] = []
        if conditions.contains(.whole) { cases.append(try await ask(question, .whole, without: [])) }
        if conditions.contains(.removed) {
            cases.append(try await ask(question, .removed, without: holders.reduce(into: []) { $0.formUnion($1) }))
        }
        if conditions.contains(.oneRemoved) {
            for excluded in Set(holders).sorted(by: { Self.order($0) < Self.order($1) })
            where holders.contains(where: { !$0.isSubset(of: excluded) }) {
                cases.append(try await ask(question, .oneRemoved, without: excluded))
            }
        }
        return cases
    }

    private static func order(_ articles: Set<ArticleID>) -> String { articles.map(\.rawValue).min() ?? "" }

    private func ask(
        _ question: EvidenceQuestion, _ condition: AbstentionCase.Condition, without excluded: Set<ArticleID>
    ) async throws -> AbstentionCase {
        let request = AnswerRequest(
            question: question.question, corpus: corpus,
            filter: SearchFilter(asOf: question.asOf, excludedArticles: excluded))
        let gone = excluded.isEmpty ? [] : question.facts.filter { articles.holding($0).isSubset(of: excluded) }
        let trace = try await answerer.trace(request)
        return AbstentionCase(
            question: question, condition: condition,
            missing: try await clauses(of: gone, among: trace.assessment?.clauses ?? []), trace: trace)
    }

    /// Which clauses ask for facts: those that name an outlet of theirs, and for each fact the one that is closest in meaning.
    private func clauses(of facts: [String], among clauses: [ClauseFinding]) async throws -> Set<Int> {
        guard !facts.isEmpty, !clauses.isEmpty else { return [] }
        let vectors = try await searcher.vectors(of: clauses.map(\.text) + facts, in: corpus)
        var missing: Set<Int> = []
        for (fact, vector) in zip(facts, vectors.dropFirst(clauses.count)) {
            let closeness = vectors.prefix(clauses.count).map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
            if let closest = closeness.indices.max(by: { closeness[$0] < closeness[$1] }) { missing.insert(closest) }
            let outlets = articles.outlets(of: fact)
            missing.formUnion(clauses.indices.filter { !outlets.isDisjoint(with: clauses[$0].outlets) })
        }
        return missing
    }
}
