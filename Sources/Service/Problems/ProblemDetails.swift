import Foundation
import Hummingbird

/// A fault as a client is told of it: problem details, RFC 9457, with the members that Byline adds.
struct ProblemDetails: Error, Encodable, Equatable {
    /// A mistake of a request at a place of it.
    struct Mistake: Encodable, Equatable {
        /// A JSON Pointer (RFC 6901, as a fragment) into the body, for example `#/filter/sources/2`.
        var pointer: String?
        /// A parameter of the query.
        var parameter: String?
        /// What is wrong, and what is expected.
        let detail: String
    }

    /// A stable path that names the kind of problem, for example `/problems/unknown-corpus`.
    let type: String
    let title: String
    let status: Int
    /// What went wrong this time.
    let detail: String
    /// What to do about it.
    let remedy: String
    /// The path of the request.
    var instance: String?
    /// The request's `X-Request-Id`, under which the server's log speaks of it.
    var correlationId: String?
    /// All mistakes of the request, where there can be several.
    var errors: [Mistake]?

    /// Headers that go with the status, for example `Allow`.
    var headers: HTTPFields = [:]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case type, title, status, detail, remedy, instance, correlationId, errors
    }

    init(_ kind: ProblemKind, detail: String, remedy: String, errors: [Mistake]? = nil, headers: HTTPFields = [:]) {
        type = kind.type
        title = kind.title
        status = kind.status.code
        self.detail = detail
        self.remedy = remedy
        self.errors = errors
        self.headers = headers
    }

    /// The last part of ``type``.
    var code: String { String(type.dropFirst("/problems/".count)) }

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        // Only text and whole numbers: the encoder has nothing to refuse.
        let body = (try? WireEncoding.encode(self)) ?? ByteBuffer()
        return Response(status: .init(code: status), headers: headers, body: .init(byteBuffer: body))
    }
}

extension ProblemDetails {
    /// All mistakes of a request in one answer.
    static func invalidRequest(_ mistakes: [Mistake]) -> ProblemDetails {
        let places = mistakes.count == 1 ? "one place" : "\(mistakes.count) places"
        return ProblemDetails(
            .invalidRequest, detail: "The request breaks a rule in \(places); 'errors' names each.",
            remedy: "Correct them and send the request again; /openapi.json describes what is expected.",
            errors: mistakes)
    }

    static func malformedJSON(_ error: JSONSyntaxError, firstLine: Int = 1) -> ProblemDetails {
        ProblemDetails(
            .malformedJSON,
            detail: "The body is not JSON: at line \(error.line + firstLine - 1), column \(error.column) "
                + "(byte \(error.offset)), \(error.message).",
            remedy: "Send one JSON value in UTF-8.")
    }

    static func bodyTooLarge(limit: Int) -> ProblemDetails {
        ProblemDetails(
            .bodyTooLarge, detail: "The body has more than the \(limit) bytes that this server takes.",
            remedy: "Send less at once, for example the articles in several requests.")
    }

    static let unknownRoute = ProblemDetails(
        .unknownRoute, detail: "There is nothing at this path.",
        remedy: "GET /openapi.json lists the paths of this server.")

    static func methodNotAllowed(_ method: String, allowed: [String]) -> ProblemDetails {
        let allowed = allowed.joined(separator: ", ")
        return ProblemDetails(
            .methodNotAllowed, detail: "This path does not take \(method).", remedy: "It takes \(allowed).",
            headers: [.allow: allowed])
    }

    static func unknownArticle(_ id: String, corpus: String, asOf: Bool = false) -> ProblemDetails {
        ProblemDetails(
            .unknownArticle,
            detail: asOf
                ? "No version of the article '\(id)' stood in corpus '\(corpus)' at that time."
                : "Corpus '\(corpus)' has no article '\(id)'.",
            remedy: "GET /v1/corpora/\(corpus)/articles lists the articles.")
    }

    static func overloaded(retryAfter: Duration) -> ProblemDetails {
        let seconds = max(1, Int(retryAfter.components.seconds))
        return ProblemDetails(
            .overloaded, detail: "As many answers are at work as this server takes at once.",
            remedy: "Ask again in \(seconds) s.", headers: [.retryAfter: String(seconds)])
    }

    static let shuttingDown = ProblemDetails(
        .shuttingDown, detail: "The server is shutting down and did not finish in time.",
        remedy: "Ask again in a few seconds.", headers: [.retryAfter: "5"])

    /// A fault of what the server depends on, which another attempt may not meet.
    static func passing(_ kind: ProblemKind) -> ProblemDetails {
        ProblemDetails(
            kind,
            detail: "What the server depends on failed: \(kind.title.prefix(1).lowercased())\(kind.title.dropFirst()).",
            remedy: "Try again in a minute; if it happens again, give the operator the correlation id.",
            headers: kind.status == .serviceUnavailable ? [.retryAfter: "60"] : [:])
    }

    static let internalFault = ProblemDetails(
        .internalFault, detail: "The server could not do this, for a reason that its log states.",
        remedy: "Try again; if it happens again, give the operator the correlation id.")
}
