import Corpus

/// Verbs that mean another word only with the small word behind them: "came down" fell, "leaves out" excludes.
enum PhrasalVerbs {
    /// The stem of what a word means at its place: its own, or that of the phrase which it begins.
    static func sense(of words: [ReadWord], at index: Int) -> String {
        let word = words[index]
        // Who was left has stayed.
        if word.folded == "left", index > 0, passive.contains(words[index - 1].folded) { return remaining }
        // "Quite a few" are many, and "a few" some.
        if ["few", "little"].contains(word.folded), index > 0, words[index - 1].folded == "a" { return "some" }
        guard index + 1 < words.count else { return word.stem }
        let next = words[index + 1]
        if next.isStopWord || ["back", "short"].contains(next.folded),
            let meaning = meanings["\(word.stem) \(next.folded)"]
        {
            return meaning
        }
        // "Turned the stadium down".
        guard ["the", "a", "an", "it", "them", "him", "her", "its", "their", "his"].contains(next.folded),
            let end = (index + 2..<min(words.count, index + 5)).first(where: { particles.contains(words[$0].folded) }),
            words[(index + 1)...end].allSatisfy({ $0.before == " " }),
            let meaning = meanings["\(word.stem) \(words[end].folded)"]
        else { return word.stem }
        return meaning
    }

    private static let passive: Set<String> = [
        "be", "is", "are", "was", "were", "been", "being", "those", "one", "ones",
    ]
    private static let particles: Set<String> = ["down", "up", "off", "out", "back"]
    private static let remaining = Stemmer.stem("remain")

    private static let meanings: [String: String] = {
        var meanings: [String: String] = [:]
        let phrases = """
            come down|fall
            go down|fall
            bring down|lower
            go up|rise
            come up|rise
            come back|return
            go back|return
            go on|continue
            carry on|continue
            leave out|exclude
            take in|include
            part of|include
            put off|postpone
            call off|cancel
            rule out|exclude
            fall short|fail
            fell short|fail
            turn down|reject
            turn up|arrive
            vote down|reject
            bring forward|advance
            push back|postpone
            shut down|close
            give up|abandon
            set up|build
            pull down|demolish
            knock down|demolish
            cut back|reduce
            cut down|reduce
            hold back|retain
            let in|allow
            keep out|exclude
            back down|concede
            take off|remove
            take on|hire
            lay off|sack
            speed up|accelerate
            slow down|slow
            """
        for line in phrases.split(separator: "\n") {
            let sides = line.split(separator: "|").map(String.init)
            let verb = sides[0].split(separator: " ").map(String.init)
            // Gone and went share a stem that go has not.
            for form in verb[0] == "go" ? ["go", "went"] : [verb[0]] {
                meanings["\(Stemmer.stem(form)) \(verb[1])"] = Stemmer.stem(sides[1])
            }
        }
        return meanings
    }()
}
