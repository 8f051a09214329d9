import Corpus

/// A text, or a pair of them, as the encoder takes it: token ids between `[CLS]` and `[SEP]`, and which of them each
/// sentence has.
struct EncoderInput: Sendable {
    let ids: [Int32]
    /// Where a second text begins; the end where there is none.
    let secondSegment: Int
    /// For each sentence of the passage its tokens, as places in ``ids``; empty where the sentence has none or was cut.
    let sentences: [Range<Int>]

    init(ids: [Int32], secondSegment: Int? = nil, sentences: [Range<Int>] = []) {
        self.ids = ids
        self.secondSegment = secondSegment ?? ids.count
        self.sentences = sentences
    }
}

/// Makes encoder inputs of at most `limit` tokens.
struct EncoderInputBuilder: Sendable {
    /// How title and text are put together. White space between them ends a word and is no token, so that all templates
    /// with both differ in nothing.
    enum Template {
        case titleAndText
        case textOnly

        /// Nil for a template with words of its own: those belong into the prefix.
        init?(_ template: String) {
            switch template.filter({ !$0.isWhitespace }) {
            case "{title}{text}" where template != "{title}{text}": self = .titleAndText
            case "{text}": self = .textOnly
            default: return nil
            }
        }
    }

    let tokenizer: WordPiece
    let limit: Int
    private let template: Template
    private let queryPrefix: [Token]
    private let passagePrefix: [Token]

    init(tokenizer: WordPiece, space: EmbeddingSpace) {
        self.tokenizer = tokenizer
        limit = space.maximumTokens
        template = Template(space.template) ?? .titleAndText
        // Prefixes leave room for at least half of the text.
        queryPrefix = Array(tokenizer.encode(space.queryPrefix).prefix(limit / 2))
        passagePrefix = Array(tokenizer.encode(space.passagePrefix).prefix(limit / 2))
    }

    /// A title is cut to so many tokens before its text loses any: the rule by which a ``Chunking`` leaves room for it.
    var titleBudget: Int { Chunking(tokenizer: tokenizer.identifier, maximumTokens: limit).titleLimit }

    /// A question, cut at its end.
    func input(query: String) -> EncoderInput {
        let tokens = tokenizer.encode(query)
        let room = limit - 2 - queryPrefix.count
        return input(head: queryPrefix, text: tokens[..<min(tokens.count, room)], sentences: [])
    }

    /// `{title}\n{text}`. The line feed ends a word and is no token, so that both are tokenized apart.
    ///
    /// Where both together are too long, the title is cut first, down to its budget, then the text's end.
    func input(_ passage: Passage) -> EncoderInput {
        let title = template == .titleAndText ? tokenizer.encode(passage.title) : []
        let text = tokenizer.encode(passage.text)
        let room = limit - 2 - passagePrefix.count
        let keptTitle = min(title.count, max(titleBudget, room - text.count))
        let keptText = min(text.count, room - keptTitle)
        return input(
            head: passagePrefix + title[..<keptTitle], text: text[..<keptText], sentences: passage.sentences)
    }

    private func input(head: [Token], text: ArraySlice<Token>, sentences: [Range<Int>]) -> EncoderInput {
        var ids: [Int32] = []
        ids.reserveCapacity(head.count + text.count + 2)
        ids.append(tokenizer.cls)
        ids.append(contentsOf: head.lazy.map(\.id))
        ids.append(contentsOf: text.lazy.map(\.id))
        ids.append(tokenizer.sep)
        let first = 1 + head.count
        return EncoderInput(
            ids: ids,
            sentences: sentences.map { sentence in
                let start = Self.index(ofByte: sentence.lowerBound, in: text)
                return (first + start)..<(first + max(start, Self.index(ofByte: sentence.upperBound, in: text)))
            })
    }

    /// How many tokens begin before `byte`.
    private static func index(ofByte byte: Int, in tokens: ArraySlice<Token>) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[tokens.startIndex + middle].bytes.lowerBound < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
