public import Foundation

/// How much a cache keeps.
public struct CacheBounds: Sendable, Hashable {
    /// Values at most.
    public var entries: Int
    /// Bytes of values at most.
    public var bytes: Int

    /// Bounds of these parts.
    public init(entries: Int, bytes: Int) {
        self.entries = entries
        self.bytes = bytes
    }
}

/// Keeps answers of language models by the exact request, over restarts and for all processes of a data directory.
public protocol ModelCallCache: Sendable {
    /// The value of a key, if it is kept still; marks it as used.
    func modelCall(_ key: Data) async throws -> Data?

    /// Keeps a value. What was not used for longest goes where the bounds are exceeded; a value beyond the bounds by itself is not kept.
    func keepModelCall(_ value: Data, for key: Data, within bounds: CacheBounds) async throws

    /// Forgets all values.
    func forgetModelCalls() async throws
}
