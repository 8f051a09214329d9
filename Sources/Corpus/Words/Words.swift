import Foundation

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
    public var isCapitalised: Bool { text.unicodeScalars.contains { $0.properties.isUppercase } }
    /// Has a digit.
    public var isNumeric: Bool { folded.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
    /// Serves grammar rather than meaning.
    public var isStopWord: Bool { StopWords.english.contains(folded) }
}

/// Cuts text into words, as the lexical side of retrieval and the extractive writer see it.
public enum Words {
    /// The words of `text`, in order. Apostrophes join (`don't`), a comma or full stop joins digits (`1,250.5`), and a
    /// hyphen separates. Linear in the length of the text.
    public static func words(in text: some StringProtocol) -> [Word] {
        let scalars = text.unicodeScalars
        var words: [Word] = []
        var start: String.UnicodeScalarView.Index?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            if isLetterOrDigit(scalars[index]) {
                if start == nil { start = index }
            } else if let begin = start, !joins(scalars, at: index, next: next) {
                append(String(text[begin..<index]), to: &words, followedByPercent: scalars[index] == "%")
                start = nil
            }
            index = next
        }
        if let begin = start { append(String(text[begin...]), to: &words, followedByPercent: false) }
        return words
    }

    private static func append(_ text: String, to words: inout [Word], followedByPercent: Bool) {
        let folded = fold(text)
        guard !folded.isEmpty else { return }
        words.append(
            Word(
                text: text[...], folded: folded, stem: Stemmer.stem(folded), followedByPercent: followedByPercent))
    }

    private static func joins<Scalars: BidirectionalCollection<Unicode.Scalar>>(
        _ scalars: Scalars, at index: Scalars.Index, next: Scalars.Index
    ) -> Bool {
        guard index > scalars.startIndex, next < scalars.endIndex else { return false }
        let before = scalars[scalars.index(before: index)]
        let after = scalars[next]
        switch scalars[index] {
        case "'", "\u{2019}": return before.properties.isAlphabetic && after.properties.isAlphabetic
        case ".", ",": return isDigit(before) && isDigit(after)
        default: return false
        }
    }

    /// Lower case; Latin diacritics removed; a possessive `'s` and the separators of thousands dropped.
    static func fold(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isASCII = true
        for byte in text.utf8 {
            if byte >= 0x80 {
                isASCII = false
                break
            }
            bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        var folded = isASCII ? String(decoding: bytes, as: UTF8.self) : foldUnicode(text)
        if folded.hasSuffix("'s") { folded.removeLast(2) }
        if folded.utf8.contains(UInt8(ascii: ",")) { folded.removeAll { $0 == "," } }
        return folded
    }

    private static func foldUnicode(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            scalars.append(scalar == "\u{2019}" ? "'" : scalar)
        }
        return String(scalars)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return isDigit(scalar) || (scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
