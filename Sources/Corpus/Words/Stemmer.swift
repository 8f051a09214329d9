/// A light English stemmer: plurals, past tense, participles and adverbs, nothing that changes a word's class.
///
/// Lighter than Porter's on purpose: it decides whether a sentence speaks of what a question asks, where taking
/// `university` for `universe` costs more than missing a rare inflection. The full-text index, which is to miss nothing,
/// uses ``PorterStemmer``.
public enum Stemmer {
    /// The stem of a lower-case word. Words with digits, and words of up to three letters that are no irregular
    /// form, are their own stems.
    public static func stem(_ word: String) -> String {
        if let irregular = irregular[word] { return irregular }
        guard word.utf8.count > 3, word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
        var letters = Array(word.utf8)
        stripPlural(&letters)
        stripParticiple(&letters)
        if letters.count > 5, ends(letters, with: "ly") { letters.removeLast(2) }
        if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
        if letters.count > 3, letters.last == UInt8(ascii: "y") { letters[letters.count - 1] = UInt8(ascii: "i") }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func stripPlural(_ letters: inout [UInt8]) {
        guard letters.last == UInt8(ascii: "s"), !ends(letters, with: "ss"), !ends(letters, with: "us"),
            !ends(letters, with: "is")
        else { return }
        if letters.count > 4, ends(letters, with: "ies") {
            letters.removeLast(3)
            letters.append(UInt8(ascii: "y"))
        } else if pluralsInES.contains(where: { ends(letters, with: $0) }) {
            letters.removeLast(2)
        } else {
            letters.removeLast()
        }
    }

    private static func stripParticiple(_ letters: inout [UInt8]) {
        for ending in participles where ends(letters, with: ending) {
            let count = letters.count - ending.utf8.count
            guard count >= 3 || (ending == "ed" && count >= 2),
                letters[..<count].contains(where: { "aeiouy".utf8.contains($0) })
            else { return }
            letters.removeLast(ending.utf8.count)
            if ending == "ied" {
                letters.append(UInt8(ascii: "y"))
            } else if let last = letters.last, letters.count > 3, letters[letters.count - 2] == last,
                !"lsz".utf8.contains(last)
            {
                letters.removeLast()
            }
            return
        }
    }

    // Not in place: a list that is made for each word is made a million times for a corpus.
    private static let participles = ["ing", "ied", "ed"]
    private static let pluralsInES = ["sses", "xes", "ches", "shes", "zes", "oes"]

    private static func ends(_ letters: [UInt8], with ending: String) -> Bool {
        letters.count > ending.utf8.count && letters.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }

    /// Verbs of the news whose past forms share no ending with their present, and what only looks like a plural.
    private static let irregular: [String: String] = [
        "said": "sai", "says": "sai", "saying": "sai", "told": "tell", "won": "win", "winning": "win",
        "wins": "win", "lost": "los", "loses": "los", "losing": "los", "lose": "los", "paid": "pai",
        "pays": "pai", "paying": "pai", "rose": "ris", "risen": "ris", "rising": "ris", "rises": "ris",
        "fell": "fall", "fallen": "fall", "began": "begin", "begun": "begin", "beginning": "begin",
        "chose": "choos", "chosen": "choos", "built": "build", "held": "hold", "left": "leav", "leaving": "leav",
        "made": "mak", "making": "mak", "makes": "mak", "make": "mak", "took": "tak", "taken": "tak",
        "gave": "giv", "given": "giv", "found": "find", "bought": "buy", "sold": "sell", "spent": "spend",
        "became": "becom", "broke": "break", "broken": "break", "grew": "grow", "grown": "grow",
        "children": "child", "women": "woman", "died": "die", "dies": "die", "dying": "die", "death": "die",
        "deaths": "die", "killed": "kill", "flew": "fly", "struck": "strik", "went": "gone", "came": "com",
        "news": "news",
    ]
}
