#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A port of this machine that takes connections and never says or reads a word.
public final class SilentListener: Sendable {
    public let port: Int
    private let listener: Int32

    public init() throws { (listener, port) = try Socket.listen() }

    /// Closes the port. Call once.
    public func stop() { close(listener) }
}
