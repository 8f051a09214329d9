import Corpus
import Embedding
import Foundation
import Retrieval
import Store

@testable import Reasoning

/// Evidence for tests: articles of whole sentences, with vectors in a space of word counts.
enum Evidence {
    struct Article {
        var source: String
        var title: String
        var day: String
        var sentences: [String]
    }

    private static let dimension = 64

    /// Words hashed into components: texts that share words are close.
    static func vector(_ text: String) -> [Float] {
        var vector = [Float](repeating: 0, count: dimension)
        for word in Words.words(in: text) where !word.isStopWord {
            var hash: UInt32 = 2_166_136_261
            for byte in word.stem.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
            vector[Int(hash) % dimension] += 1
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }

    static func hits(_ articles: [Article]) throws -> [Hit] {
        try articles.enumerated().map { index, article in
            let text = article.sentences.joined(separator: " ")
            var spans: [TextSpan] = []
            var (scalar, byte) = (0, 0)
            for sentence in article.sentences {
                let scalars = scalar..<(scalar + sentence.unicodeScalars.count)
                let bytes = byte..<(byte + sentence.utf8.count)
                spans.append(TextSpan(scalars: scalars, bytes: bytes))
                (scalar, byte) = (scalars.upperBound + 1, bytes.upperBound + 1)
            }
            let published = try Date("\(article.day)T08:00:00Z", strategy: .iso8601)
            let stored = Corpus.Article(
                id: ArticleID(rawValue: "art_\(index)"), version: VersionID(rawValue: "ver_\(index)"),
                corpus: .standard, source: article.source, url: "https://example.com/\(index)", title: article.title,
                text: text, author: nil, category: nil, language: "en", publishedAt: published, updatedAt: nil,
                retracted: false, knownFrom: published)
            let chunk = Chunk(
                id: ChunkID(rawValue: "chk_\(index)"), ordinal: 0,
                span: TextSpan(scalars: 0..<text.unicodeScalars.count, bytes: 0..<text.utf8.count), text: text,
                sentences: spans, tokenCount: 1)
            let passage = StoredPassage(
                key: ChunkKey(index), chunk: chunk, article: ArticleHead(stored, knownTo: nil), vector: vector(text),
                sentenceVectors: article.sentences.map { QuantisedVector(vector($0)) })
            return Hit(
                rank: index + 1, passage: passage,
                signals: [Signal(name: "similarity", value: 1 - Float(index) / 20, weight: 1)], belief: .neutral,
                story: nil)
        }
    }

    static func task(
        _ question: String, _ articles: [Article], maximumSentences: Int = 5,
        offered: OfferedChoices = OfferedChoices([])
    ) throws -> WritingTask {
        let plan = QuestionPlanner().plan(question)
        return WritingTask(
            plan: plan, whole: .init(question: question, vector: vector(question)),
            parts: plan.parts.map { .init(question: $0, vector: vector($0)) }, evidence: try hits(articles),
            maximumSentences: maximumSentences, offered: offered)
    }
}
