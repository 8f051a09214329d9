public import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An HTTP/1.1 server on 127.0.0.1 whose behaviour, faults included, is a script.
///
/// Every connection has a thread of its own, which may block. The script answers one request at a time through its
/// ``Exchange``; what it does not close stays open for the next request. `stop()` closes everything.
public final class LoopbackServer: Sendable {
    /// What happens with each request.
    public typealias Script = @Sendable (Exchange) -> Void

    private struct State {
        var requests: [ReceivedRequest] = []
        var connections: Set<Int32> = []
        var connectionCount = 0
        var isStopped = false
    }

    /// The port that the system chose.
    public let port: Int
    private let listener: Int32
    private let script: Script
    private let state = Mutex(State())

    /// Listens at once, at a port that the system chooses or at the given one; connections are accepted on a thread.
    public init(port: Int = 0, _ script: @escaping Script) throws {
        self.script = script
        (listener, self.port) = try Socket.listen(port: port)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// `http://127.0.0.1:port` and the path.
    public func url(_ path: String = "/") -> URL {
        URL(string: "http://127.0.0.1:\(port)\(path)") ?? URL(filePath: path)
    }

    /// All requests so far, in the order of their arrival.
    public var requests: [ReceivedRequest] { state.withLock { $0.requests } }

    /// How many connections were made so far.
    public var connectionCount: Int { state.withLock { $0.connectionCount } }

    /// How many connections are open now.
    public var openConnectionCount: Int { state.withLock { $0.connections.count } }

    /// Closes the listener and every connection.
    public func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            for connection in state.connections { Socket.interrupt(connection) }
            Socket.interrupt(listener)
        }
    }

    private func acceptAll() {
        // Closed here and not in `stop`: the number may be another server's a moment later, and this thread would take
        // that one's connections.
        defer { close(listener) }
        while !state.withLock({ $0.isStopped }) {
            var poller = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 100) > 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            let isServed = state.withLock { state in
                guard !state.isStopped else { return false }
                state.connections.insert(connection)
                state.connectionCount += 1
                return true
            }
            guard isServed else {
                close(connection)
                return
            }
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        var reader = RequestReader(connection)
        while let request = reader.next() {
            let number = state.withLock { state in
                state.requests.append(request)
                return state.requests.count
            }
            let exchange = Exchange(request: request, number: number, connection: connection)
            script(exchange)
            if exchange.isClosed { break }
        }
        // Under the lock, so that `stop` never touches a number that has become another connection's.
        state.withLock { state in
            state.connections.remove(connection)
            _ = close(connection)
        }
    }
}

/// A request as the server read it.
public struct ReceivedRequest: Sendable {
    /// `GET`, `POST`, …
    public var method: String
    /// Path and query.
    public var target: String
    /// By lower-case name.
    public var headers: [String: String]
    /// As long as `Content-Length` says.
    public var body: Data
}
