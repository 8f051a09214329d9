/// Packs sentences into chunks: the boundaries at which the sum of all chunks' squared unused room is least, where
/// a boundary within a paragraph costs as much as a third of a chunk's room.
///
/// Squares balance: 300 tokens become 150 and 150, not 254 and 46. Solved exactly by dynamic programming over the
/// sentences (as Knuth and Plass 1981, "Breaking Paragraphs into Lines"), in integers, so that every machine finds the
/// same. O(sentences × sentences per chunk) time, O(sentences) memory.
struct ChunkPacking {
    /// Greatest weight of a chunk.
    let limit: Int
    /// Greatest weight of the sentences that a chunk repeats from the one before.
    let overlap: Int

    /// Ranges of pieces, one a chunk, in order; each begins with what it repeats. Every piece weighs at most `limit`.
    func pack(_ pieces: [SentencePiece], endsParagraph: [Bool]) -> [Range<Int>] {
        let repeated = pieces.indices.map { repeatable(before: $0, in: pieces) }
        var best = [(cost: Int, start: Int)](repeating: (.max, 0), count: pieces.count + 1)
        best[0].cost = 0
        for start in pieces.indices {
            var weight = 0
            for end in start + 1...pieces.count {
                if end - 1 > start, pieces[end - 1].continuesWord { break }
                weight += pieces[end - 1].weight
                let fits = repeated[start].weight + weight <= limit
                guard fits || end == start + 1 else { break }
                let room = max(limit - weight - (fits ? repeated[start].weight : 0), 0)
                let cost = best[start].cost + room * room + (endsParagraph[end - 1] ? 0 : limit * limit / 9)
                if cost < best[end].cost { best[end] = (cost, start) }
            }
        }
        return withOverlap(boundaries(best), pieces, repeated)
    }

    /// The whole sentences before `start` that may be repeated.
    private func repeatable(before start: Int, in pieces: [SentencePiece]) -> (count: Int, weight: Int) {
        var count = 0
        var weight = 0
        while count < start {
            let piece = pieces[start - count - 1]
            guard piece.isWhole, weight + piece.weight <= overlap else { break }
            weight += piece.weight
            count += 1
        }
        return (count, weight)
    }

    private func boundaries(_ best: [(cost: Int, start: Int)]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var end = best.count - 1
        while end > 0 {
            ranges.append(best[end].start..<end)
            end = best[end].start
        }
        return ranges.reversed()
    }

    /// Lets each chunk begin with the end of the one before, where that fits and is not all that the other added.
    private func withOverlap(
        _ ranges: [Range<Int>], _ pieces: [SentencePiece], _ repeated: [(count: Int, weight: Int)]
    ) -> [Range<Int>] {
        ranges.indices.map { index in
            let range = ranges[index]
            guard index > 0 else { return range }
            let weight = pieces[range].reduce(0) { $0 + $1.weight } + repeated[range.lowerBound].weight
            guard weight <= limit else { return range }
            let first = max(range.lowerBound - repeated[range.lowerBound].count, ranges[index - 1].lowerBound + 1)
            return first..<range.upperBound
        }
    }
}
