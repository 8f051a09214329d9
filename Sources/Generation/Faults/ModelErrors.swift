import Corpus
import Foundation
import Transport

/// Makes the errors of one model, in sentences that name it, with remedies that name its settings.
struct ModelErrors: Sendable {
    let configuration: ModelConfiguration

    private var subject: String { "\(configuration.name) at \(configuration.baseURL.withoutSecrets)" }

    func make(
        _ code: BylineError.Code, _ message: String, remedy: String, _ recovery: ModelRecovery,
        head: HTTPResponseHead? = nil, retryAfter: Duration? = nil, detail: String? = nil
    ) -> BylineError {
        let fault = ModelFault(
            recovery, retryAfter: retryAfter, status: head?.status, requestID: head?.requestID,
            detail: detail.map { configuration.key.secret?.redacted(from: $0) ?? $0 })
        return BylineError(code, message, remedy: remedy, cause: fault)
    }

    // MARK: Answers

    /// What the server says by status and body.
    func error(for head: HTTPResponseHead, body: Data) -> BylineError {
        let fault = ServiceFault(body)
        let kind = ServerComplaint(status: head.status, fault: fault)
        let asked = RetryAfter.pause(in: head.headers, now: Date()) ?? RetryInfo.pause(in: body)
        return error(kind, head: head, retryAfter: asked, detail: fault?.message)
    }

    /// What is wrong with an answer that began well.
    func error(for fault: AnswerFault, head: HTTPResponseHead) -> BylineError {
        switch fault {
        case .malformed(let words):
            make(
                .modelAnswerMalformed, "The answer of \(subject) \(words)",
                remedy: "Check that the base URL and the provider fit the server.", .switchModel, head: head)
        case .toolCall:
            make(
                .modelToolCall, "\(subject) wants to call a tool, though none was offered.",
                remedy: "Use another model, or switch its tools off at the provider.", .switchModel, head: head)
        case .refused(let words):
            make(
                .modelRefused, "\(subject) refuses to answer.", remedy: Self.refusalRemedy, .switchModel, head: head,
                detail: ServiceFault.printable(words))
        case .reported(let body): reported(body, head: head)
        }
    }

    /// An error in the place of an event: there is no status that says what it means.
    private func reported(_ body: Data, head: HTTPResponseHead) -> BylineError {
        guard let fault = ServiceFault(body) else {
            return make(
                .modelAnswerMalformed, "The answer of \(subject) ends in something that is not the protocol's.",
                remedy: "Check that the base URL and the provider fit the server.", .switchModel, head: head)
        }
        let status = fault.code.flatMap { Int($0) }.flatMap { (400...599).contains($0) ? $0 : nil } ?? 500
        let kind = ServerComplaint(status: status, fault: fault)
        return error(kind, head: head, retryAfter: RetryInfo.pause(in: body), detail: fault.message)
    }

    func error(for fault: EventStreamDecoder.Fault, head: HTTPResponseHead) -> BylineError {
        switch fault {
        case .tooLong(let limit): tooLarge(limit: limit, head: head)
        }
    }

    func tooLarge(limit: Int, head: HTTPResponseHead?) -> BylineError {
        make(
            .modelResponseTooLarge, "\(subject) answers with more than \(limit) bytes where that is the most.",
            remedy: "Check that the base URL is the intended server's; for long answers, raise maximum_response_bytes.",
            .switchModel, head: head)
    }

    func truncated(head: HTTPResponseHead?, hasText: Bool) -> BylineError {
        make(
            .modelTruncated, "The answer of \(subject) ended before its end mark.",
            remedy: "Try again; if it stays, read the server's log.", .retry, head: head)
    }

    /// Refuses to send a request without the key that is configured.
    func requireKey() throws {
        guard case .missing(let error) = configuration.key else { return }
        throw make(
            .modelKeyMissing, "\(subject) cannot be asked: \(error.message)", remedy: error.remedy, .switchModel)
    }

    // MARK: Endings

    /// The completion, or why the way in which the answer ended makes it none.
    func completion(
        _ ending: AnswerEnding, request: ModelRequest, hasText: Bool, head: HTTPResponseHead
    ) throws -> ModelCompletion {
        if let expected = configuration.expectedModel, ending.model != expected {
            throw make(
                .modelMismatch, "\(subject) answered with another model than \(expected).",
                remedy: "Check what the server has loaded, or change expect_model.", .switchModel, head: head,
                detail: ending.model.map { ServiceFault.printable($0) })
        }
        let finish: ModelCompletion.FinishReason
        switch ending.finish {
        case .refused(let word): throw error(for: .refused(word), head: head)
        case .toolCall: throw error(for: .toolCall, head: head)
        case .failed(let word): throw unavailable(head: head, retryAfter: nil, detail: word)
        case .length:
            guard hasText, request.schema == nil else { throw lengthExceeded(request, head: head) }
            finish = .length
        case .other(let word): finish = .other(ServiceFault.printable(word))
        case .stop, nil: finish = .stop
        }
        guard hasText else {
            throw make(
                .modelAnswerEmpty, "\(subject) answered without a word.",
                remedy: "Try again, or use another model.", .switchModel, head: head)
        }
        return ModelCompletion(
            finish: finish, usage: ending.usage, reportedModel: ending.model.map { ServiceFault.printable($0) },
            requestID: head.requestID)
    }

    private func lengthExceeded(_ request: ModelRequest, head: HTTPResponseHead) -> BylineError {
        let what = request.schema == nil ? "before the first word of" : "inside"
        return make(
            .modelLength, "\(subject) used up its \(request.maximumTokens) tokens \(what) the answer.",
            remedy: "Allow more tokens, or use a model that thinks less.", .switchModel, head: head)
    }

    // MARK: Deadlines and transport

    /// A deadline that has passed.
    enum Limit { case connect, firstToken, gap, whole }

    func tooSlow(_ limit: Limit) -> BylineError {
        let deadlines = configuration.deadlines
        return switch limit {
        case .connect:
            make(
                .modelTooSlowConnect, "\(subject) could not be connected to within \(deadlines.connect.inWords).",
                remedy: "Check the address and the network, or raise the deadline connect.", .retry)
        case .firstToken:
            make(
                .modelTooSlowFirstToken, "\(subject) said nothing for \(deadlines.firstToken.inWords).",
                remedy: "Check that the server is not overloaded, or raise the deadline first_token.", .retry)
        case .gap:
            make(
                .modelTooSlowGap, "\(subject) stopped for \(deadlines.gap.inWords) in its answer.",
                remedy: "Check that the server is not overloaded, or raise the deadline gap.", .retry)
        case .whole:
            make(
                .modelTooSlowWhole, "\(subject) did not finish within the whole time of \(deadlines.whole.inWords).",
                remedy: "Ask for a shorter answer, or raise the deadline whole.", .switchModel)
        }
    }

    /// An error of the transport, as one of a model; those of this module as they are.
    func translated(_ error: BylineError) -> BylineError {
        guard error.modelFault == nil else { return error }
        func unreachable(_ recovery: ModelRecovery) -> BylineError {
            make(
                .modelUnavailable, "\(subject) cannot be reached: \(error.message)", remedy: error.remedy, recovery,
                detail: error.code.rawValue)
        }
        switch error.code {
        case .timeoutConnect: return tooSlow(.connect)
        case .timeoutFirstByte: return tooSlow(.firstToken)
        case .timeoutReader, .timeoutIdle: return tooSlow(.gap)
        case .timeoutTotal: return tooSlow(.whole)
        case .responseTooLarge: return tooLarge(limit: configuration.maximumResponseBytes, head: nil)
        case .responseTruncated: return truncated(head: nil, hasText: false)
        case .responseMalformed:
            return make(
                .modelAnswerMalformed, "The answer of \(subject) is not valid HTTP.", remedy: error.remedy,
                .switchModel, detail: error.code.rawValue)
        case .connectionRefused, .connectionFailed, .connectionLost, .nameNotResolved: return unreachable(.retry)
        default: return unreachable(.switchModel)
        }
    }

    static let refusalRemedy = "Ask differently, or use another model."
}

extension HTTPResponseHead {
    /// By which the provider finds the request in its logs.
    fileprivate var requestID: String? {
        (headers["x-request-id"] ?? headers["request-id"]).map { String(ServiceFault.printable($0).prefix(128)) }
    }
}
