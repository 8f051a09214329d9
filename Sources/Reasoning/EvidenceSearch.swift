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
        let results = try await searcher.search(questions + further, as: search)
        let evidence = EvidenceJoin.join(results.map(\.hits), limit: limit)
        recorder.record(searches: questions + further, isBroadened: isBroadened, evidence: evidence)
        let parts = zip(questions, results).map { WritingTask.Part(question: $0, vector: $1.questionVector) }
        let sought = try await sought(results[0], whole: parts[0])
        return WritingTask(
            plan: plan, whole: parts[0], parts: Array(parts.dropFirst()), evidence: evidence,
            maximumSentences: request.maximumSentences, sought: sought)
    }

    /// The clauses of the question, each with a vector of its own.
    private func sought(_ result: SearchResult, whole: WritingTask.Part) async throws -> SoughtMatter {
        let clauses = result.plan.clauses
        let vectors = try await searcher.vectors(of: clauses.map(\.text), in: request.corpus)
        return SoughtMatter(whole: whole, search: result.plan, statistics: result.statistics, clauseVectors: vectors)
    }

    /// Names and words of the question, without its grammar.
    private var widened: [String] {
        let names = plan.names.joined(separator: " ")
        return [names, plan.terms.joined(separator: " ")].filter { !$0.isEmpty && $0 != request.question }
    }
}
