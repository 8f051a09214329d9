import Corpus
import Retrieval
import Store

/// A sentence of the evidence that speaks of what is asked, read so that it can be held against others.
struct Testimony: Sendable {
    let sentence: Sentence
    let hit: Hit
    let score: SentenceScore
    let read: ReadText
    /// The day of publication, in days since 1970.
    let day: Int?
    /// Stems of the passage and its headline: what the sentence's own words leave to its surroundings.
    let surroundings: Set<String>

    init(_ quotation: Quotation, in pool: SentencePool) {
        sentence = quotation.sentence
        score = quotation.score
        hit = pool.evidence[sentence.evidence]
        day = hit.passage.article.publishedAt.map(CivilDay.number)
        read = ReadText(sentence.text, published: day)
        surroundings = pool.passageStems(of: sentence.evidence).union(pool.titleStems[sentence.evidence])
    }

    var outlet: String { hit.passage.article.source }
    var quote: Quote { Quote(evidence: sentence.evidence, sentences: sentence.index...sentence.index) }

    /// Cosine of the two sentences' vectors; nil where a passage has none.
    func similarity(to other: Testimony) -> Float? {
        let (own, others) = (hit.passage.sentenceVectors, other.hit.passage.sentenceVectors)
        guard sentence.index < own.count, other.sentence.index < others.count else { return nil }
        return own[sentence.index].dot(others[other.sentence.index])
    }

    /// Whether the two come from different outlets, and neither is a copy of the other's article. Outlets of one owner count: a
    /// reader wants to know that they differ. Articles without an outlet show nothing of who speaks.
    func isIndependent(of other: Testimony) -> Bool {
        let (one, two) = (hit.passage.article, other.hit.passage.article)
        if one.id == two.id || one.source.isEmpty || two.source.isEmpty { return false }
        if one.source.lowercased() == two.source.lowercased() { return false }
        if let story = hit.story, story.id == other.hit.story?.id { return false }
        return true
    }
}
