import Corpus

/// A word that turns what follows it into its contrary, and the words that it reaches.
struct Negation: Sendable, Hashable {
    /// Where the negating word stands.
    let cue: Int
    /// Words that carry meaning within its reach, in order.
    let reach: [Int]
    /// Of those, what is denied first of all: the word behind the cue, behind "there is no" and "not need" the
    /// next one too.
    let head: [Int]
    /// It draws a line rather than to deny what it reaches: see ``NegationLines``.
    let isLine: Bool
    /// "Not gone until 28 November" is gone then.
    let isUntil: Bool
}

/// Finds negations and their reach, by rules: from the cue to the end of the clause, a few words at most.
enum NegationReader {
    static func negations(in words: [ReadWord]) -> [Negation] {
        words.indices.compactMap { index in
            guard isCue(words, index) else { return nil }
            let reach = denied(words, by: index)
            return Negation(
                cue: index, reach: reach, head: head(words, index, reach),
                isLine: NegationLines.draws(words, index), isUntil: NegationLines.waits(words, index))
        }
    }

    /// What is denied: what stands behind the word, or before a "nothing" or "no one" behind which the clause ends.
    private static func denied(_ words: [ReadWord], by cue: Int) -> [Int] {
        let isOne = words[cue].folded == "no" && cue + 1 < words.count && words[cue + 1].folded == "one"
        let behind = reach(words, from: cue)
        if let first = behind.first, words[first].stem == "exist" { return behind + subject(words, before: cue) }
        guard isOne || ["nothing", "nobody", "none", "nowhere"].contains(words[cue].folded), cue > 0,
            !words[cue].opens
        else { return behind }
        let next = cue + (isOne ? 2 : 1)
        let isLast = next >= words.count || ends(words, at: next, after: cue) || boundaries.contains(words[next].folded)
        guard isLast, let verb = (max(0, cue - 2)..<cue).reversed().first(where: { !words[$0].isStopWord }) else {
            return behind
        }
        return [verb]
    }

    /// "The trust does not exist" denies the trust.
    private static func subject(_ words: [ReadWord], before cue: Int) -> [Int] {
        let places = (max(0, cue - 8)..<cue).filter {
            words[$0].sentence == words[cue].sentence && !words[$0].isStopWord
        }
        return Array(places.suffix(4))
    }

    private static func head(_ words: [ReadWord], _ cue: Int, _ reach: [Int]) -> [Int] {
        let isNeed = reach.first.map { words[$0].folded == "need" } ?? false
        let isThere = words[cue].folded == "no" && cue > 1 && words[cue - 2].folded == "there"
        return Array(reach.prefix(isNeed || isThere ? 2 : 1))
    }

    /// Places of words that say no without being a negation: "unlikely", "free", "exempt", "apart from".
    static func implied(in words: [ReadWord]) -> [Int] {
        words.indices.filter { index in
            let word = words[index]
            if word.folded == "remaining" { return false }
            if implicit.contains(word.folded) || implicitStems.contains(PhrasalVerbs.sense(of: words, at: index)) {
                return true
            }
            return hasNegativePrefix(word.folded)
        }
    }

    /// What a word says without its "un-"; nil where it has none.
    static func affirmed(_ word: String) -> String? {
        for prefix in ["un", "in", "im", "ir", "dis", "non", "mis"]
        where word.hasPrefix(prefix) && word.count > prefix.count + 3 {
            return String(word.dropFirst(prefix.count))
        }
        return nil
    }

    private static func hasNegativePrefix(_ word: String) -> Bool {
        word.hasPrefix("un") && word.count > 5 && !notNegative.contains { word.hasPrefix($0) }
    }

    private static let notNegative = ["under", "union", "unit", "univers", "until", "uniq", "uniform", "unanim"]
    private static let implicit: Set<String> = Set(
        """
        except apart besides rather instead limit limited cap capped ceiling free exempt empty wrong false
        impossible absent away lest wait waited kept stuck correction wrongly mistakenly erroneously
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let implicitStems: Set<String> = Set(
        """
        fail refuse decline lack miss avoid prevent stop end cease deny reject abandon cancel leave lose drop remain
        spare escape ignore oppose object resist hide doubt ban bar forbid exclude finish conclude dispute contradict rebut
        refute stick keep correct omit shut halt suspend
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })

    /// "No cargo that is late is counted": what opens with a "no" denies its verb, behind any clause between.
    static func isOpenedByNo(_ words: [ReadWord], _ place: Int) -> Bool {
        let first = words[..<place].lastIndex { $0.sentence != words[place].sentence }.map { $0 + 1 } ?? 0
        return ["no", "none", "nobody", "neither"].contains(words[first].folded)
    }

    static func isNegative(_ word: String) -> Bool { cues.contains(word) || word.hasSuffix("n't") }

    private static func isCue(_ words: [ReadWord], _ index: Int) -> Bool {
        let word = words[index].folded
        let next = index + 1 < words.count ? words[index + 1].folded : ""
        switch word {
        case "no":
            // "No. 9", "no longer", "no doubt", "no more than", and the answer "No, …".
            if words[index].after.hasPrefix(",") || words[index].after.hasPrefix(".") { return false }
            return !["doubt", "fewer", "less", "matter", "sooner", "later", "earlier"].contains(next)
                && !(index + 1 < words.count && words[index + 1].isNumeric && words[index].isCapitalised)
        case "not":
            // "Not only", "whether or not", "if not".
            let before = index > 0 ? words[index - 1].folded : ""
            return !["only", "least", "merely", "just", "so"].contains(next) && before != "or" && before != "if"
        case "fail", "failed", "fails", "refuse", "refused", "refuses", "decline", "declined", "declines", "forgot",
            "neglected",
            "unable", "unwilling", "omitted":
            return next == "to"
        case "instead", "rather": return next == "of" || next == "than"
        case "far": return next == "from"
        case "yet":
            return next == "to" && index > 0 && ["has", "have", "had", "is", "are"].contains(words[index - 1].folded)
        case "warned", "warns", "warning", "advised", "advises", "cautioned", "cautions":
            return words[(index + 1)..<min(words.count, index + 3)].contains { $0.folded == "against" }
        case "nothing", "nobody", "none": return next != "but" && next != "except"
        case "stopped", "stop", "prevented", "prevent", "avoided", "avoid", "ceased", "quit":
            return next.hasSuffix("ing") || words[min(index + 2, words.count - 1)].folded == "from"
        // "Rather late than wrong".
        case "than": return words[max(0, index - 5)..<max(0, index - 1)].contains { $0.folded == "rather" }
        case "nor": return !words[max(0, index - 8)..<index].contains { $0.folded == "neither" }
        default: return isNegative(word)
        }
    }

    private static let cues: Set<String> = [
        "no", "not", "never", "nobody", "none", "neither", "nor", "nothing", "nowhere", "without", "cannot", "hardly",
        "scarcely", "barely", "lack", "lacks", "lacked", "lacking", "denied", "denies", "deny", "denying",
    ]

    private static func reach(_ words: [ReadWord], from cue: Int) -> [Int] {
        var reach: [Int] = []
        var index = cue + 1
        while index < words.count, index <= cue + 9, reach.count < 5, !ends(words, at: index, after: cue) {
            if !words[index].isStopWord || Opposites.poles(of: words[index].stem).isEmpty == false,
                !isFiller(words[index])
            {
                reach.append(index)
            }
            index += 1
        }
        return reach
    }

    private static func isFiller(_ word: ReadWord) -> Bool {
        word.isStopWord || ["yet", "longer", "even", "ever", "been", "be", "able"].contains(word.folded)
    }

    /// Whether a new clause begins at `index`.
    private static func ends(_ words: [ReadWord], at index: Int, after cue: Int) -> Bool {
        if words[index].sentence != words[cue].sentence { return true }
        if words[index].before.contains(where: { ",;:.()\u{2014}\u{2013}\"\u{201C}\u{201D}".contains($0) }) {
            return true
        }
        guard index > cue + 1 else { return false }
        // "Not all of the hours that suit": the denial goes on to what they do.
        if ["that", "who", "which"].contains(words[index].folded),
            words[cue...].dropFirst().prefix(1).contains(where: {
                ["all", "every", "everyone", "everybody"].contains($0.folded)
            })
        {
            return false
        }
        return boundaries.contains(words[index].folded) || words[index].folded == "without"
    }

    private static let boundaries: Set<String> = [
        "but", "although", "though", "while", "whereas", "because", "if", "when", "until", "unless", "which", "who",
        "that", "whether", "and", "since", "so", "as", "after", "before", "rather", "instead", "where",
    ]
}
