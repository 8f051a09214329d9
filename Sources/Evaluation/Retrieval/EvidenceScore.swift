/// How well a ranking of chunks finds the facts of a question, by MultiHop-RAG's own scoring.
///
/// A chunk is a hit when it contains a fact after spaces and newlines are removed from both. Hits and the reciprocal rank
/// count the first hit; what stands below rank 10 is not looked at. Facts that are equal count once.
public struct EvidenceScore: Sendable, Hashable {
    /// Ranks that are looked at.
    public static let depth = 10

    /// 1 where a hit is in the first 4.
    public let hitsAt4: Double
    /// 1 where a hit is in the first 10.
    public let hitsAt10: Double
    /// 1 ÷ rank of the first hit.
    public let reciprocalRank: Double
    /// Σ (facts newly found at rank r ÷ r) ÷ min(facts, 10). Two facts in the chunk at rank 1 count 2, as in the original.
    public let averagePrecision: Double
    /// Facts found ÷ facts.
    public let evidenceRecall: Double
    /// 1 where all facts were found: what an answer from several articles needs.
    public let allEvidence: Double

    /// The score of `chunks`, the texts as ranked, best first; nil where there is no fact, since such a question is left
    /// out of the means. Costs one scan of each text for each fact.
    public init?(facts: [String], chunks: [String]) {
        let facts = Set(facts.map(Self.squeezed)).filter { !$0.isEmpty }
        guard !facts.isEmpty else { return nil }
        var missing = facts
        var firstHit: Int?
        var sum = 0.0
        for (index, chunk) in chunks.prefix(Self.depth).enumerated() {
            let rank = index + 1
            let text = Self.squeezed(chunk)
            let found = missing.filter { text.contains($0) }
            if found.isEmpty { continue }
            firstHit = firstHit ?? rank
            sum += Double(found.count) / Double(rank)
            missing.subtract(found)
            if missing.isEmpty { break }
        }
        hitsAt4 = (firstHit ?? .max) <= 4 ? 1 : 0
        hitsAt10 = firstHit == nil ? 0 : 1
        reciprocalRank = firstHit.map { 1 / Double($0) } ?? 0
        averagePrecision = sum / Double(min(facts.count, Self.depth))
        evidenceRecall = Double(facts.count - missing.count) / Double(facts.count)
        allEvidence = missing.isEmpty ? 1 : 0
    }

    /// Without spaces and newlines, as bytes: comparing those is quick, and makes no two forms of a letter equal.
    private static func squeezed(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    }
}
