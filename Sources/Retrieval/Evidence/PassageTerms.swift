import Corpus
import Store

/// The words of a passage by sentence, as the lexical signals count them: one hash for each stem.
///
/// Two stems share a hash once in four thousand million pairs; the cost would be one word counted wrongly.
struct PassageTerms: Sendable {
    /// Stems of all sentences, in order.
    let stems: [UInt32]
    /// Where each sentence ends among ``stems``.
    let sentenceEnds: [Int]
    /// Stems of the title.
    let title: [UInt32]

    /// Words of the passage outside its sentences do not exist: sentences cover it. O(length).
    init(_ passage: StoredPassage) {
        var stems: [UInt32] = []
        var ends: [Int] = []
        let utf8 = passage.chunk.text.utf8
        let start = passage.chunk.span.bytes.lowerBound
        for sentence in passage.chunk.sentences {
            guard let from = utf8.index(utf8.startIndex, offsetBy: sentence.bytes.lowerBound - start, limitedBy: utf8.endIndex),
                let to = utf8.index(utf8.startIndex, offsetBy: sentence.bytes.upperBound - start, limitedBy: utf8.endIndex)
            else { break }
            stems.append(contentsOf: Words.words(in: passage.chunk.text[from..<to]).map { Self.hash($0.stem) })
            ends.append(stems.count)
        }
        self.stems = stems
        sentenceEnds = ends
        title = Words.words(in: passage.article.title).map { Self.hash($0.stem) }
    }

    /// FNV-1a, 32 bits (Fowler, Noll and Vo).
    static func hash(_ stem: String) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in stem.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}
