import Corpus
import Retrieval
import Store

/// A hit as the API shows it: the passage with its place, the article that it stands in, and the reasons for its rank.
struct HitBody: Encodable {
    struct Passage: Encodable {
        let id: String
        /// Among the article's passages, from 0.
        let ordinal: Int
        let text: String
        /// In Unicode scalars of the version's text; the end is exclusive.
        let start: Int
        let end: Int
        /// The same in bytes of its UTF-8.
        let startByte: Int
        let endByte: Int
    }

    struct SignalBody: Encodable {
        let name: String
        let value: Float
        let weight: Float
        let contribution: Float
    }

    struct CredibilityBody: Encodable {
        let mean: Double
        let spread: Double
    }

    let rank: Int
    let score: Float
    let signals: [SignalBody]
    /// One sentence that says why it stands there.
    let explanation: String
    let passage: Passage
    let article: ArticleHead
    /// How far its source is trusted.
    let credibility: CredibilityBody
    /// The outlets that carry the same text; none where nobody else does.
    let story: StoryCluster?

    init(_ hit: Hit) {
        let chunk = hit.passage.chunk
        rank = hit.rank
        score = hit.score
        signals = hit.signals.map {
            SignalBody(name: $0.name, value: $0.value, weight: $0.weight, contribution: $0.contribution)
        }
        passage = Passage(
            id: chunk.id.rawValue, ordinal: chunk.ordinal, text: chunk.text, start: chunk.span.scalars.lowerBound,
            end: chunk.span.scalars.upperBound, startByte: chunk.span.bytes.lowerBound,
            endByte: chunk.span.bytes.upperBound)
        article = hit.passage.article
        explanation = hit.explanation
        credibility = CredibilityBody(mean: hit.belief.mean, spread: hit.belief.spread)
        story = hit.story
    }
}

struct SearchBody: Encodable {
    let hits: [HitBody]
    /// Passages that were ranked.
    let candidates: Int

    init(_ result: SearchResult) {
        hits = result.hits.map(HitBody.init)
        candidates = result.candidates
    }
}
