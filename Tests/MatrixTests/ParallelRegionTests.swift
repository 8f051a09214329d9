import Matrix
import Synchronization
import Testing

@Suite struct ParallelRegionTests {
    /// Takes loops that each need what the one before wrote: prefix sums of rows, a row at a time.
    private final class Rows: @unchecked Sendable {
        // Written by whoever took the iteration, read behind the loop.
        private let cells: UnsafeMutablePointer<Int>
        private let region = ParallelRegion()
        let (rows, width) = (40, 7)
        let taken = Atomic<Int>(0)

        init() {
            cells = .allocate(capacity: 41 * 7)
            cells.initialize(repeating: 1, count: 41 * 7)
        }

        deinit { cells.deallocate() }

        func walk() {
            var member = ParallelRegion.Member(of: region)
            for row in 0..<rows {
                member.each(width) { column in
                    let above = cells + row * width
                    cells[(row + 1) * width + column] = (0..<width).reduce(0) { ($0 + above[$1]) % 1009 } + column
                    taken.add(1, ordering: .relaxed)
                }
            }
        }

        var last: [Int] { (0..<width).map { cells[rows * width + $0] } }
    }

    @Test func oneMemberDoesAllOfIt() {
        let rows = Rows()
        rows.walk()
        #expect(rows.taken.load(ordering: .relaxed) == rows.rows * rows.width)
        // Whoever comes when all is done finds nothing to do.
        rows.walk()
        #expect(rows.taken.load(ordering: .relaxed) == rows.rows * rows.width)
    }

    /// Threads are few and begin when they like, so that some rounds are walked by one, some by all.
    @Test func membersSeeWhatOthersWroteInTheLoopBefore() async throws {
        let alone = Rows()
        alone.walk()
        let helpers = ComputePool(threads: 3)
        for _ in 0..<300 {
            let rows = Rows()
            for _ in 0..<3 { helpers.submit { rows.walk() } }
            rows.walk()
            #expect(rows.last == alone.last)
            #expect(rows.taken.load(ordering: .relaxed) == rows.rows * rows.width)
        }
        // What was submitted last is done when this comes.
        try await helpers.run {}
    }

    @Test(arguments: [(0, 3, 1), (1, 3, 1), (7, 3, 1), (12, 8, 4), (12, 8, 5), (96, 4, 32), (3, 8, 16), (100, 1, 8)])
    func evenPartsFollowEachOtherInWholeGranules(count: Int, wanted: Int, granule: Int) {
        let split = EvenSplit(count, into: wanted, granule: granule)
        let parts = (0..<split.parts).map { split[$0] }
        #expect(parts.count <= wanted && parts.first?.lowerBound == 0 && parts.last?.upperBound == count)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(parts.dropLast().allSatisfy { $0.count.isMultiple(of: granule) && !$0.isEmpty })
        let sizes = parts.dropLast().map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= granule)
    }
}
