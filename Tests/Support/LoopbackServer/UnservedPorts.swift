public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A port of this machine that takes connections and never says or reads a word.
public final class SilentListener: Sendable {
    /// The port that the system chose.
    public let port: Int
    private let listener: Int32

    /// Listens at once.
    public init() throws { (listener, port) = try Socket.listen() }

    /// Gives the port back. Call once.
    public func stop() { close(listener) }
}

/// A port of this machine that refuses every connection, and that nobody else can take meanwhile.
public final class ClosedPort: Sendable {
    /// The port that the system chose.
    public let port: Int
    private let socket: Int32

    /// `http://127.0.0.1:port`.
    public var url: URL { URL(string: "http://127.0.0.1:\(port)") ?? URL(filePath: "/") }

    /// Takes a port.
    public init() throws { (socket, port) = try Socket.listen(isOpen: false) }

    /// Gives the port back. Call once.
    public func stop() { close(socket) }
}
