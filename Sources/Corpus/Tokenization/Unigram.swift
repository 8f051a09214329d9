/// The tokenizer of DeBERTa's third version, of SentencePiece's unigram kind: text → ids.
///
/// Writes the text as the model was trained to read it, marks where words begin, and cuts each word into the pieces whose
/// probabilities have the highest product (Kudo 2018, "Subword Regularization", arXiv:1804.10959, section 3.2; Viterbi).
/// Ids equal those of Hugging Face's `tokenizers`, with the one difference of ``WordPiece``: the names of special tokens in a
/// text are text. `[CLS]` and `[SEP]` are not added. A value of this type is immutable and cheap to copy.
public struct Unigram: Sendable {
    /// A piece of the vocabulary, with the logarithm of its probability.
    public struct Piece: Sendable, Hashable {
        public var text: String
        public var score: Double

        public init(_ text: String, score: Double) {
            self.text = text
            self.score = score
        }
    }

    /// What is done to a text before it is cut, in order.
    public enum Normalisation: Sendable {
        /// White space at the beginning, and at the end, goes.
        case strip(start: Bool, end: Bool)
        /// Characters are replaced.
        case characters(CharacterMap)
        /// Several spaces become one.
        case singleSpaces
    }

    /// `[CLS]`, which begins a sequence.
    public let cls: Int32
    /// `[SEP]`, which ends a sequence.
    public let sep: Int32
    /// For characters that no piece has.
    public let unk: Int32
    /// Number of pieces.
    public let vocabularyCount: Int
    private let normalisations: [Normalisation]
    private let trie: ByteTrie
    private let scores: [Double]
    private let unknownScore: Double

    /// What an unknown character costs more than the least probable piece.
    private static let unknownPenalty = 10.0
    /// The mark in the place of a space.
    private static let wordMark = Array("\u{2581}".utf8)

    /// A vocabulary by its ids. `special` ones never come from a text. Throws ``BylineError`` where an id is none of the
    /// vocabulary's or the pieces are too many. Some 50 ms for 128,000 pieces.
    public init(
        _ pieces: [Piece], cls: Int32, sep: Int32, unk: Int32, special: Set<Int32>, normalisations: [Normalisation]
    ) throws {
        let bytes = pieces.reduce(0) { $0 + $1.text.utf8.count }
        guard bytes <= ByteTrie.maximumBytes, [cls, sep, unk].allSatisfy({ pieces.indices.contains(Int($0)) }) else {
            throw BylineError(
                .vocabularyMalformed,
                "A vocabulary of \(pieces.count) pieces and \(bytes) bytes is too long, or lacks [CLS], [SEP] or [UNK].",
                remedy: "Use the tokenizer.json that belongs to the model.")
        }
        var trie = ByteTrie(bytes: bytes)
        for (index, piece) in pieces.enumerated() where !special.contains(Int32(index)) && !piece.text.isEmpty {
            trie.insert(piece.text.utf8, id: Int32(index))
        }
        self.trie = trie
        (self.cls, self.sep, self.unk) = (cls, sep, unk)
        vocabularyCount = pieces.count
        scores = pieces.map(\.score)
        unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
        self.normalisations = normalisations
    }

    /// The ids of a text. O(bytes × longest piece).
    public func encode(_ text: String) -> [Int32] {
        let marked = marked(normalised(text))
        var ids: [Int32] = []
        ids.reserveCapacity(marked.count / 3)
        marked.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start + 1
                while end < bytes.count, !Self.isMark(bytes, at: end) { end += 1 }
                cut(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &ids)
                start = end
            }
        }
        return ids
    }

    private func normalised(_ text: String) -> String {
        normalisations.reduce(text) { text, normalisation in
            switch normalisation {
            case .strip(let start, let end):
                var scalars = text.unicodeScalars[...]
                while start, scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
                while end, scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
                return String(Substring(scalars))
            case .characters(let map): return map.map(text)
            case .singleSpaces: return Self.singleSpaces(text)
            }
        }
    }

    private static func singleSpaces(_ text: String) -> String {
        let space = UInt8(ascii: " ")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 where byte != space || bytes.last != space { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Bytes with a mark for each space, and one at the beginning.
    private func marked(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 5 / 4 + 3)
        for byte in text.utf8 {
            if byte == UInt8(ascii: " ") { bytes += Self.wordMark } else { bytes.append(byte) }
        }
        return bytes.isEmpty || bytes.starts(with: Self.wordMark) ? bytes : Self.wordMark + bytes
    }

    private static func isMark(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        place + 2 < bytes.count && bytes[place] == wordMark[0] && bytes[place + 1] == wordMark[1]
            && bytes[place + 2] == wordMark[2]
    }

    /// The best way to a place in a word.
    private struct Step {
        var id: Int32 = 0
        var score = 0.0
        /// Where the last piece begins; -1 where nothing leads here.
        var start = -1
    }

    /// Cuts one word; unknown characters next to each other are one token.
    private func cut(_ word: UnsafeBufferPointer<UInt8>, into ids: inout [Int32]) {
        var steps = [Step](repeating: Step(), count: word.count + 1)
        var place = 0
        while place < word.count {
            let length = Self.scalarLength(word[place])
            let score = steps[place].score
            var hasScalar = false
            trie.matches(in: word, from: place) { id, matched in
                if matched == length { hasScalar = true }
                Self.improve(&steps[place + matched], id, score + scores[Int(id)], from: place)
            }
            if !hasScalar { Self.improve(&steps[place + length], unk, score + unknownScore, from: place) }
            place += length
        }
        let first = ids.count
        var end = word.count
        while end > 0 {
            let step = steps[end]
            if step.id != unk || ids.count == first || ids.last != unk { ids.append(step.id) }
            end = step.start
        }
        ids[first...].reverse()
    }

    private static func improve(_ step: inout Step, _ id: Int32, _ score: Double, from start: Int) {
        if step.start < 0 || score > step.score { step = Step(id: id, score: score, start: start) }
    }

    /// Of well-formed UTF-8, by its first byte.
    private static func scalarLength(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
