import Retrieval
import Store

/// Joins what was found for a question and for its parts, fairly: the first of each, then the second of each, because
/// an answer to several questions needs the evidence of all.
enum EvidenceJoin {
    /// Each passage once, renumbered from rank 1.
    static func join(_ lists: [[Hit]], limit: Int) -> [Hit] {
        var seen: Set<ChunkKey> = []
        var joined: [Hit] = []
        let longest = lists.map(\.count).max() ?? 0
        for rank in 0..<longest {
            for list in lists where rank < list.count && joined.count < limit {
                let hit = list[rank]
                guard seen.insert(hit.passage.key).inserted else { continue }
                joined.append(hit.ranked(joined.count + 1))
            }
        }
        return joined
    }
}
