import Corpus
import Retrieval
import Store

/// Numbers the citations of an answer, each place once, and checks that each resolves.
struct CitationList {
    private let evidence: [Hit]
    private(set) var citations: [Citation] = []
    private var numbers: [Quote: Int] = [:]

    init(evidence: [Hit]) { self.evidence = evidence }

    /// The citation of a place. Throws `citation-unresolved` for one that the evidence does not have: a writer's
    /// mistake that must not reach the reader.
    mutating func cite(_ quote: Quote) throws -> Citation {
        if let number = numbers[quote] { return citations[number - 1] }
        guard evidence.indices.contains(quote.evidence),
            let (start, end, text) = evidence[quote.evidence].passage.chunk.slice(quote.sentences)
        else {
            throw BylineError(
                "citation-unresolved", "A citation points outside of the evidence.",
                remedy: "This is a fault of the answer writer: please report it with the question.")
        }
        let passage = evidence[quote.evidence].passage
        let citation = Citation(
            number: citations.count + 1, article: passage.article.id, version: passage.article.version,
            chunk: passage.chunk.id, source: passage.article.source, title: passage.article.title,
            url: passage.article.url, publishedAt: passage.article.publishedAt, start: start, end: end, quote: text)
        citations.append(citation)
        numbers[quote] = citation.number
        return citation
    }
}

extension Chunk {
    /// The text from the first of `sentences` to the last, without the white space around it, and its place in the
    /// article in scalars; nil where the chunk has no such sentences.
    func slice(_ range: ClosedRange<Int>) -> (start: Int, end: Int, text: String)? {
        guard range.lowerBound >= 0, range.upperBound < sentences.count else { return nil }
        let first = sentences[range.lowerBound].scalars.lowerBound - span.scalars.lowerBound
        let last = sentences[range.upperBound].scalars.upperBound - span.scalars.lowerBound
        let scalars = Array(text.unicodeScalars)
        guard first >= 0, last <= scalars.count, first < last else { return nil }
        var bounds = first..<last
        while let scalar = scalars[bounds].first, scalar.properties.isWhitespace { bounds.removeFirst() }
        while let scalar = scalars[bounds].last, scalar.properties.isWhitespace { bounds.removeLast() }
        guard !bounds.isEmpty else { return nil }
        let slice = String(String.UnicodeScalarView(scalars[bounds]))
        return (bounds.lowerBound + span.scalars.lowerBound, bounds.upperBound + span.scalars.lowerBound, slice)
    }
}
