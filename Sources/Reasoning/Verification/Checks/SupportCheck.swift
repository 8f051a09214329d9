/// What a check of support is given.
struct SupportCase: Sendable {
    /// The sentence of the answer.
    let claim: ReadText
    /// The cited sentences.
    let quote: ReadText
    /// The passage around them.
    let context: ReadText
    /// Words of headline, source and author: names that the reader sees beside the quote.
    let frame: ReadText
    /// The day of publication, in days since 1970.
    let published: Int?
    /// Cosine of the sentence to the cited sentences, where an encoder is there.
    let similarity: Float?

    init(sentence: String, passage: CitedPassage, similarity: Float? = nil) {
        let published = passage.publishedAt.map(CivilDay.number)
        claim = ReadText(sentence, published: published)
        quote = ReadText(passage.quote, published: published)
        context = passage.context == passage.quote ? quote : ReadText(passage.context, published: published)
        frame = ReadText(
            [passage.title, passage.source, passage.author ?? ""].joined(separator: ".\n"), published: published)
        self.published = published
        self.similarity = similarity
    }

    init(_ other: SupportCase, similarity: Float?) {
        (claim, quote, context, frame) = (other.claim, other.quote, other.context, other.frame)
        published = other.published
        self.similarity = similarity
    }
}

/// Looks for one kind of thing that a sentence says and its passage does not.
protocol SupportCheck: Sendable {
    /// One word, which verdicts and `byline evaluate support` show.
    var name: String { get }
    /// What this check has against the sentence, as a sentence for the reader; nil where it has nothing.
    func objection(to matter: SupportCase) -> String?
    /// What it says where it has nothing against the sentence.
    var approval: String { get }
}
