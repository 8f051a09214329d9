import Foundation
import Hummingbird
import HTTPTypes
import Logging
import NIOHTTP1

/// What surrounds every request: its id, its line in the log, and errors as problem details.
struct RequestScope: RouterMiddleware {
    let table: RouteTable

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.correlationID = Self.correlationID(of: request)
        context.logger[metadataKey: "request_id"] = .string(context.correlationID)
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            // The body broke the protocol: the server answers 400 by itself and closes the connection.
            throw error
        } catch is CancellationError {
            // Nobody reads this; the number, which nginx introduced, keeps readers who left apart from faults in the log.
            response = Response(status: .init(code: 499, reasonPhrase: "Client Closed Request"))
        } catch {
            response = problem(for: error, request: request, context: context).response
        }
        response.headers[.requestID] = context.correlationID
        // The path as the route writes it: neither ids nor a query get into the log.
        context.logger.info(
            "request",
            metadata: [
                "method": .string(String(request.method.rawValue.prefix(16))),
                "route": .string(context.endpointPath ?? "none"),
                "status": .stringConvertible(response.status.code),
                "milliseconds": .stringConvertible((ContinuousClock.now - start) / .milliseconds(1)),
            ])
        return response
    }

    private func problem(for error: any Error, request: Request, context: ServiceContext) -> ProblemDetails {
        var problem: ProblemDetails
        if let error = error as? HTTPError, error.status == .notFound {
            let methods = table.methods(of: request.uri.path)
            problem =
                methods.isEmpty
                ? .unknownRoute
                : .methodNotAllowed(String(request.method.rawValue.prefix(16)), allowed: methods)
        } else {
            problem = ProblemDetails(describing: error)
        }
        if problem.isOfServer {
            context.logger.error("the request failed", metadata: ["error": .string(String(describing: error))])
        }
        problem.instance = String(request.uri.path.prefix(256))
        problem.correlationId = context.correlationID
        return problem
    }

    /// The client's id where it is short and harmless in a log, else a new one.
    static func correlationID(of request: Request) -> String {
        if let id = request.headers[.requestID], (1...128).contains(id.utf8.count),
            id.utf8.allSatisfy({ byte in
                UnicodeScalar(byte).properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
                    || "-_.:".utf8.contains(byte)
            })
        {
            return id
        }
        return UUID().uuidString.lowercased()
    }
}

extension HTTPField.Name {
    /// A name of letters is always one; the other never comes to be.
    static let requestID = HTTPField.Name("X-Request-Id") ?? .via
}
