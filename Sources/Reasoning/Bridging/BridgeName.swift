import Corpus
import Retrieval
import Store

/// A name that evidence has for what a question describes.
struct BridgeName: Sendable, Hashable {
    /// As the evidence writes it.
    let text: String
    /// As the question is asked on with it: of a person the last name, by which reports go on.
    let short: String
    /// The stems of ``short`` that the question does not have.
    let stems: Set<String>
    /// How well the sentence that has it answers to the description.
    let support: Float

    /// Names that are asked on with.
    static let limit = 4
    /// Sentences on the description that are read for names.
    private static let sentences = 8

    /// Names in the sentences that speak of a description best, in their order: of the kind that is described, not in the question,
    /// and none of an outlet.
    static func names(
        of kind: Description.Kind, in ranking: Ranking, of pool: SentencePool, asked question: String
    ) -> [BridgeName] {
        let known = EvidenceNames(pool)
        let asked = Set(Words.words(in: question).map(\.stem))
        let outlets = Set(pool.evidence.map { $0.passage.article.source.lowercased() })
        var names: [BridgeName] = []
        for quotation in ranking.quotations.prefix(sentences) {
            for mention in EvidenceNames.mentions(in: quotation.text) where known.may(mention, be: kind) {
                let short = kind == .person ? mention.words.last ?? mention.text : mention.text
                let stems = Set(Words.words(in: short).filter { !$0.isStopWord }.map(\.stem)).subtracting(asked)
                guard !stems.isEmpty, !outlets.contains(mention.text.lowercased()),
                    !names.contains(where: { $0.stems == stems })
                else { continue }
                names.append(
                    BridgeName(text: mention.text, short: short, stems: stems, support: quotation.score.total))
            }
        }
        return Array(names.prefix(limit))
    }
}
