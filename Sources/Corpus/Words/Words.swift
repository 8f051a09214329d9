/// A word of a text: a run of letters, digits and the marks that join them.
public struct Word: Sendable, Hashable {
    /// As written.
    public let text: Substring
    /// Lower case, without diacritics of the Latin script, without a possessive ending.
    public let folded: String
    /// What ``folded`` shares with its inflections; equal stems count as the same term.
    public let stem: String

    /// A percent sign stands directly behind it.
    public let followedByPercent: Bool

    /// Begins with a capital letter or has one inside (`iPhone`).
    public var isCapitalised: Bool {
        for byte in text.utf8 {
            if byte >= 0x80 { return text.unicodeScalars.contains { $0.properties.isUppercase } }
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { return true }
        }
        return false
    }
    /// Has a digit.
    public var isNumeric: Bool { folded.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
    /// Serves grammar rather than meaning.
    public var isStopWord: Bool { StopWords.english.contains(folded) }
}

/// Cuts text into words: what the full-text index counts, what retrieval's signals compare, and what the extractive
/// writer reads. One cutter for all, so that a word that one of them finds is the word that another counted.
public enum Words {
    /// Grows whenever a text may be cut, folded or stemmed otherwise than before: what was made of it is made again then.
    public static let revision = 1

    /// The words of `text`, in order. Apostrophes join (`don't`), a comma or full stop joins digits (`1,250.5`), and a
    /// hyphen separates. Linear in the length of the text.
    public static func words(in text: some StringProtocol) -> [Word] {
        var words: [Word] = []
        var text = String(text)
        text.withUTF8 { utf8 in
            var cutter = WordCutter(utf8)
            while let range = cutter.next() {
                let folded = String(decoding: cutter.folded, as: UTF8.self)
                words.append(
                    Word(
                        text: String(decoding: UnsafeBufferPointer(rebasing: utf8[range]), as: UTF8.self)[...],
                        folded: folded, stem: Stemmer.stem(folded),
                        followedByPercent: range.upperBound < utf8.count
                            && utf8[range.upperBound] == UInt8(ascii: "%")))
            }
        }
        return words
    }

    /// Calls `body` with the folded form of each word, in order, as UTF-8 that is gone when `body` returns. For those
    /// who read a whole corpus: nothing is allocated.
    public static func forEachFolded(in text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        var text = text
        try text.withUTF8 { utf8 in
            var cutter = WordCutter(utf8)
            while cutter.next() != nil { try cutter.folded.withUnsafeBufferPointer(body) }
        }
    }
}
