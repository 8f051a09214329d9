public import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One request at the server, and the ways to answer it, properly or not.
public final class Exchange: Sendable {
    /// What the client sent.
    public let request: ReceivedRequest
    /// Counts the server's requests from 1.
    public let number: Int
    private let connection: Int32
    private let closed = Mutex(false)

    init(request: ReceivedRequest, number: Int, connection: Int32) {
        self.request = request
        self.number = number
        self.connection = connection
    }

    var isClosed: Bool { closed.withLock { $0 } }

    /// Sends a whole answer with its `Content-Length`.
    public func respond(_ status: Int, headers: [String: String] = [:], body: Data) {
        var head = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        send(Data((head + "\r\n").utf8) + body)
    }

    /// Sends a whole answer with its `Content-Length`.
    public func respond(_ status: Int, headers: [String: String] = [:], _ body: String = "") {
        respond(status, headers: headers, body: Data(body.utf8))
    }

    /// Sends bytes as they are; false when the client has gone.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Data(text.utf8)) }

    /// Sends bytes as they are; false when the client has gone.
    @discardableResult
    public func send(_ data: Data) -> Bool {
        data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Socket.send(connection, UnsafeRawBufferPointer(rebasing: bytes[sent...]))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// Sends one chunk of a `Transfer-Encoding: chunked` body; the empty one ends it.
    @discardableResult
    public func sendChunk(_ text: String) -> Bool { sendChunk(Data(text.utf8)) }

    /// The same for bytes that may be no text.
    @discardableResult
    public func sendChunk(_ bytes: Data) -> Bool {
        send(Data("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Data("\r\n".utf8))
    }

    /// Has the connection reset rather than closed when the script returns: the client loses what it has not read.
    public func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Closes the connection when the script returns.
    public func close() { closed.withLock { $0 = true } }

    /// Waits until the client has closed its side; false after the time. Closes the connection.
    public func waitForClientToLeave(within seconds: Int = 30) -> Bool {
        close()
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            var poller = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 100) > 0 else { continue }
            var byte: UInt8 = 0
            // 0 is an orderly end, a negative number a reset.
            if recv(connection, &byte, 1, 0) <= 0 { return true }
        }
        return false
    }
}
