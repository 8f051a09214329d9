import Testing

@testable import Corpus

@Suite struct ShinglesTests {
    @Test(arguments: [
        ("The council said: “No!” It will not pay.", "the council said - 'no' it will NOT pay"),
        ("Café Müller opens on the quay", "cafe muller opens on the quay"),
        ("The tide\n\nrose by 12 feet", "the tide rose by 12 feet"),
        ("ПРИВЕТ дорогой старый мир", "привет дорогой старый мир"),
    ])
    func whatIsNoWordDoesNotCount(one: String, other: String) {
        #expect(Shingles(one) == Shingles(other))
        #expect(!Shingles(one).hashes.isEmpty)
    }

    @Test func orderAndBoundariesOfWordsCount() {
        #expect(Shingles("one two three four") != Shingles("two one three four"))
        #expect(Shingles("onetwo three four five") != Shingles("one twothree four five"))
        #expect(Shingles("one two three four 5") != Shingles("one two three four 6"))
    }

    @Test func countsAndBeginnings() {
        #expect(Shingles("").hashes.isEmpty && Shingles("one two three").words == 0)
        let all = Shingles(CopyTexts.text(100, story: 1))
        #expect(all.words == 100 && all.hashes.count == 97 && all.distinct.count == 97)
        #expect(all.beginning(words: 40) == Shingles(CopyTexts.words(40, story: 1).joined(separator: " ")))
        #expect(all.beginning(words: 3).hashes.isEmpty && all.beginning(words: 500) == all)
        #expect(Shingles(String(repeating: "la ", count: 50)).distinct.count == 1)
    }

    /// Ideographs are words; what is no text at all is survived.
    @Test func otherScriptsAndHostileText() {
        #expect(Shingles("北京今天下雨").hashes.count == 3)
        #expect(Shingles("Straße und Häuser am Fluss").words == 5)
        for text in ["\u{0}\u{1}\u{2}", "👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧", "\u{301}\u{301} a\u{301} b c d", "\u{FFFD}", "한국어 문장 하나 둘 셋"] {
            _ = Shingles(text)
        }
        #expect(Shingles("한국어 문장 하나 둘 셋").words == 5)
    }

    @Test func longTextsAreReadToABound() {
        let long = Shingles(String(repeating: "a b ", count: Shingles.maximumWords))
        #expect(long.words == Shingles.maximumWords)
    }

    /// Stored signatures depend on it: the same on every machine, for ever.
    @Test func hashesNeverChange() throws {
        #expect(Shingles("the old harbour crane").hashes == [9_855_129_766_156_750_252])
        let signature = try #require(MinHashSignature(Shingles(CopyTexts.text(60, story: 1))))
        #expect(Array(signature.minima.prefix(3)) == [47_910_719, 62_449_062, 711_732])
        #expect(Array(signature.buckets.prefix(2)) == [40_375_786_846_455, 134_069_865_712_976])
    }
}
