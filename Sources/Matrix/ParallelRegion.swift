import Foundation
import Synchronization

/// A piece of work that several threads go through together, loop by loop, as in OpenMP: the iterations of a loop are taken by
/// whoever is free (its dynamic schedule), and nobody begins the next loop before all of one are done (its implicit barrier).
///
/// Every member runs the same code. One that comes late finds loops done and catches up; if none comes, whoever is there does all of it. So
/// a member that the processor has no time for delays the others by one iteration at most.
public final class ParallelRegion: Sendable {
    // Both hold the loop's number in the upper half: iterations of it that were taken, and those that are done.
    private let taken = Atomic<UInt64>(0)
    private let done = Atomic<UInt64>(0)

    private static let loop: UInt64 = 1 << 32
    /// Looks at what others do before the thread gives way: some microseconds.
    private static let looks = 2000

    /// A region in which nothing is done yet.
    public init() {}

    /// One thread's way through the region.
    public struct Member {
        private let region: ParallelRegion
        private var loop: UInt64 = 0

        /// At the region's beginning.
        public init(of region: ParallelRegion) { self.region = region }

        /// Runs `body` for the iterations of the next loop that nobody else takes, and returns when all are done. All members must say the
        /// same count, at least 1. What they wrote is seen behind the loop.
        public mutating func each(_ iterations: Int, _ body: (Int) -> Void) {
            region.run(loop, UInt64(iterations), body)
            loop += 1
        }
    }

    private func run(_ loop: UInt64, _ iterations: UInt64, _ body: (Int) -> Void) {
        precondition(iterations > 0, "a loop of something")
        var looks = 0
        while true {
            let now = taken.load(ordering: .acquiring)
            guard now / Self.loop == loop else { return }
            let next = now % Self.loop
            if next < iterations {
                guard
                    taken.compareExchange(expected: now, desired: now + 1, ordering: .acquiringAndReleasing).exchanged
                else { continue }
                body(Int(next))
                guard done.add(1, ordering: .acquiringAndReleasing).newValue % Self.loop == iterations else { continue }
                return advance(from: loop)
            }
            looks += 1
            if looks.isMultiple(of: Self.looks) { sched_yield() }
        }
    }

    /// By the member that did the last iteration: no other is in the loop, so nobody counts meanwhile.
    private func advance(from loop: UInt64) {
        done.store((loop + 1) * Self.loop, ordering: .relaxed)
        taken.store((loop + 1) * Self.loop, ordering: .releasing)
    }
}

/// A range that is cut into parts of nearly the same size, each but the last a multiple of a granule.
public struct EvenSplit: Sendable, Hashable {
    private let count: Int
    private let granule: Int
    /// How many parts it comes to: what was wanted, or one for each granule.
    public let parts: Int

    /// Cuts `0..<count` into at most `wanted` parts.
    public init(_ count: Int, into wanted: Int, granule: Int = 1) {
        self.count = count
        self.granule = granule
        parts = max(1, min(wanted, (count + granule - 1) / granule))
    }

    /// One part, counted from 0.
    public subscript(part: Int) -> Range<Int> {
        let blocks = (count + granule - 1) / granule
        return min(count, part * blocks / parts * granule)..<min(count, (part + 1) * blocks / parts * granule)
    }
}
