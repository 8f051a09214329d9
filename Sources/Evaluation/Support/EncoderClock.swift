public import Reasoning
import Synchronization

/// Wraps an encoder and adds up how long it takes, so that the checks' own time can be told apart.
public final class EncoderClock: Sendable {
    private let encode: SupportVerifier.Encoder
    private let spent = Mutex(0.0)

    public init(_ encode: @escaping SupportVerifier.Encoder) { self.encode = encode }

    /// The encoder, with its time taken.
    public func encode(_ texts: [String]) async throws -> [[Float]] {
        let start = ContinuousClock.now
        let vectors = try await encode(texts)
        let time = (ContinuousClock.now - start) / .milliseconds(1)
        spent.withLock { $0 += time }
        return vectors
    }

    /// Milliseconds since the last call.
    func take() -> Double {
        spent.withLock { spent in
            defer { spent = 0 }
            return spent
        }
    }
}
