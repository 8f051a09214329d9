import Corpus
import Retrieval
import Store

/// Lets a sentence through that leads the reader nowhere that its evidence does not.
public struct NoForeignLinksGate: Gate {
    public let name = "no-foreign-links"
    public let summary = "No link, address or handle stands in the sentence that the cited passages lack."
    public let recovery = Recovery.retry

    public init() {}

    public func verdict(on subject: CitedSentence) -> Verdict {
        LinkCheck().objection(to: subject.draft.text, evidence: subject.evidenceTexts).map(Verdict.failed) ?? .passed
    }
}

extension CitedSentence {
    /// The cited passages whole, with their addresses.
    var evidenceTexts: [String] {
        citations.flatMap {
            [$0.hit.passage.chunk.text, $0.hit.passage.article.title, $0.hit.passage.article.url ?? ""]
        }
    }
}
