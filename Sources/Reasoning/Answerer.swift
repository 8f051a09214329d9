import Corpus
import Foundation
public import Retrieval
import Store

/// Answers a question from a corpus: question → plan → candidates → evidence → draft → answer.
public struct Answerer: Sendable {
    private let searcher: Searcher
    private let writer: any AnswerWriter
    private let planner = QuestionPlanner()

    /// Passages that a writer is given.
    static let evidenceLimit = 20

    public init(searcher: Searcher, writer: any AnswerWriter) {
        self.searcher = searcher
        self.writer = writer
    }

    /// Answers, telling `emit` what happens; a sentence is emitted when it may be read. `emit` returns when the reader
    /// has taken the event, and what it throws ends the work. Errors of the search are thrown, not emitted.
    public func answer(
        _ request: AnswerRequest, emit: @Sendable (AnswerEvent) async throws -> Void = { _ in }
    ) async throws -> Answer {
        try request.validate()
        let id = "ans_" + UUID().uuidString.lowercased()
        try await emit(.created(id: id, question: request.question, corpus: request.corpus.rawValue))

        try await emit(.stage(.understand))
        let plan = planner.plan(request.question)
        try await emit(.plan(plan))

        try await emit(.stage(.retrieve))
        let task = try await gather(request, plan: plan)
        try await emit(.evidence(task.evidence))

        try await emit(.stage(.generate))
        let answer = try await write(task, id: id, request: request, emit: emit)
        try await emit(answer.status == .answered ? .completed(answer) : .abstained(answer))
        return answer
    }

    /// Searches for the whole question and for each of its parts, and joins what was found.
    private func gather(_ request: AnswerRequest, plan: QuestionPlan) async throws -> WritingTask {
        let questions = [request.question] + plan.parts
        let results = try await withThrowingTaskGroup(of: (Int, SearchResult).self) { group in
            for (index, question) in questions.enumerated() {
                group.addTask {
                    let search = SearchRequest(
                        question: question, corpus: request.corpus, filter: request.filter,
                        minimumCredibility: request.minimumCredibility, limit: Self.evidenceLimit)
                    return (index, try await searcher.search(search))
                }
            }
            var results = [SearchResult?](repeating: nil, count: questions.count)
            for try await (index, result) in group { results[index] = result }
            return results.compactMap { $0 }
        }
        let parts = zip(questions, results).map { WritingTask.Part(question: $0, vector: $1.questionVector) }
        return WritingTask(
            plan: plan, whole: parts[0], parts: Array(parts.dropFirst()),
            evidence: EvidenceJoin.join(results.map(\.hits), limit: Self.evidenceLimit),
            maximumSentences: request.maximumSentences)
    }

    private func write(
        _ task: WritingTask, id: String, request: AnswerRequest,
        emit: @Sendable (AnswerEvent) async throws -> Void
    ) async throws -> Answer {
        var citations = CitationList(evidence: task.evidence)
        var sentences: [AnswerSentence] = []
        let outcome = try await writer.write(task) { draft in
            let cited = try draft.sources.map { try citations.cite($0) }
            let sentence = AnswerSentence(
                index: sentences.count, text: draft.text, citations: cited.map(\.number))
            sentences.append(sentence)
            try await emit(.delta(sentence: sentence.index, text: sentence.text))
            for citation in cited { try await emit(.citation(citation, sentence: sentence.index)) }
        }
        let (status, form, reason): (Answer.Status, Answer.Form, String?) =
            switch outcome {
            case .answered(let form): (.answered, form, nil)
            case .abstained where task.evidence.isEmpty && request.isNarrow:
                // Whoever misspelt an outlet should not conclude that the corpus is silent.
                (.abstained, .direct, "No article of the outlets and dates that were asked for speaks of this.")
            case .abstained(let reason): (.abstained, .direct, reason)
            }
        return Answer(
            id: id, question: request.question, corpus: request.corpus, status: status, form: form,
            sentences: sentences, citations: citations.citations, reason: reason, writer: writer.name)
    }
}

extension AnswerRequest {
    /// Asks for outlets, dates or a moment, so that an empty result may be the request's doing.
    var isNarrow: Bool { filter.isNarrow || minimumCredibility != nil }

    /// Throws `bad-limit` where the number of sentences is out of range; the search checks the rest.
    func validate() throws {
        guard (1...20).contains(maximumSentences) else {
            throw BylineError(
                "bad-limit", "\(maximumSentences) sentences were asked for.", remedy: "Ask for 1 to 20 sentences.")
        }
    }
}
