import Corpus
import Testing

@Suite struct PhraseSetTests {
    private let phrases = PhraseSet(["so far", "so far so good", "is not known", "vs"])

    @Test(arguments: [
        ("What is known so far?", true), ("So: far away", true), ("It is not yet known.", false),
        ("It is not known", true), ("Athletic vs. Rovers", true), ("so", false), ("sofar", false), ("far so", false),
        ("", false),
    ])
    func findsWholeWordsInTheirOrder(text: String, isMentioned: Bool) {
        #expect(phrases.isMentioned(in: Words.words(in: text)) == isMentioned)
    }

    @Test func emptyPhrasesAreNowhere() {
        #expect(!PhraseSet([]).isMentioned(in: ["so", "far"]))
        #expect(!PhraseSet(["", "  "]).isMentioned(in: ["so", "far"]))
    }
}
