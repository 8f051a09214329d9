import Foundation
import Testing

@testable import Corpus

@Suite struct TextCleanerTests {
    @Test(arguments: [
        ("", ""),
        ("  \n\t ", ""),
        ("plain", "plain"),
        ("  two   words\t here ", "two words here"),
        ("one\r\ntwo\rthree\u{2028}four", "one\ntwo\nthree\nfour"),
        ("one \n \n\n\n two", "one\n\ntwo"),
        ("one\r\n\r\ntwo\u{2029}three", "one\n\ntwo\n\nthree"),
        ("one\u{85}two\u{0B}three\u{0C}four", "one\ntwo\nthree\nfour"),
        ("thin\u{2009}no-break\u{A0}wide\u{3000}space", "thin no-break wide space"),
        ("\u{FEFF}soft\u{AD}ware zero\u{200B}width", "software zerowidth"),
        ("nul\u{0}bell\u{7}del\u{7F}c1\u{9C}.", "nulbelldelc1."),
        ("abc\u{202E}def\u{2066}\u{2069}", "abcdef"),
        ("hidden\u{E0041}\u{E0042} tags", "hidden tags"),
        ("cafe\u{301} \u{212B}ngstrom", "café Ångstrom"),
        ("👩\u{200D}👩\u{200D}👧 می\u{200C}خواهم", "👩\u{200D}👩\u{200D}👧 می\u{200C}خواهم"),
    ])
    func cleans(_ found: String, _ stored: String) {
        #expect(scalars(TextCleaner.clean(found)) == scalars(stored))
    }

    @Test func joinsTheLinesOfOneLineFields() {
        #expect(TextCleaner.clean("A\r\ntitle\n\n in lines\n", lineBreaks: .joined) == "A title in lines")
    }

    @Test(arguments: [
        ("Q&amp;A &lt;b&gt; &quot;x&quot; it&apos;s", "Q&A <b> \"x\" it's"),
        ("&ldquo;Yes&rdquo;&nbsp;&mdash; caf&eacute; &euro;5 &hellip;", "“Yes” — café €5 …"),
        ("&#8217;&#x2019;&#X2019;&#146;", "’’’’"),
        ("AT&T, R&D; &copy 2024 & more &;", "AT&T, R&D; &copy 2024 & more &;"),
        ("&amp;lt; stays escaped", "&lt; stays escaped"),
        ("&bogus; &#; &#x; &#xZZ; &#12345678901;", "&bogus; &#; &#x; &#xZZ; &#12345678901;"),
        ("&#0;&#xD800;&#x110000;&#99999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("a&#7;b&shy;c&#8203;d", "abcd"),
        ("one&#13;&#10;two&NewLine;&NewLine;three", "one\ntwo\n\nthree"),
        ("&", "&"), ("&#", "&#"), ("&a", "&a"), ("&lt", "&lt"), ("&#x", "&#x"),
    ])
    func decodesReferencesOnce(_ found: String, _ stored: String) {
        #expect(scalars(TextCleaner.clean(found)) == scalars(stored))
    }

    @Test func knowsEveryNameOfLatin1InItsPlace() {
        #expect(NamedCharacterReferences.scalar(named: "nbsp") == 0xA0)
        #expect(NamedCharacterReferences.scalar(named: "szlig") == 0xDF)
        #expect(NamedCharacterReferences.scalar(named: "yuml") == 0xFF)
        #expect(NamedCharacterReferences.scalar(named: "Dagger") == 0x2021)
        #expect(NamedCharacterReferences.scalar(named: "thetasym") == 0x3D1)
    }

    @Test(arguments: 0..<400)
    func cleaningTwiceChangesNothing(seed: Int) {
        let text = HostileText.random(seed: UInt64(seed))
        let once = TextCleaner.clean(text, decodesReferences: false)
        #expect(scalars(TextCleaner.clean(once, decodesReferences: false)) == scalars(once))
        #expect(scalars(once.precomposedStringWithCanonicalMapping) == scalars(once))
        #expect(!once.contains("  ") && !once.contains("\n\n\n") && !once.contains(" \n") && !once.contains("\n "))
        #expect(once.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })

        let decoded = TextCleaner.clean(text)
        #expect(scalars(TextCleaner.clean(decoded, decodesReferences: false)) == scalars(decoded))
    }

    @Test func composesNothingWronglyAsStable() {
        var tails: Set<UInt32> = []
        // Ideographs and what lies behind the third plane do not decompose; leaving them out saves seconds.
        let decomposable = [0...0x33FF, 0xA000...0x1FFFF, 0x2F800...0x2FFFF] as [ClosedRange<UInt32>]
        for scalar in decomposable.joined().compactMap(Unicode.Scalar.init) {
            let decomposed = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            tails.formUnion(decomposed.dropFirst().map(\.value))
        }
        let unstable = CanonicalComposition.stableRanges.joined().compactMap(Unicode.Scalar.init).filter { scalar in
            let composed = String(scalar).precomposedStringWithCanonicalMapping.unicodeScalars
            return Array(composed) != [scalar] || tails.contains(scalar.value)
                || scalar.properties.canonicalCombiningClass != .notReordered
        }
        #expect(unstable.isEmpty)
        let wrongBoundaries = tails.compactMap(Unicode.Scalar.init).filter(CanonicalComposition.isBoundary)
        #expect(wrongBoundaries.isEmpty)
    }

    @Test(arguments: ["e\u{301}", "\u{1100}\u{1161}\u{11A8}", "\u{9C7}\u{9BE}", "\u{915}\u{93C}", "\u{9BE}"])
    func composesALongRunLikeAShortOne(syllable: String) {
        let text = String(repeating: syllable, count: 5_000)
        #expect(scalars(TextCleaner.clean(text)) == scalars(text.precomposedStringWithCanonicalMapping))
    }

    @Test func boundsARunOfMarks() {
        let cleaned = TextCleaner.clean("e" + String(repeating: "\u{301}\u{323}", count: 200_000) + " end")
        #expect(cleaned.unicodeScalars.count <= CanonicalComposition.maximumMarks + 5)
        #expect(cleaned.hasSuffix(" end"))
    }
}

/// Scalars, since strings compare by canonical equivalence.
func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

/// Texts made to break what reads them, the same for the same seed.
enum HostileText {
    static func random(seed: UInt64, pieces: Int = 60) -> String {
        var generator = SplitMix64(state: seed &* 0xD1B5_4A32_D192_ED03)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...pieces, using: &generator) {
            if Bool.random(using: &generator), let piece = Self.pieces.randomElement(using: &generator) {
                text.append(contentsOf: piece.unicodeScalars)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) {
                text.append(scalar)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x3FF, using: &generator)) {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static let pieces = [
        "The council met. ", "\n", "\r\n", "\r", "\r\r\n", "  ", "\t", "\u{A0}", "\u{2028}", "\u{2029}", "\u{85}",
        "&amp;", "&lt;",
        "&amp;lt;", "&#13;", "&#xA;", "&#0;", "&", "&l\u{AD}t;", "\u{FEFF}", "\u{200B}", "e\u{301}", "\u{301}",
        "\u{323}\u{307}",
        "\u{344}", String(repeating: "\u{344}", count: 40), "\u{1D5}" + String(repeating: "\u{323}", count: 30),
        "\u{1100}\u{1161}\u{11A8}", "\u{37E}", "\u{2126}", "\u{958}", "\u{9C7}\u{9BE}", "👨\u{200D}👩\u{200D}👧",
        "🏴\u{E0067}\u{E007F}",
        "\u{202E}", "漢字", "ﬁ", "\u{F900}", "\0",
    ]
}

struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
