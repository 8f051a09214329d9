import Corpus
import Store

/// The words of a passage by sentence, as the lexical signals count them: one hash for each stem, by Porter's stemmer as in
/// the full-text index, whose statistics they are weighed by. See ``StemHashes``.
struct PassageTerms: Sendable {
    /// Stems of all sentences, in order.
    let stems: [UInt32]
    /// Where each sentence ends among ``stems``.
    let sentenceEnds: [Int]
    /// Stems of the title.
    let title: [UInt32]

    /// The stems of a sentence by its place; nil where there is no such sentence.
    func sentence(_ place: Int) -> ArraySlice<UInt32>? {
        guard sentenceEnds.indices.contains(place) else { return nil }
        return stems[(place > 0 ? sentenceEnds[place - 1] : 0)..<sentenceEnds[place]]
    }

    /// Words of the passage outside its sentences do not exist: sentences cover it. O(length).
    init(_ passage: StoredPassage, _ hashes: inout StemHashes) {
        var stems: [UInt32] = []
        var ends: [Int] = []
        let utf8 = passage.chunk.text.utf8
        let start = passage.chunk.span.bytes.lowerBound
        for sentence in passage.chunk.sentences {
            let bytes = (sentence.bytes.lowerBound - start)..<(sentence.bytes.upperBound - start)
            guard let from = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound, limitedBy: utf8.endIndex),
                let to = utf8.index(from, offsetBy: bytes.count, limitedBy: utf8.endIndex)
            else { break }
            stems.append(contentsOf: hashes.stems(in: passage.chunk.text[from..<to]))
            ends.append(stems.count)
        }
        self.stems = stems
        sentenceEnds = ends
        title = hashes.stems(in: passage.article.title)
    }
}
