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
        let further = isBroadened ? widened : []
        let limit = isBroadened ? Answerer.broadenedLimit : Answerer.evidenceLimit
        let search = request.search(for: request.question, limit: limit)
        // What is looked for in the evidence is encoded with the questions: the clauses of the whole, and the choices.
        let offered = OfferedChoices.encoded(request.choices, for: request.question)
        let (results, vectors, words) = try await searcher.search(questions + further, as: search) { plans in
            (plans.first?.clauses.map(\.text) ?? []) + offered
        }
        let evidence = EvidenceJoin.join(results.map(\.hits), limit: limit)
        recorder.record(searches: questions + further, isBroadened: isBroadened, evidence: evidence)
        let parts = zip(questions, results).map { WritingTask.Part(question: $0, vector: $1.questionVector) }
        let sought = SoughtMatter(
            whole: parts[0], search: results[0].plan, statistics: results[0].statistics,
            clauseVectors: Array(vectors.dropLast(offered.count)))
        return WritingTask(
            plan: plan, whole: parts[0], parts: Array(parts.dropFirst()), evidence: evidence,
            maximumSentences: request.maximumSentences, sought: sought,
            offered: OfferedChoices(request.choices, vectors: vectors.suffix(offered.count)),
            words: words)
    }

    /// Names and words of the question, without its grammar.
    private var widened: [String] {
        let names = plan.names.joined(separator: " ")
        return [names, plan.terms.joined(separator: " ")].filter { !$0.isEmpty && $0 != request.question }
    }
}
