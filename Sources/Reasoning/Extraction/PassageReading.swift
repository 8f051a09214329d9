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

    private init(_ text: Text) {
        sentences = text.sentences.enumerated().map { Sentence($1, index: $0) }
        titleStems = Set(Words.words(in: "\(text.title) \(text.source)").map(\.stem))
        matterStems = sentences.reduce(into: titleStems) { if !$1.isInstruction { $0.formUnion($1.stems) } }
    }

    /// All that a reading depends on, and so its key: two stores, or two versions, cannot be taken for each other.
    private struct Text: Hashable {
        let title: String
        let source: String
        let sentences: [String]
    }

    /// One question reads a passage up to four times (for a step between, for fewer passages), and the next ones read it again. Some
    /// 20 kB a passage.
    private static let recent = Mutex(RecentValues<Text, PassageReading>(capacity: 1024))

    /// Reads a passage, or gives the reading that was made of the same text lately.
    static func of(_ passage: StoredPassage) -> PassageReading {
        let text = Text(
            title: passage.article.title, source: passage.article.source, sentences: passage.sentenceTexts)
        let known = recent.withLock { $0[text] }
        let reading = known ?? PassageReading(text)
        recent.withLock { $0.keep(reading, for: text) }
        return reading
    }
}
