import Corpus
import Retrieval
import Store

/// Lets a sentence through whose every citation leads to a place in the evidence, at its offsets.
public struct CitationResolvesGate: Gate {
    public let name = "citation-resolves"
    public let summary = "Every citation leads to sentences of a retrieved passage, at their place in the article."
    public let recovery = Recovery.retry

    public init() {}

    public func verdict(on subject: CitedSentence) -> Verdict {
        guard subject.citations.count == subject.draft.sources.count else {
            return .failed("A citation pointed at a passage that was not retrieved.")
        }
        let misplaced = subject.citations.contains { citation in
            let span = citation.hit.passage.chunk.span.scalars
            let offset = citation.scalars.lowerBound - span.lowerBound
            let scalars = citation.hit.passage.chunk.text.unicodeScalars
            return !span.contains(citation.scalars.lowerBound)
                || String(String.UnicodeScalarView(scalars.dropFirst(offset).prefix(citation.scalars.count)))
                    != citation.text
        }
        return misplaced ? .failed("A citation's text does not stand where the citation says.") : .passed
    }
}
