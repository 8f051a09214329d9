import Corpus
import Foundation
public import Logging
public import Retrieval
public import Store

/// Answers a question from a corpus: question → plan → candidates → evidence → prompt → draft → answer.
///
/// Thin: ``PipelineMachine`` decides, the gates judge, and this runs the stages and tells what happens.
public struct Answerer: Sendable {
    let searcher: Searcher
    let writer: any AnswerWriter
    let pipeline: Pipeline
    /// Where traces and answers are kept; nil keeps none.
    let archive: (any AnswerArchive)?
    let logger: Logger

    /// Passages that a writer is given.
    static let evidenceLimit = 20
    /// Passages of a widened search.
    static let broadenedLimit = 40

    public init(
        searcher: Searcher, writer: any AnswerWriter, pipeline: Pipeline = Pipeline(),
        archive: (any AnswerArchive)? = nil, logger: Logger
    ) {
        self.searcher = searcher
        self.writer = writer
        self.pipeline = pipeline
        self.archive = archive
        self.logger = logger
    }

    /// Answers, telling `emit` what happens; a sentence is emitted when it may be read. `emit` returns when the reader
    /// has taken the event, and what it throws ends the work. Errors of the search are thrown, not emitted.
    public func answer(
        _ request: AnswerRequest, emit: @escaping @Sendable (AnswerEvent) async throws -> Void = { _ in }
    ) async throws -> Answer {
        try await trace(request, emit: emit).answer
    }

    /// The same with all that led to the answer. The trace is kept where there is an archive; failing to keep it fails no answer.
    public func trace(
        _ request: AnswerRequest, emit: @escaping @Sendable (AnswerEvent) async throws -> Void = { _ in }
    ) async throws -> AnswerTrace {
        try request.validate()
        // A corpus that does not exist, or that this embedder cannot search, is no corpus that does not say.
        try await searcher.check(request.corpus)
        let run = AnswerRun(answerer: self, request: request, emit: emit)
        let trace = try await run.run()
        if let archive {
            do {
                try await archive.keep(trace)
            } catch let error as BylineError {
                logger.warning("A trace was not kept.", metadata: ["code": "\(error.code)"])
            }
        }
        return trace
    }
}

extension AnswerRequest {
    /// Asks for outlets, dates or a moment, so that an empty result may be the request's doing.
    var isNarrow: Bool { filter.isNarrow || minimumCredibility != nil }

    /// What the search is asked for.
    func search(for question: String, limit: Int) -> SearchRequest {
        SearchRequest(
            question: question, corpus: corpus, filter: filter, minimumCredibility: minimumCredibility, limit: limit)
    }

    /// Throws `bad-limit` where the number of sentences is out of range, `bad-choices`, and what the search would.
    func validate() throws {
        guard (1...20).contains(maximumSentences) else {
            throw BylineError(
                "bad-limit", "\(maximumSentences) sentences were asked for.", remedy: "Ask for 1 to 20 sentences.")
        }
        if let mistake = OfferedChoices.mistake(in: choices) {
            throw BylineError(
                "bad-choices", "\(mistake.prefix(1).uppercased() + mistake.dropFirst()).",
                remedy:
                    "Offer 2 to 20 different choices of at most \(OfferedChoices.maximumLength) characters, or none."
            )
        }
        try search(for: question, limit: Answerer.evidenceLimit).validate()
    }
}
