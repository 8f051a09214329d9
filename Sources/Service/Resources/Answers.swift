import Corpus
import Foundation
import Hummingbird
import Logging
import Reasoning
import Retrieval
import Store

/// `/v1/answers`: a question, answered as one document or as a stream of events.
struct Answers: Sendable {
    let engine: Engine
    let configuration: ServiceConfiguration
    let permits: AnswerPermits
    let drain: Drain

    static let fields = [
        "question", "corpus", "filter", "minimum_credibility", "maximum_sentences", "choices", "stream",
    ]
    static let sentenceRange = 1...20

    var routes: [Route] {
        [Route(method: .post, path: "/v1/answers", operation: .createAnswer, handle: create)]
    }

    @Sendable private func create(_ request: Request, context: ServiceContext) async throws -> Response {
        var request = request
        let content = try await RequestContent.document(of: &request, limit: configuration.maximumBodyBytes)
        let (question, streams) = try Self.read(content, accept: request.headers[.accept])
        // Before the head of a stream is sent, while a status can still say so.
        _ = try await engine.searcher.store.activeSpace(of: question.corpus)
        let permit = try await permits.acquire()
        return streams
            ? stream(question, to: request, permit: permit, context: context)
            : try await document(question, to: request, permit: permit)
    }

    static func read(_ document: JSONNode, accept: String?) throws -> (AnswerRequest, streams: Bool) {
        let mistakes = RequestMistakes()
        let body = ObjectFields(document, fields: fields, mistakes: mistakes)
        let request = AnswerRequest(
            question: body.question(), corpus: body.corpus("corpus") ?? .standard, filter: RequestFilter.read(body),
            minimumCredibility: body.share("minimum_credibility"),
            maximumSentences: body.integer("maximum_sentences", in: sentenceRange) ?? 5, choices: body.choices())
        let streams = body.boolean("stream") ?? accepts("text/event-stream", accept)
        try mistakes.check()
        return (request, streams)
    }

    /// Whether a client names this type; `*/*` names none, and a quality of zero refuses it.
    static func accepts(_ type: String, _ accept: String?) -> Bool {
        (accept ?? "").split(separator: ",").contains { range in
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return parts.first == type && quality > 0
        }
    }

    private func document(
        _ question: AnswerRequest, to request: Request, permit: AnswerPermits.Permit
    ) async throws -> Response {
        let answer = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await drain.bounding { try await engine.answerer.answer(question) }
        }
        withExtendedLifetime(permit) {}
        // Watching for a reader who leaves costs the connection.
        return try WireEncoding.response(AnswerBody(answer), headers: [.connection: "close"])
    }

    private func stream(
        _ question: AnswerRequest, to request: Request, permit: AnswerPermits.Permit, context: ServiceContext
    ) -> Response {
        let stream = EventStream(heartbeat: configuration.heartbeat, correlationID: context.correlationID) { error in
            context.logger.error("the answer failed", metadata: ["error": .string(String(describing: error))])
        }
        return stream.response(to: request) { [drain, answerer = engine.answerer] emit in
            defer { withExtendedLifetime(permit) {} }
            _ = try await drain.bounding { try await answerer.answer(question, emit: emit) }
        }
    }
}

extension ObjectFields {
    /// What may be chosen; none where the answer is free.
    func choices() -> [String] {
        let texts = strings("choices", limit: OfferedChoices.count.upperBound) ?? []
        if let mistake = OfferedChoices.mistake(in: texts) { refuse("choices", mistake) }
        return texts
    }

    /// The text that is asked or looked for.
    func question() -> String {
        require("question")
        guard let text = string("question") else { return "" }
        let length = text.unicodeScalars.count
        if text.allSatisfy(\.isWhitespace) {
            refuse("question", "the question is empty")
        } else if length > SearchRequest.maximumQuestionLength {
            refuse(
                "question",
                "the question has \(length) characters, more than the \(SearchRequest.maximumQuestionLength) allowed")
        }
        return text
    }
}
