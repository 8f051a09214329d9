import Testing

@testable import Corpus

@Suite("Words")
struct WordsTests {
    @Test(
        "are cut where a reader would cut them",
        arguments: [
            ("The mayor's 1,250.5 crowns", ["the", "mayor", "1250.5", "crowns"]),
            ("state-of-the-art", ["state", "of", "the", "art"]),
            ("don\u{2019}t", ["don't"]),
            ("Café Zoë", ["cafe", "zoe"]),
            ("5 h 20 min, i.e. late.", ["5", "h", "20", "min", "i", "e", "late"]),
            ("", []),
            ("—…!?", []),
            ("'quoted'", ["quoted"]),
            ("3.", ["3"]),
            ("京都 2025", ["京都", "2025"]),
        ])
    func cut(text: String, folded: [String]) {
        #expect(Words.words(in: text).map(\.folded) == folded)
    }

    @Test("keep what they looked like")
    func appearance() {
        let words = Words.words(in: "Venner iPhone 14 river")
        #expect(words.map(\.isCapitalised) == [true, true, false, false])
        let others = Words.words(in: "iPhone École naïve maÎtre straße")
        #expect(others.map(\.isCapitalised) == [true, true, false, true, false])
        #expect(words.map(\.isNumeric) == [false, false, true, false])
    }

    @Test("of a megabyte without a space are one word, in linear time")
    func huge() {
        let words = Words.words(in: String(repeating: "a", count: 1_000_000))
        #expect(words.count == 1)
        #expect(words[0].folded.utf8.count == 1_000_000)
    }

    @Test(
        "share a stem with their inflections",
        arguments: [
            ["flood", "floods", "flooded", "flooding"], ["reply", "replies", "replied"],
            ["stop", "stopped", "stopping"],
            ["close", "closes", "closed", "closing"], ["win", "won", "wins"], ["city", "cities"], ["pass", "passes"],
            ["rise", "rose", "rising"], ["quick", "quickly"], ["box", "boxes"],
        ])
    func stems(words: [String]) {
        #expect(Set(words.map(Stemmer.stem)).count == 1, "\(words.map(Stemmer.stem))")
    }

    @Test(
        "of different meaning keep different stems",
        arguments: [("university", "universe"), ("news", "new"), ("bus", "bu"), ("red", "r"), ("thing", "th")])
    func distinct(one: String, other: String) {
        #expect(Stemmer.stem(one) != Stemmer.stem(other))
    }
}
