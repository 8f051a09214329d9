import Corpus
import Retrieval
import Store

/// What the evidence has of one thing that is sought.
struct ClauseEvidence: Sendable {
    /// Cosine of the closest sentence.
    private(set) var meaning: Float = 0
    /// The share of the clause's words, by what they say, that the best sentence has, with half of what its title has.
    private(set) var sentence: Float = 0
    /// The same of the best passage with its title.
    private(set) var passage: Float = 0
    /// The best mean of a sentence's closeness and of its coverage: both must be met by one sentence.
    private(set) var together: Float = 0
    /// ``together`` among the passages of the outlets that the clause names; as ``together`` where it names none.
    private(set) var own: Float = 0
    /// ``meaning`` among the passages of the outlets that the clause names; as ``meaning`` where it names none.
    private(set) var ownMeaning: Float = 0
    /// Index of the hit that is best together.
    private(set) var nearest: Int?
    /// How far the closest article is ahead of the next ones, by the closeness of their best sentences: what answers stands out.
    private(set) var lead: Float = 0

    init(_ clause: SoughtMatter.Clause, in reading: EvidenceReading) {
        let (pool, found) = (reading.pool, reading.found)
        let terms = clause.terms(in: found)
        var closest = [Float](repeating: 0, count: pool.evidence.count)
        for (place, sentence) in pool.sentences.enumerated() where !sentence.isInstruction {
            let hit = sentence.evidence
            let vectors = pool.evidence[hit].passage.sentenceVectors
            let meaning =
                sentence.index < vectors.count && !clause.vector.isEmpty
                ? max(0, vectors[sentence.index].dot(clause.vector)) : 0
            let coverage = terms.coverage { term in
                max(found.sentences[place].share(of: term), 0.5 * found.titles[hit].share(of: term))
            }
            closest[hit] = max(closest[hit], meaning)
            self.meaning = max(self.meaning, meaning)
            self.sentence = max(self.sentence, coverage)
            let both = (meaning + coverage) / 2
            if both > together { (together, nearest) = (both, hit) }
            let isNamed = clause.outlets.contains(pool.evidence[hit].passage.article.source.lowercased())
            guard isNamed || clause.outlets.isEmpty else { continue }
            own = max(own, both)
            ownMeaning = max(ownMeaning, meaning)
        }
        passage = found.passages.map { terms.coverage($0.share) }.max() ?? 0
        lead = Self.lead(closest, pool)
    }

    /// The best article's closeness less the mean of the next five.
    private static func lead(_ closest: [Float], _ pool: SentencePool) -> Float {
        var articles: [ArticleID: Float] = [:]
        for (hit, value) in closest.enumerated() {
            articles[pool.evidence[hit].passage.article.id, default: 0] = max(
                articles[pool.evidence[hit].passage.article.id, default: 0], value)
        }
        let sorted = articles.values.sorted(by: >)
        let next = sorted.dropFirst().prefix(5)
        guard let best = sorted.first, !next.isEmpty else { return 0 }
        return best - next.reduce(0, +) / Float(next.count)
    }
}
