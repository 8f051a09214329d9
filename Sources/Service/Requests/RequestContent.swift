import Foundation
import Hummingbird
import NIOCore

/// The body of a request as a handler wants it: of the right type, not too large, parsed.
enum RequestContent {
    static let json = "application/json"
    static let jsonLines = "application/x-ndjson"

    /// The request's media type, where it is one of `accepted`; else throws 415.
    static func mediaType(of request: Request, accepted: [String]) throws -> String {
        let refusal = { (detail: String) in
            ProblemDetails(
                .unsupportedMediaType, detail: detail,
                remedy: "Send \(accepted.joined(separator: " or ")) in UTF-8, and name it in Content-Type.",
                headers: [.accept: accepted.joined(separator: ", ")])
        }
        guard let field = request.headers[.contentType] else { throw refusal("The body has no Content-Type.") }
        let parts = field.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        let name = parts.first ?? ""
        guard accepted.contains(name) else { throw refusal("The body's type is \(name.prefix(80)).") }
        if let charset = parts.dropFirst().first(where: { $0.hasPrefix("charset=") })?.dropFirst("charset=".count),
            charset.trimmingCharacters(in: ["\""]) != "utf-8"
        {
            throw refusal("The body's charset is \(charset.prefix(40)).")
        }
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw refusal("The body's content coding is \(coding.prefix(40)).")
        }
        return name
    }

    /// Reads the whole body, and leaves it in the request for whoever watches the connection afterwards. Throws 413 by
    /// the announced length before anything is read, and at the limit where none was announced.
    static func bytes(of request: inout Request, limit: Int) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw ProblemDetails.bodyTooLarge(limit: limit)
        }
        do {
            let buffer = try await request.collectBody(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw ProblemDetails.bodyTooLarge(limit: limit)
        }
    }

    /// One JSON value. Throws 413, 415, and 400 with the place.
    static func document(of request: inout Request, limit: Int) async throws -> JSONNode {
        _ = try mediaType(of: request, accepted: [json])
        let bytes = try await bytes(of: &request, limit: limit)
        do { return try JSONDocument.parse(bytes) } catch let error as JSONSyntaxError {
            throw ProblemDetails.malformedJSON(error)
        }
    }
}
