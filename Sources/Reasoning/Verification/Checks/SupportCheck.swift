/// What a check of support is given.
struct SupportCase: Sendable {
    /// The sentence of the answer.
    let claim: ReadText
    /// The cited sentences.
    let quote: ReadText
    /// The passage around them.
    let context: ReadText
    /// The sentences next to the quote, the quote among them: what its "she" and "there" can mean.
    let surroundings: ReadText
    /// Words of headline, source and author: names that the reader sees beside the quote.
    let frame: ReadText
    /// Source and author alone: a sentence may always say whose report it tells.
    let outlet: ReadText
    /// The day of publication, in days since 1970.
    let published: Int?
    /// How the sentence follows its quote word by word.
    let order: WordOrder
    /// Words of the quote that the sentence exchanges for others.
    let exchanges: [WordingCheck.Exchange]
    /// Cosines of the exchanged words, in the order of ``exchanges``; nil where no encoder is there.
    var exchangeSimilarities: [Float?]
    var verbatim: Double { order.verbatim }
    /// What one text denies and the other does not.
    let polarity: PolarityConflict?
    /// By how much the two come nearer to each other when a doubtful denial is taken out; nil without an encoder or a doubt.
    var affirmationGain: Float?
    /// Cosine of the sentence to the cited sentences, where an encoder is there.
    var similarity: Float?

    init(sentence: String, passage: CitedPassage, similarity: Float? = nil) {
        let published = passage.publishedAt.map(CivilDay.number)
        let cited = TextLimits.prefix(of: passage.quote, TextLimits.quote)
        claim = ReadText(
            TextLimits.prefix(of: sentence, TextLimits.quote), published: published, limit: TextLimits.words)
        quote = ReadText(cited, published: published, limit: TextLimits.words)
        if passage.context == passage.quote {
            (context, surroundings) = (quote, quote)
        } else {
            let around = TextLimits.window(around: cited, in: passage.context)
            context = ReadText(around, published: published)
            surroundings = ReadText(Surroundings.text(of: cited, in: around), published: published)
        }
        frame = ReadText(
            [passage.title, passage.source, passage.author ?? ""].joined(separator: ".\n"), published: published)
        outlet = ReadText([passage.source, passage.author ?? ""].joined(separator: ".\n"), published: published)
        order = WordOrder(claim: claim.words, quote: quote.words)
        exchanges = WordingCheck.exchanges(order, claim: claim, quote: quote)
        exchangeSimilarities = exchanges.map { _ in nil }
        polarity =
            PolarityComparison(
                claim: claim.words, quote: quote.words, verbatim: order.verbatim,
                rests: RestOfWhole.clauses(of: claim, quote: quote)
            ).conflict
        self.published = published
        self.similarity = similarity
    }
}

/// Which part of a long quote a check judges by.
enum QuotePart: Sendable {
    /// The part that the sentence is about: for what is judged by how near the two are.
    case focus
    /// What either the focus or the whole supports is enough.
    case either
    /// All of it: what one sentence says another may deny.
    case whole
}

/// Looks for one kind of thing that a sentence says and its passage does not.
protocol SupportCheck: Sendable {
    /// One word, which verdicts and `byline evaluate support` show.
    var name: String { get }
    /// Which part of a long quote it judges by.
    var part: QuotePart { get }
    /// What this check has against the sentence, as a sentence for the reader; nil where it has nothing.
    func objection(to matter: SupportCase) -> String?
    /// What it says where it has nothing against the sentence.
    var approval: String { get }
}
