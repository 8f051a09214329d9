import Embedding
import Hummingbird
import Retrieval
import Store
import Synchronization

/// `/healthz`, `/readyz` and `/openapi.json`: what operators and tools ask.
struct Health: Sendable {
    let readiness: Readiness
    let drain: Drain

    var routes: [Route] {
        [
            Route(method: .get, path: "/healthz", operation: .health) { _, _ in
                try WireEncoding.response(HealthBody(status: "alive"))
            },
            Route(method: .get, path: "/readyz", operation: .readiness, handle: ready),
        ]
    }

    @Sendable private func ready(_ request: Request, context: ServiceContext) async throws -> Response {
        var checks = await readiness.checks(logger: context.logger)
        if drain.isDraining {
            checks.append(.init(name: "drain", isReady: false, detail: "The server is shutting down."))
        }
        let isReady = checks.allSatisfy(\.isReady)
        return try WireEncoding.response(
            ReadinessBody(status: isReady ? "ready" : "not-ready", checks: checks),
            status: isReady ? .ok : .serviceUnavailable)
    }
}

struct HealthBody: Encodable {
    let status: String
}

struct ReadinessBody: Encodable {
    struct Check: Encodable {
        let name: String
        let isReady: Bool
        /// What is missing, where something is.
        var detail: String?
    }

    let status: String
    let checks: [Check]
}
