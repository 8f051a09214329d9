import Corpus

/// Stems as hashes of 32 bits, each word stemmed once: the passages of one search share most of their words.
///
/// Two stems share a hash once in four thousand million pairs; the cost would be one word counted wrongly.
struct StemHashes {
    private var known: [String: UInt32] = [:]

    /// The hashes of the stems of a text's words, in order.
    mutating func stems(in text: some StringProtocol) -> [UInt32] {
        var stems: [UInt32] = []
        Words.forEachFolded(in: String(text)) { folded in
            let word = String(decoding: folded, as: UTF8.self)
            if let hash = known[word] { return stems.append(hash) }
            let hash = Self.hash(PorterStemmer.stem(word))
            known[word] = hash
            stems.append(hash)
        }
        return stems
    }

    /// FNV-1a, 32 bits (Fowler, Noll and Vo).
    static func hash(_ stem: String) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in stem.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}
