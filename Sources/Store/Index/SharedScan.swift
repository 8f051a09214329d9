import Matrix
import Synchronization

/// One exact search that several threads go through together, some segments at a time.
final class SharedScan: Sendable {
    private let snapshot: VectorSnapshot
    private let query: [Float]
    private let admission: Admission
    private let limit: Int
    private let region = ParallelRegion()
    private let parts: EvenSplit
    private let found: Mutex<Result<TopK, any Error>>

    /// For so many threads at most.
    init(_ snapshot: VectorSnapshot, _ query: [Float], _ filter: VersionFilter, limit: Int, threads: Int) {
        self.snapshot = snapshot
        self.query = query
        self.limit = limit
        // Some for each, so that one that is late finds something to do.
        parts = EvenSplit(snapshot.segments.count, into: 4 * threads)
        admission = snapshot.admissions.admission(filter, of: snapshot)
        found = Mutex(.success(TopK(min(limit, snapshot.rows))))
    }

    /// One thread's way; returns when all segments are done, by whomever.
    func walk() {
        var member = ParallelRegion.Member(of: region)
        member.each(parts.parts) { number in
            let part = Result { try snapshot.exact(query, admission, limit: limit, in: parts[number]) }
            found.withLock { found in
                switch (found, part) {
                case (.failure, _): break
                case (.success, .failure): found = part
                case (.success(var best), .success(let part)):
                    best.merge(part)
                    found = .success(best)
                }
            }
        }
    }

    /// The best rows, best first, after a walk. Throws what a segment's search threw.
    func chunks() throws -> [ScoredChunk] { try found.withLock { $0 }.get().chunks }
}
