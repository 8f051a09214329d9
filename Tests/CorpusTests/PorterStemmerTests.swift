import Testing

@testable import Corpus

@Suite("Porter's stemmer")
struct PorterStemmerTests {
    @Test(
        "follows the examples of the paper, carried through all steps",
        arguments: [
            "caresses caress", "ponies poni", "ties ti", "cats cat", "feed feed", "agreed agre", "plastered plaster",
            "bled bled", "motoring motor", "sing sing", "conflated conflat", "troubled troubl", "sized size",
            "hopping hop", "tanned tan", "falling fall", "hissing hiss", "fizzed fizz", "failing fail", "filing file",
            "happy happi", "sky sky", "relational relat", "conditional condit", "rational ration", "valenci valenc",
            "digitizer digit", "conformabli conform", "radicalli radic", "differentli differ", "vileli vile",
            "analogousli analog", "vietnamization vietnam", "predication predic", "operator oper", "feudalism feudal",
            "decisiveness decis", "hopefulness hope", "callousness callous", "formaliti formal", "sensitiviti sensit",
            "sensibiliti sensibl", "triplicate triplic", "formative form", "formalize formal", "electriciti electr",
            "electrical electr", "hopeful hope", "goodness good", "revival reviv", "allowance allow",
            "inference infer", "airliner airlin", "gyroscopic gyroscop", "adjustable adjust", "defensible defens",
            "irritant irrit", "replacement replac", "adjustment adjust", "dependent depend", "adoption adopt",
            "homologou homolog", "communism commun", "activate activ", "angulariti angular", "effective effect",
            "bowdlerize bowdler", "probate probat", "rate rate", "cease ceas", "controll control", "roll roll",
            "generalizations gener", "oscillators oscil",
        ])
    func paper(pair: String) {
        let words = pair.split(separator: " ").map(String.init)
        #expect(PorterStemmer.stem(words[0]) == words[1])
    }

    @Test(
        "leaves alone what is no plain English word",
        arguments: ["", "a", "is", "1,250", "covid19", "café", "don't"])
    func others(word: String) { #expect(PorterStemmer.stem(word) == word) }

    @Test("joins what a question and an article say in different forms")
    func forms() {
        let words = [["approval", "approve", "approved"], ["election", "elected", "elects"], ["cities", "city"]]
        for forms in words {
            #expect(Set(forms.map(PorterStemmer.stem)).count == 1)
        }
    }

    @Test("survives any run of letters")
    func hostile() {
        for letter in "yaesilnt" {
            for count in [1, 2, 3, 4, 63, 64, 65, 100_000] {
                _ = PorterStemmer.stem(String(repeating: letter, count: count))
            }
        }
        #expect(PorterStemmer.stem(String(repeating: "y", count: 100_000)).utf8.count == 100_000)
        for suffix in ["ion", "ement", "ational", "ing", "eed", "s", "ss", "ies", "sses", "ness"] {
            #expect(!PorterStemmer.stem(suffix).isEmpty)
        }
    }
}
