import Store
import Testing

@testable import Retrieval

@Suite("Reciprocal rank fusion")
struct FusionTests {
    private func list(_ keys: ChunkKey...) -> [ScoredChunk] {
        keys.enumerated().map { ScoredChunk(key: $1, score: Float(100 - $0)) }
    }

    @Test("prefers what several lists found")
    func agreement() {
        #expect(ReciprocalRankFusion.fuse([list(1, 2, 3), list(4, 2, 5)], limit: 2) == [2, 1])
    }

    @Test("breaks ties by key, so that the order is the same everywhere")
    func ties() {
        #expect(ReciprocalRankFusion.fuse([list(9, 5), list(5, 9)], limit: 2) == [5, 9])
    }

    @Test("does not look at the lists' scores")
    func scale() {
        let small = [ScoredChunk(key: 7, score: 1e-6), ScoredChunk(key: 8, score: 1e-7)]
        #expect(ReciprocalRankFusion.fuse([small, []], limit: 5) == [7, 8])
    }

    @Test("of nothing is nothing")
    func empty() {
        #expect(ReciprocalRankFusion.fuse([[], []], limit: 5).isEmpty)
    }
}
