/// Porter's stemmer for English (An algorithm for suffix stripping, Program 14(3), 1980), for finding: `approval`, `approve` and
/// `approved` are one term.
///
/// It joins more than ``Stemmer``, which decides whether a sentence speaks of what a question asks: a candidate too many
/// costs nothing, one that is missed cannot be ranked.
public struct PorterStemmer {
    /// Nobody writes longer words; what is longer is left as it is.
    private static let longest = 64

    private var letters: [UInt8]

    /// The stem of a lower-case word. Words of up to two letters, and all that have more than the letters a to z, are their
    /// own stems.
    public static func stem(_ word: String) -> String {
        guard (3...longest).contains(word.utf8.count), word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else {
            return word
        }
        var stemmer = PorterStemmer(letters: Array(word.utf8))
        stemmer.stripPlural()
        stemmer.stripParticiple()
        stemmer.turnFinalY()
        stemmer.replaceFirst(of: doubleSuffixes)
        stemmer.replaceFirst(of: fullSuffixes)
        stemmer.stripSuffix()
        stemmer.tidyUp()
        return String(decoding: stemmer.letters, as: UTF8.self)
    }

    // MARK: Steps, as the paper numbers them

    /// 1a.
    private mutating func stripPlural() {
        if ends("sses") || ends("ies") {
            letters.removeLast(2)
        } else if ends("s"), !ends("ss") {
            letters.removeLast()
        }
    }

    /// 1b.
    private mutating func stripParticiple() {
        if ends("eed") {
            if measure(letters.count - 3) > 0 { letters.removeLast() }
            return
        }
        guard let ending = ["ed", "ing"].first(where: ends), hasVowel(letters.count - ending.utf8.count) else { return }
        letters.removeLast(ending.utf8.count)
        if ends("at") || ends("bl") || ends("iz") {
            letters.append(UInt8(ascii: "e"))
        } else if endsInDoubleConsonant {
            if let last = letters.last, !"lsz".utf8.contains(last) { letters.removeLast() }
        } else if measure(letters.count) == 1, endsShort(letters.count) {
            letters.append(UInt8(ascii: "e"))
        }
    }

    /// 1c.
    private mutating func turnFinalY() {
        if letters.last == UInt8(ascii: "y"), hasVowel(letters.count - 1) {
            letters[letters.count - 1] = UInt8(ascii: "i")
        }
    }

    /// 2 and 3: of suffixes that end alike the longer stands first.
    private mutating func replaceFirst(of suffixes: [Suffix]) {
        guard let suffix = suffixes.first(where: ends), measure(letters.count - suffix.letters.count) > 0
        else { return }
        letters.removeLast(suffix.letters.count)
        letters.append(contentsOf: suffix.replacement)
    }

    /// Letters as bytes: words are compared with dozens of suffixes, and whole corpora are stemmed.
    private struct Suffix {
        let letters: [UInt8]
        let replacement: [UInt8]

        init(_ letters: String, _ replacement: String = "") {
            self.letters = Array(letters.utf8)
            self.replacement = Array(replacement.utf8)
        }
    }

    private static let doubleSuffixes: [Suffix] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("ousli", "ous"), ("eli", "e"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ].map { Suffix($0.0, $0.1) }

    private static let fullSuffixes: [Suffix] = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ].map { Suffix($0.0, $0.1) }

    /// 4.
    private mutating func stripSuffix() {
        guard let suffix = Self.suffixes.first(where: ends) else { return }
        let count = letters.count - suffix.letters.count
        guard measure(count) > 1 else { return }
        if suffix.letters.elementsEqual("ion".utf8), !"st".utf8.contains(letters[count - 1]) { return }
        letters.removeLast(suffix.letters.count)
    }

    private static let suffixes: [Suffix] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize",
        "al", "er", "ic", "ou",
    ].map { Suffix($0) }

    /// 5a and 5b.
    private mutating func tidyUp() {
        if letters.last == UInt8(ascii: "e") {
            let (count, measure) = (letters.count - 1, measure(letters.count - 1))
            if measure > 1 || (measure == 1 && !endsShort(count)) { letters.removeLast() }
        }
        if letters.last == UInt8(ascii: "l"), endsInDoubleConsonant, measure(letters.count) > 1 { letters.removeLast() }
    }

    // MARK: What the paper's rules ask

    private func ends(_ suffix: Suffix) -> Bool {
        guard letters.count > suffix.letters.count, letters.last == suffix.letters.last else { return false }
        return letters.suffix(suffix.letters.count).elementsEqual(suffix.letters)
    }

    /// Whether the word is longer than the suffix and ends with it.
    private func ends(_ suffix: String) -> Bool {
        letters.count > suffix.utf8.count && letters.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// For each of the first `count` letters, at most ``longest``, a bit: whether it is a consonant. A `y` is one at the
    /// beginning and behind a vowel.
    private func consonants(_ count: Int) -> UInt64 {
        var bits: UInt64 = 0
        var isBefore = false
        for index in 0..<min(count, Self.longest) {
            switch letters[index] {
            case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
                isBefore = false
            case UInt8(ascii: "y"): isBefore = !isBefore
            default: isBefore = true
            }
            if isBefore { bits |= 1 << UInt64(index) }
        }
        return bits
    }

    /// How often a consonant follows a vowel within the first `count` letters.
    private func measure(_ count: Int) -> Int {
        guard count > 1 else { return 0 }
        let bits = consonants(count)
        // The first letter follows nothing.
        return (bits & ~(bits << 1) & ~1).nonzeroBitCount
    }

    private func hasVowel(_ count: Int) -> Bool { consonants(count).nonzeroBitCount < min(count, Self.longest) }

    private func isConsonant(_ index: Int) -> Bool { consonants(index + 1) >> UInt64(index) & 1 == 1 }

    private var endsInDoubleConsonant: Bool {
        letters.count > 1 && letters[letters.count - 1] == letters[letters.count - 2] && isConsonant(letters.count - 1)
    }

    /// Whether the first `count` letters end in consonant, vowel, consonant, the last not w, x or y.
    private func endsShort(_ count: Int) -> Bool {
        guard count > 2 else { return false }
        return consonants(count) >> UInt64(count - 3) & 0b111 == 0b101 && !"wxy".utf8.contains(letters[count - 1])
    }
}
