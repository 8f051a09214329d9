/// How the HTTP service listens, and what it takes on.
public struct ServiceConfiguration: Sendable, Hashable {
    /// The address to listen on. The default is reachable from this machine only.
    public var host: String
    /// 0 lets the system choose; the log says which it was.
    public var port: Int
    /// Largest body of a request, in bytes.
    public var maximumBodyBytes: Int
    /// After so long without an event, a stream sends a comment, so that proxies keep it open.
    public var heartbeat: Duration
    /// Answers made at the same time.
    public var maximumConcurrentAnswers: Int
    /// Questions that may wait for an answer to end; one more is refused with 503.
    public var maximumWaitingAnswers: Int
    /// How long a question waits before it is refused with 503.
    public var maximumWait: Duration
    /// How long the server says that it is about to leave, in `/readyz`, before it refuses connections: the time that a
    /// load balancer needs to notice.
    public var drainDelay: Duration
    /// How long answers at work may go on after that.
    public var drainTimeout: Duration
    /// How much later connections are closed on what has not ended itself: the time to write that it ended.
    var cutOffDelay: Duration = .seconds(2)
    /// Connections on which nothing happens are closed after this time.
    public var idleTimeout: Duration

    /// The defaults suit one machine that serves a desk.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, maximumBodyBytes: Int = 16 << 20,
        heartbeat: Duration = .seconds(15), maximumConcurrentAnswers: Int = 8, maximumWaitingAnswers: Int = 16,
        maximumWait: Duration = .seconds(5), drainDelay: Duration = .zero, drainTimeout: Duration = .seconds(20),
        idleTimeout: Duration = .seconds(75)
    ) {
        self.host = host
        self.port = port
        self.maximumBodyBytes = maximumBodyBytes
        self.heartbeat = heartbeat
        self.maximumConcurrentAnswers = maximumConcurrentAnswers
        self.maximumWaitingAnswers = maximumWaitingAnswers
        self.maximumWait = maximumWait
        self.drainDelay = drainDelay
        self.drainTimeout = drainTimeout
        self.idleTimeout = idleTimeout
    }

    /// What to know before listening on this address; nil where only this machine can reach it.
    public var exposure: String? {
        let isLoopback =
            host == "localhost" || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { $0 == "." || ("0"..."9").contains($0) })
        return isLoopback
            ? nil
            : "Other machines may reach \(host), and there is no authentication: whoever does can read, add and delete "
                + "articles. Listen on 127.0.0.1, or let only a proxy through that asks who they are."
    }
}
