import Foundation

/// How a DeBERTa model tells where tokens stand: not by their places, but by their distances, of which it has a table that
/// all layers share (He et al. 2021, arXiv:2006.03654; 2023, arXiv:2111.09543).
struct RelativePositions: Sendable, Hashable {
    /// Rows of the table for distances on one side; the rows for the other side stand before them.
    var span: Int
    /// Whether distances have rows of their own up to half the span alone, and share them in ever wider groups beyond.
    var isGrouped: Bool
    /// The distance that has the last row where distances are grouped.
    var longest: Int
    /// Whether queries look at distances (`c2p`).
    var hasKeys: Bool
    /// Whether distances look at keys (`p2c`).
    var hasQueries: Bool
    /// Whether the table is normalised before it is used.
    var isNormalised: Bool

    /// The row of a distance, query's place less key's place.
    func row(of distance: Int) -> Int { min(max(span + group(of: distance), 0), 2 * span - 1) }

    /// In single precision, as `transformers` reckons it: where a group ends depends on it.
    private func group(of distance: Int) -> Int {
        let middle = span / 2
        guard isGrouped, abs(distance) > middle else { return distance }
        let share = logf(Float(abs(distance)) / Float(middle)) / logf(Float(Double(longest - 1) / Double(middle)))
        let group = Int((share * Float(middle - 1)).rounded(.up)) + middle
        return distance < 0 ? -group : group
    }

    /// The rows of all distances in sequences of up to `tokens` tokens, nearest to the end of the sequence first.
    func rows(tokens: Int) -> [Int32] { ((1 - tokens)...(tokens - 1)).map { Int32(row(of: $0)) } }
}
