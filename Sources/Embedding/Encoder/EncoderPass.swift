import Matrix

/// Inputs on their way through the layers, and what the threads that share the way need.
///
/// Working memory is given back when nobody is on the way any more: a thread that comes late may still walk past loops that are done.
final class EncoderPass: @unchecked Sendable {
    // What the pointers of the scratch point to is written in iterations of loops of the region alone.

    /// Threads that share a pass at most.
    static let members = 2
    /// Parts that a loop is dealt in: some for each member, so that one that is late finds something to do.
    private static let parts = 4 * members

    let inputs: [EncoderInput]
    let tokens: Int
    let wanted: BERTEncoder.States
    let scratch: EncoderScratch
    let region = ParallelRegion()
    /// Where the final states are many: of all tokens, or of one for each input.
    var finalRows: Int { wanted == .all ? tokens : inputs.count }
    private let parts: Int
    private let pool: ScratchPool

    /// Where it is not shared, each loop has one iteration.
    init(_ inputs: [EncoderInput], _ wanted: BERTEncoder.States, isShared: Bool, in pool: ScratchPool) {
        self.inputs = inputs
        self.wanted = wanted
        self.pool = pool
        tokens = inputs.reduce(0) { $0 + $1.ids.count }
        parts = isShared ? Self.parts : 1
        scratch = pool.take()
        scratch.reserve(tokens: tokens, members: isShared ? Self.members : 1)
    }

    deinit { pool.giveBack(scratch) }

    /// How so many rows, heads or outputs are dealt.
    func split(_ count: Int, granule: Int = 1) -> EvenSplit { EvenSplit(count, into: parts, granule: granule) }
}
