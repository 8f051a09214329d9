/// A sentence that is its quote with a few words exchanged says the same with the new ones.
///
/// Which words are synonyms only vectors tell: an exchanged phrase that is far in meaning from the one it replaces is taken for
/// a change of the facts. Without an encoder nothing is objected. A sentence in words of its own is left to the other checks.
struct WordingCheck: SupportCheck {
    let name = "wording"
    let approval = "No word of the quote was exchanged for one that means something else."
    let part = QuotePart.focus

    /// From this share of common words on, a sentence is its quote with something exchanged.
    static let nearVerbatim = 0.75
    /// Cosines below this are of phrases that mean different things.
    static let floor: Float = 0.26

    /// An exchange that is to be compared in meaning.
    struct Exchange: Sendable, Hashable {
        let said: String
        let stated: String
    }

    /// The exchanges of a sentence that is near its quote: words of meaning for words of meaning. Names, figures and known
    /// opposites and synonyms are left to their own checks.
    static func exchanges(_ order: WordOrder, claim: ReadText, quote: ReadText) -> [Exchange] {
        guard order.verbatim >= nearVerbatim else { return [] }
        return order.changes.compactMap { change in
            let said = words(change.said, claim)
            let stated = words(change.stated, quote)
            guard !said.isEmpty, !stated.isEmpty,
                !said.contains(where: { word in stated.contains { Opposites.agree(word.stem, $0.stem) } })
            else { return nil }
            return Exchange(
                said: said.map(\.written).joined(separator: " "), stated: stated.map(\.written).joined(separator: " "))
        }
    }

    private static func words(_ places: [Int], _ text: ReadText) -> [ReadWord] {
        let figures = Set(text.quantities.flatMap(\.words)).union(text.dates.flatMap(\.words))
        return places.filter { !figures.contains($0) }.map { text.words[$0] }
    }

    func objection(to matter: SupportCase) -> String? {
        for (exchange, similarity) in zip(matter.exchanges, matter.exchangeSimilarities) {
            guard let similarity, similarity < Self.floor else { continue }
            return "The sentence says “\(exchange.said)” where the cited sentences say “\(exchange.stated)”."
        }
        return nil
    }
}
