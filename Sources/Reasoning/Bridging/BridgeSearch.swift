import Corpus
import Embedding
import Retrieval

/// Searches once more where a question describes a thing and asks something further of it: with the names that the evidence of the first
/// search has for the thing. Bounded: one search of at most ``BridgeName/limit`` questions.
struct BridgeSearch: Sendable {
    let searcher: Searcher
    /// As the first search was asked.
    let request: SearchRequest
    let words: (any WordVectors)?

    /// From this share of the question's words on, a sentence that has what is asked for answers by itself.
    private static let answered: Float = 0.8

    /// Who is meant counts so much more than how well something answers of them: much is said of whoever is often written about.
    private static let sureness: Float = 2

    /// The bridge and what was found over it; nil where one sentence of the evidence says all, or where none names the thing.
    /// - Parameter opening: the description, with its vector.
    func cross(
        _ description: Description, opening: WritingTask.Part, whole: WritingTask.Part, asksForNow: Bool,
        evidence: [Hit]
    ) async throws -> (bridge: Bridge, hits: [Hit])? {
        let reading = EvidenceReading(evidence, questions: [whole, opening], asksForNow: asksForNow, words: words)
        guard !reading.rankings[0].answers(Self.answered) else { return nil }
        let names = BridgeName.names(
            of: description.kind, in: reading.rankings[1], of: reading.pool, asked: whole.question)
        guard !names.isEmpty else { return nil }
        let questions = names.map { description.question(naming: $0.short) }
        let results = try await searcher.search(questions, as: request)
        let bridges = zip(names, zip(questions, results)).map { name, found in
            Bridge(
                description: opening, name: name,
                onward: WritingTask.Part(question: found.0, vector: found.1.questionVector))
        }
        guard let best = best(of: bridges, results.map(\.hits), asksForNow: asksForNow) else { return nil }
        return (bridges[best], results[best].hits)
    }

    /// The bridge whose two steps are answered best together.
    private func best(of bridges: [Bridge], _ hits: [[Hit]], asksForNow: Bool) -> Int? {
        let evidence = EvidenceJoin.join(hits, limit: Answerer.broadenedLimit)
        let reading = EvidenceReading(
            evidence, questions: bridges.map(\.onward), asksForNow: asksForNow, words: words)
        let scores = bridges.indices.map { index -> Float? in
            let ranking = reading.rankings[index].naming(bridges[index].name.stems, in: reading.pool)
            guard let first = ranking.quotations.first else { return nil }
            guard !ranking.scorer.form.isFigure || ranking.scorer.answersFigure(first) else { return nil }
            return first.score.total + Self.sureness * bridges[index].name.support
        }
        // The first of equals.
        return scores.indices.reversed().filter { scores[$0] != nil }.max { scores[$0] ?? 0 < scores[$1] ?? 0 }
    }
}
