import Hummingbird
import Logging

/// What goes with a request on its way through the routes.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client's `X-Request-Id`, or one made for it.
    var correlationID = ""

    init(source: Source) { coreContext = .init(source: source) }
}
