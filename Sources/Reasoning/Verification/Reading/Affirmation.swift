/// A text with one of its denials taken out: "nobody was hurt" made "somebody was hurt".
///
/// It need not read well: it is compared by its vector only.
enum Affirmation {
    static func text(of words: [ReadWord], without negation: Negation) -> String {
        var text = ""
        var index = 0
        while index < words.count {
            let word = words[index]
            guard index == negation.cue else {
                text += (index == 0 ? "" : word.before) + word.written
                index += 1
                continue
            }
            let next = index + 1 < words.count ? words[index + 1].folded : ""
            let (said, taken) = affirmed(word.folded, next)
            text += (index == 0 ? "" : said.isEmpty ? " " : word.before) + said
            index += taken
        }
        return text + String((words.last?.after ?? "").prefix(1))
    }

    /// What stands for a denying word, and how many words it stands for.
    private static func affirmed(_ word: String, _ next: String) -> (String, Int) {
        if word == "no", let both = withNext[next] { return (both, 2) }
        if let known = words[word] { return (known, 1) }
        if word.hasSuffix("n't") { return (String(word.dropLast(3)), 1) }
        return ("", 1)
    }

    private static let withNext = ["one": "someone", "longer": "still", "more": "still"]
    private static let words = [
        "no": "a", "never": "always", "nobody": "somebody", "nothing": "something", "none": "some", "neither": "both",
        "nor": "and", "nowhere": "somewhere", "without": "with", "cannot": "can", "can't": "can", "won't": "will",
        "refused": "agreed", "refuses": "agrees", "refuse": "agree", "declined": "agreed", "declines": "agrees",
        "failed": "managed", "fails": "manages", "fail": "manage", "unable": "able", "unwilling": "willing",
        "denied": "confirmed", "denies": "confirms", "deny": "confirm", "denying": "confirming", "lack": "have",
        "lacks": "has", "lacked": "had", "lacking": "having", "hardly": "", "scarcely": "", "barely": "",
        "forgot": "remembered", "neglected": "remembered", "omitted": "remembered", "stopped": "started",
        "prevented": "let", "avoided": "sought",
    ]
}
