/// A text as the checks read it.
struct ReadText: Sendable {
    let words: [ReadWord]
    let dates: [DateExpression]
    let quantities: [Quantity]
    let names: [NameMention]
    /// Stems of all words.
    let stems: Set<String>
    /// Folded forms of all words.
    let forms: Set<String>

    /// - Parameter published: the day that "yesterday" is told from.
    /// - Parameter limit: so many words are read at most, since some checks compare each word with each.
    init(_ text: String, published: Int?, limit: Int = .max) {
        words = Array(ReadWord.words(in: text).prefix(limit))
        dates = DateReader.dates(in: words, published: published)
        let dated = Set(dates.flatMap(\.words))
        quantities = QuantityReader.quantities(in: words, without: dated)
        names = NameReader.names(in: words, without: dated)
        stems = Set(words.map(\.stem))
        forms = Set(words.map(\.folded))
    }
}
