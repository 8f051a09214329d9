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
        var word = word
        return word.withUTF8 { String(decoding: stem(utf8: $0), as: UTF8.self) }
    }

    /// The same for a word's bytes.
    public static func stem(utf8 word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let letters = Array(word)
        guard (3...longest).contains(word.count), word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return letters }
        var stemmer = PorterStemmer(letters: letters)
        stemmer.stripPlural()
        stemmer.stripParticiple()
        stemmer.turnFinalY()
        stemmer.replaceFirst(of: doubleSuffixes)
        stemmer.replaceFirst(of: fullSuffixes)
        stemmer.stripSuffix()
        stemmer.tidyUp()
        return stemmer.letters
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
        let ending = ends("ed") ? 2 : ends("ing") ? 3 : 0
        guard ending > 0, hasVowel(letters.count - ending) else { return }
        letters.removeLast(ending)
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
        guard let suffix = first(of: suffixes), measure(letters.count - suffix.ending.count) > 0 else { return }
        letters.removeLast(suffix.ending.count)
        letters.append(contentsOf: suffix.replacement)
    }

    /// Up to eight letters in one number, the last in its lowest byte: words are compared with dozens of suffixes, and whole
    /// corpora are stemmed.
    private struct Ending {
        let count: Int
        let bits: UInt64
        let mask: UInt64

        init(_ letters: StaticString) {
            count = letters.utf8CodeUnitCount
            bits = letters.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
            mask = UInt64.max >> UInt64(64 - 8 * count)
        }
    }

    private struct Suffix {
        let ending: Ending
        let replacement: [UInt8]

        init(_ letters: StaticString, _ replacement: String = "") {
            ending = Ending(letters)
            self.replacement = Array(replacement.utf8)
        }
    }

    private static func suffixes(_ pairs: [(StaticString, String)]) -> [Suffix] { pairs.map { Suffix($0, $1) } }

    private static let doubleSuffixes = suffixes([
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("ousli", "ous"), ("eli", "e"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ])

    private static let fullSuffixes = suffixes([
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ])

    /// 4.
    private mutating func stripSuffix() {
        guard let suffix = first(of: Self.lastSuffixes) else { return }
        let count = letters.count - suffix.ending.count
        guard measure(count) > 1 else { return }
        if ends("ion"), !"st".utf8.contains(letters[count - 1]) { return }
        letters.removeLast(suffix.ending.count)
    }

    private static let lastSuffixes: [Suffix] =
        ([
            "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive",
            "ize",
            "al", "er", "ic", "ou",
        ] as [StaticString]).map { Suffix($0) }

    /// 5a and 5b.
    private mutating func tidyUp() {
        if letters.last == UInt8(ascii: "e") {
            let (count, measure) = (letters.count - 1, measure(letters.count - 1))
            if measure > 1 || (measure == 1 && !endsShort(count)) { letters.removeLast() }
        }
        if letters.last == UInt8(ascii: "l"), endsInDoubleConsonant, measure(letters.count) > 1 { letters.removeLast() }
    }

    // MARK: What the paper's rules ask

    /// The last eight letters, the last in the lowest byte.
    private var tail: UInt64 { letters.suffix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    /// The first of some suffixes that the word ends with, and is longer than.
    private func first(of suffixes: [Suffix]) -> Suffix? {
        let (tail, count) = (tail, letters.count)
        return suffixes.firstIndex { tail & $0.ending.mask == $0.ending.bits && count > $0.ending.count }
            .map { suffixes[$0] }
    }

    /// Whether the word is longer than the suffix and ends with it.
    private func ends(_ suffix: StaticString) -> Bool {
        let ending = Ending(suffix)
        return letters.count > ending.count && tail & ending.mask == ending.bits
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
