import Corpus
import Retrieval
import Store

/// Keeps the evidence within what a writer takes: by leaving out the weakest passages whole, never by cutting a quote.
enum EvidenceBudget {
    /// Tokens of a passage's heading in a prompt: outlet, title, date and marks.
    static let heading = 40

    /// How many of the best passages fit, and their tokens by the count of the chunker.
    static func fit(_ evidence: [Hit], into budget: Int?) -> (count: Int, tokens: Int) {
        var tokens = 0
        for (index, hit) in evidence.enumerated() {
            let cost = hit.passage.chunk.tokenCount + heading
            if let budget, tokens + cost > budget { return (index, tokens) }
            tokens += cost
        }
        return (evidence.count, tokens)
    }
}
