import Corpus
import Retrieval
import Store
import Synchronization

/// A passage as it is read, whatever is asked: its sentences, and the stems of what it speaks of.
struct PassageReading: Sendable {
    /// Of hit 0: ``Sentence/of(evidence:)``.
    let sentences: [Sentence]
    /// Stems of the title and the source.
    let titleStems: Set<String>
    /// The same with those of the sentences that address nobody.
    let matterStems: Set<String>
    /// Words of the sentences that others can stand for.
    let ordinaryWords: WordLikeness.OrdinaryWords

    private init(_ passage: StoredPassage) {
        let article = passage.article
        sentences = passage.sentenceTexts.enumerated().map { Sentence($1, index: $0) }
        titleStems = Set(Words.words(in: "\(article.title) \(article.source)").map(\.stem))
        ordinaryWords = WordLikeness.ordinaryWords(of: sentences.lazy.map(\.words))
        matterStems = sentences.reduce(into: titleStems) { if !$1.isInstruction { $0.formUnion($1.stems) } }
    }

    /// All that a reading depends on, and so its key: two stores, or two versions, cannot be taken for each other.
    private struct Text: Hashable {
        let id: ChunkID
        let title: String
        let source: String
        let text: String
        /// Where ``text`` begins, and its sentences lie.
        let start: Int
        let sentences: [TextSpan]

        /// Two texts under one id are rare, and hashing a text takes longer than comparing it.
        func hash(into hasher: inout Hasher) { hasher.combine(id) }
    }

    /// One question reads a passage up to four times (for a step between, for fewer passages), and the next ones read it again. Some
    /// 20 kB a passage.
    private static let recent = Mutex(RecentValues<Text, PassageReading>(capacity: 1024))

    /// Reads a passage, or gives the reading that was made of the same text lately.
    static func of(_ passage: StoredPassage) -> PassageReading {
        let chunk = passage.chunk
        let text = Text(
            id: chunk.id, title: passage.article.title, source: passage.article.source, text: chunk.text,
            start: chunk.span.bytes.lowerBound, sentences: chunk.sentences)
        let known = recent.withLock { $0[text] }
        let reading = known ?? PassageReading(passage)
        recent.withLock { $0.keep(reading, for: text) }
        return reading
    }
}
