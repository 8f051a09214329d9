import Embedding
import Retrieval

/// Searches for a question and for each of its parts, and joins what was found.
struct EvidenceSearch: Sendable {
    let searcher: Searcher
    let request: AnswerRequest
    let plan: QuestionPlan

    /// The task of a writer. A widened search keeps the request's filters, looks deeper, and asks for the question's names and
    /// words alone as well: what a long question hides.
    func gather(isBroadened: Bool, recorder: TraceRecorder) async throws -> WritingTask {
        let questions = [request.question] + plan.parts
        let described = plan.description.map { [$0.text] } ?? []
        let further = described + (isBroadened ? widened : [])
        let limit = isBroadened ? Answerer.broadenedLimit : Answerer.evidenceLimit
        let search = request.search(for: request.question, limit: limit)
        // What is looked for in the evidence is encoded with the questions: the clauses of the whole, and the choices.
        let offered = OfferedChoices.encoded(request.choices, for: request.question)
        let (results, vectors, words) = try await searcher.search(questions + further, as: search) { plans in
            (plans.first?.clauses.map(\.text) ?? []) + offered
        }
        let parts = zip(questions, results).map { WritingTask.Part(question: $0, vector: $1.questionVector) }
        let sought = SoughtMatter(
            whole: parts[0], search: results[0].plan, statistics: results[0].statistics,
            clauseVectors: Array(vectors.dropLast(offered.count)))
        let crossed = try await bridge(
            over: described.isEmpty ? nil : results[questions.count], from: results, whole: parts[0], as: search, words)
        // What was found on a description that nothing names tells of other things.
        let told = results.indices.filter { crossed != nil || described.isEmpty || $0 != questions.count }
        let evidence = EvidenceJoin.join(
            told.map { results[$0].hits } + (crossed.map { [$0.hits] } ?? []), limit: limit)
        recorder.record(crossed?.bridge.search)
        recorder.record(
            searches: questions + further + (crossed.map { [$0.bridge.onward.question] } ?? []),
            isBroadened: isBroadened, evidence: evidence)
        return WritingTask(
            plan: plan, whole: parts[0], parts: Array(parts.dropFirst()), over: crossed?.bridge, evidence: evidence,
            maximumSentences: request.maximumSentences, sought: sought,
            offered: OfferedChoices(request.choices, vectors: vectors.suffix(offered.count)),
            words: words)
    }

    /// A second search where the question describes something that the evidence names. Where choices are offered, these are what is
    /// looked for.
    private func bridge(
        over described: SearchResult?, from results: [SearchResult], whole: WritingTask.Part, as search: SearchRequest,
        _ words: (any WordVectors)?
    ) async throws -> (bridge: Bridge, hits: [Hit])? {
        guard let description = plan.description, let described, !described.hits.isEmpty, request.choices.isEmpty else {
            return nil
        }
        return try await BridgeSearch(searcher: searcher, request: search, words: words).cross(
            description, opening: WritingTask.Part(question: description.text, vector: described.questionVector),
            whole: whole, asksForNow: results[0].plan.asksForNow,
            evidence: EvidenceJoin.join(results.map(\.hits), limit: search.limit))
    }

    /// Names and words of the question, without its grammar.
    private var widened: [String] {
        let names = plan.names.joined(separator: " ")
        return [names, plan.terms.joined(separator: " ")].filter { !$0.isEmpty && $0 != request.question }
    }
}
