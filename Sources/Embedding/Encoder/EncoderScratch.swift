import Matrix
import Synchronization

/// The working memory of one forward pass, sized for the largest batch it has seen.
final class EncoderScratch {
    private let configuration: BERTConfiguration
    /// One state for each token.
    private(set) var states: UnsafeMutablePointer<Float>
    /// Queries, keys and values, side by side.
    private(set) var projections: UnsafeMutablePointer<Float>
    /// What attention gathers.
    private(set) var context: UnsafeMutablePointer<Float>
    /// The wide layer of the feed-forward network.
    private(set) var wide: UnsafeMutablePointer<Float>
    /// What attention works in, for the longest sequence: for each thread that shared a pass.
    private var attention: [UnsafeMutablePointer<Float>] = []
    private var tokens = 0

    init(_ configuration: BERTConfiguration) {
        self.configuration = configuration
        states = Self.allocate(0)
        projections = Self.allocate(0)
        context = Self.allocate(0)
        wide = Self.allocate(0)
    }

    deinit {
        for buffer in [states, projections, context, wide] + attention { buffer.deallocate() }
    }

    /// What a member of a pass works in.
    func attention(of member: Int) -> UnsafeMutablePointer<Float> { attention[member] }

    /// Makes room for a batch and for so many threads; what was in the buffers is lost.
    func reserve(tokens count: Int, members: Int) {
        while attention.count < members { attention.append(Self.allocate(Self.attentionFloats(configuration))) }
        guard count > tokens else { return }
        for buffer in [states, projections, context, wide] { buffer.deallocate() }
        states = Self.allocate(count * configuration.hidden)
        projections = Self.allocate(count * 3 * configuration.hidden)
        context = Self.allocate(count * configuration.hidden)
        wide = Self.allocate(count * configuration.intermediate)
        tokens = count
    }

    /// Copies a token's state to the place of an earlier one.
    func moveState(_ token: Int, to place: Int) {
        let hidden = configuration.hidden
        (states + place * hidden).update(from: states + token * hidden, count: hidden)
    }

    private static func attentionFloats(_ configuration: BERTConfiguration) -> Int {
        if let relative = configuration.relative {
            return DisentangledAttention.scratch(tokens: configuration.positions, rows: 2 * relative.span)
        }
        let attention = SelfAttention(heads: configuration.heads, width: configuration.headWidth)
        return attention.scratch(rows: configuration.positions)
    }

    private static func allocate(_ floats: Int) -> UnsafeMutablePointer<Float> {
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(floats, 1) * MemoryLayout<Float>.stride, alignment: FloatMatrix.alignment)
        return bytes.bindMemory(to: Float.self, capacity: max(floats, 1))
    }
}

/// Lends working memory to whoever encodes: as many pieces as ever encoded at once.
final class ScratchPool: Sendable {
    private struct Idle: @unchecked Sendable {
        // An idle piece has no other owner.
        var pieces: [EncoderScratch] = []
    }

    private let configuration: BERTConfiguration
    private let idle = Mutex(Idle())

    init(_ configuration: BERTConfiguration) { self.configuration = configuration }

    func take() -> EncoderScratch {
        let loan = idle.withLock { idle in Loan(piece: idle.pieces.popLast()) }
        return loan.piece ?? EncoderScratch(configuration)
    }

    func giveBack(_ scratch: EncoderScratch) {
        let loan = Loan(piece: scratch)
        idle.withLock { idle in
            if let piece = loan.piece { idle.pieces.append(piece) }
        }
    }

    /// Carries a piece through the lock.
    private struct Loan: @unchecked Sendable {
        let piece: EncoderScratch?
    }
}
