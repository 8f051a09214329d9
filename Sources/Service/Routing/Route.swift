import Hummingbird

/// A path with a method: what it does, and how `/openapi.json` describes it.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces, for example `/v1/corpora/{name}`.
    let path: String
    let operation: Operation
    let handle: @Sendable (Request, ServiceContext) async throws -> Response

    /// Whether a request's path has this route's form. Empty components count for nothing, as in the router.
    func matches(_ components: [Substring]) -> Bool {
        let pattern = path.split(separator: "/")
        return pattern.count == components.count
            && zip(pattern, components).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}

/// All routes of the service: the one list that the router, the `Allow` header and the description are made from.
struct RouteTable: Sendable {
    let routes: [Route]

    /// Methods that a path takes; empty where there is no such path. A path that can be got can be asked for its head.
    func methods(of path: String) -> [String] {
        let components = path.split(separator: "/")
        let methods = routes.filter { $0.matches(components) }.map(\.method.rawValue)
        return methods.contains("GET") ? methods + ["HEAD"] : methods
    }

    func router() -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestScope(table: self))
        for route in routes { router.on(RouterPath(route.path), method: route.method, use: route.handle) }
        return router
    }
}
