import Hummingbird
public import Logging
import NIOCore
import Retrieval
import ServiceLifecycle
import UnixSignals

/// The HTTP service: routes over an ``Engine``, drained on SIGTERM and SIGINT.
///
/// It speaks HTTP/1.1 without TLS and without keys, and sends no CORS headers: it is made for this machine, or to stand
/// behind a proxy.
public struct BylineService: Sendable {
    /// How it listens, and what it takes on.
    public let configuration: ServiceConfiguration
    private let engine: Engine
    private let logger: Logger
    private let drain: Drain

    /// Binds no address and touches no store yet: ``run(handlesSignals:onListening:)`` does.
    public init(engine: Engine, configuration: ServiceConfiguration = .init(), logger: Logger) {
        self.engine = engine
        self.configuration = configuration
        self.logger = logger
        drain = Drain(delay: configuration.drainDelay, timeout: configuration.drainTimeout)
    }

    /// Serves until the task is cancelled, a signal arrives or the surrounding service group shuts down; then takes no new
    /// connection, lets what is at work finish for `drainTimeout`, and returns. Throws `address-unavailable` where the
    /// address cannot be had.
    ///
    /// `onListening` is told the port.
    public func run(
        handlesSignals: Bool = true,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) async throws {
        // The last of the group is shut down first: the server stops listening when the drain's delay is over.
        var group = ServiceGroupConfiguration(
            services: [application(onListening: onListening), drain],
            gracefulShutdownSignals: handlesSignals ? [.sigterm, .sigint] : [], logger: logger)
        // Answers end themselves at the timeout; this is for whatever else is still at work a little later.
        group.maximumGracefulShutdownDuration =
            configuration.drainDelay + configuration.drainTimeout + configuration.cutOffDelay
        if let exposure = configuration.exposure { logger.warning("\(exposure)") }
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            throw AddressFault.error(for: error, configuration: configuration) ?? error
        }
    }

    /// The routes, which the description at `/openapi.json` is made from.
    var routeTable: RouteTable {
        let store = engine.searcher.store
        let permits = AnswerPermits(
            atWork: configuration.maximumConcurrentAnswers, waiting: configuration.maximumWaitingAnswers,
            maximumWait: configuration.maximumWait)
        let readiness = Readiness(store: store, embedders: engine.searcher.embedders)
        let routes =
            Answers(engine: engine, configuration: configuration, permits: permits, drain: drain).routes
            + Search(engine: engine, configuration: configuration).routes
            + Corpora(engine: engine, configuration: configuration).routes
            + Articles(engine: engine, configuration: configuration).routes
            + Health(readiness: readiness, drain: drain).routes
        return RouteTable(routes: routes + [ServiceDescription.route(describing: routes)])
    }

    func application(
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: routeTable.router(),
            server: .http1(configuration: .init(idleTimeout: .init(configuration.idleTimeout))),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "byline"),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            },
            logger: logger)
    }
}
