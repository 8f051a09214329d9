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
    /// The share of the facts that was found down to each rank, for ranks 1 to ``depth``.
    public let recallByRank: [Double]
    /// 1 where all facts were found: what an answer from several articles needs.
    public let allEvidence: Double

    /// The score of `chunks`, the texts as ranked, best first; nil where there is no fact, since such a question is left
    /// out of the means. Costs one scan of each text for each fact.
    public init?(facts: [String], chunks: [String]) {
        let facts = Self.distinct(facts)
        guard !facts.isEmpty else { return nil }
        var missing = Set(facts)
        var newlyFound: [Int] = []
        for chunk in chunks.prefix(Self.depth) where !missing.isEmpty {
            let text = Self.squeezed(chunk)
            let found = missing.filter { text.contains($0) }
            missing.subtract(found)
            newlyFound.append(found.count)
        }
        self.init(newlyFound: newlyFound, of: facts.count)
    }

    /// The score by how many facts, of `facts` in all, each rank has that no rank before it has; best rank first.
    init(newlyFound: some Sequence<Int>, of facts: Int) {
        var firstHit: Int?
        var sum = 0.0
        var found = 0
        var curve: [Double] = []
        for (index, count) in newlyFound.prefix(Self.depth).enumerated() {
            if count > 0 { firstHit = firstHit ?? index + 1 }
            sum += Double(count) / Double(index + 1)
            found += count
            curve.append(Double(found) / Double(facts))
        }
        recallByRank = curve + [Double](repeating: curve.last ?? 0, count: Self.depth - curve.count)
        hitsAt4 = (firstHit ?? .max) <= 4 ? 1 : 0
        hitsAt10 = firstHit == nil ? 0 : 1
        reciprocalRank = firstHit.map { 1 / Double($0) } ?? 0
        averagePrecision = sum / Double(min(facts, Self.depth))
        evidenceRecall = Double(found) / Double(facts)
        allEvidence = found == facts ? 1 : 0
    }

    /// Which facts, of those that differ, each of `texts` contains, and how many differ.
    static func containment(of facts: [String], in texts: [String]) -> (facts: Int, contained: [[Bool]]) {
        let facts = distinct(facts)
        let contained = texts.map { text in
            let text = squeezed(text)
            return facts.map { text.contains($0) }
        }
        return (facts.count, contained)
    }

    /// The facts that differ, squeezed, in order, without empty ones.
    private static func distinct(_ facts: [String]) -> [[UInt8]] {
        var seen: Set<[UInt8]> = [[]]
        return facts.map(squeezed).filter { seen.insert($0).inserted }
    }

    /// Without spaces and newlines, as bytes: comparing those is quick, and makes no two forms of a letter equal.
    private static func squeezed(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    }
}
