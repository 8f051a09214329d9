import Corpus
import Foundation
import Retrieval
import Store

/// Lets a sentence through whose passages say what it says: see ``SupportVerifier``.
public struct PassageSupportsGate: Gate {
    public let name = "passage-supports"
    public let summary =
        "The cited sentences say what the sentence says: terms, figures with units, dates, names, negation, meaning."
    public let recovery = Recovery.retry
    private let verifier: SupportVerifier

    public init(_ verifier: SupportVerifier) { self.verifier = verifier }

    public func verdict(on subject: CitedSentence) async throws -> Verdict {
        let said = Self.plain(subject.draft.text)
        // What is quoted word by word is supported by what it quotes.
        if subject.citations.contains(where: { Self.plain($0.text) == said }) { return .passed }
        let verdict = try await verifier.verdict(of: subject.draft.text, citing: subject.citations.map(\.passage))
        return verdict.isSupported ? .passed : .failed(verdict.objection ?? "The passages do not support it.")
    }

    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ResolvedQuote {
    /// What a check reads.
    var passage: CitedPassage {
        CitedPassage(
            quote: text, context: hit.passage.chunk.text, title: hit.passage.article.title,
            source: hit.passage.article.source, author: hit.passage.article.author,
            publishedAt: hit.passage.article.publishedAt)
    }
}
