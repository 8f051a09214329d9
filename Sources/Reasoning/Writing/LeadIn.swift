import Foundation

/// What models put before a sentence, and no reader needs: marks of lists and emphasis, `Answer:`, `Based on the passages,`,
/// `Passage 2 says that`. A passage that is named so is cited.
enum LeadIn {
    /// The sentence without it, and the passages, from 0, that it named.
    static func take(from sentence: String) -> (text: String, passages: [Int]) {
        var text = plain(sentence)[...]
        var passages: [Int] = []
        var hasLeadIn = false
        while let (rest, named) = next(text) {
            hasLeadIn = true
            passages += named
            text = rest
        }
        guard hasLeadIn else { return (String(text), []) }
        return (text.prefix(1).uppercased() + text.dropFirst(), passages)
    }

    /// Without marks of emphasis, headings and lists.
    private static func plain(_ sentence: String) -> String {
        var text = sentence
        for mark in ["**", "__", "`"] { text = text.replacingOccurrences(of: mark, with: "") }
        text = String(text.drop { "-*•#> ".contains($0) })
        let opened = text.drop { $0 == "(" }
        let digits = opened.prefix { $0.isASCII && $0.isNumber }
        let rest = opened.dropFirst(digits.count)
        // "2. The wall broke", "(2) The wall broke", and "2." where the number is all of it; "3.5 million" is left alone.
        guard (1...2).contains(digits.count), let mark = rest.first, ".)".contains(mark) else { return text }
        let item = rest.dropFirst()
        return item.isEmpty || item.first == " " ? String(item.drop { $0 == " " }) : text
    }

    /// What stands behind one lead-in, and the passages that it names; nil where there is none.
    private static func next(_ text: Substring) -> (rest: Substring, passages: [Int])? {
        for label in labels where text.prefix(label.count).lowercased() == label {
            return (text.dropFirst(label.count).drop { $0 == " " }, [])
        }
        var reader = WordReader(text)
        let opens = reader.take(anyOf: openings)
        guard let noun = reader.takeNoun() else { return nil }
        let numbers = reader.takeNumbers()
        if opens {
            // "according to the passages, …", "based on passage 2: …"
            guard noun.isOfPassages || !numbers.isEmpty || noun.isGiven, reader.take(anyOf: [",", ":"]) else {
                return nil
            }
        } else {
            guard !numbers.isEmpty else { return nil }
            // "passage 2: …", "passage 2 says that …"
            guard reader.take(anyOf: [":"]) || (reader.take(anyOf: verbs) && reader.take(anyOf: ["that"])) else {
                return nil
            }
        }
        let rest = reader.rest
        return rest.isEmpty ? nil : (rest, numbers.filter { $0 > 0 }.map { $0 - 1 })
    }

    private static let labels = [
        "answer:", "final answer:", "the answer is:", "here is the answer:", "here's the answer:",
    ]
    private static let openings = [
        "according to", "based on", "as stated in", "as reported in", "as mentioned in", "as per", "from", "in",
    ]
    private static let verbs = [
        "says", "say", "states", "state", "reports", "report", "mentions", "mention", "notes", "note", "indicates",
        "indicate", "confirms", "confirm", "shows", "show",
    ]
}

/// Reads words off the beginning of a sentence, whatever their case.
private struct WordReader {
    private(set) var rest: Substring

    init(_ text: Substring) { rest = text }

    /// Takes one of these phrases, where the text goes on with it as a whole.
    mutating func take(anyOf phrases: [String]) -> Bool {
        for phrase in phrases {
            let head = rest.prefix(phrase.count)
            let tail = rest.dropFirst(phrase.count)
            guard head.lowercased() == phrase else { continue }
            if let last = phrase.last, last.isLetter, let next = tail.first, next.isLetter || next.isNumber { continue }
            rest = tail.drop { $0 == " " }
            return true
        }
        return false
    }

    /// "the given passages": whether it is of passages, and whether it says that they were given.
    mutating func takeNoun() -> (isOfPassages: Bool, isGiven: Bool)? {
        _ = take(anyOf: ["the", "these"])
        let isGiven = take(anyOf: ["provided", "given", "above", "supplied"])
        let isOfPassages = take(anyOf: ["passages"])
        // "According to sources, …" says who claims it; only numbers make passages of them.
        guard
            isOfPassages || take(anyOf: ["passage", "sources", "source"])
                || (isGiven && take(anyOf: ["information", "text", "context"]))
        else { return nil }
        return (isOfPassages, take(anyOf: ["provided", "given", "above"]) || isGiven)
    }

    /// "2", "2 and 3", "[2], [3]".
    mutating func takeNumbers() -> [Int] {
        var numbers: [Int] = []
        while true {
            var tail = rest
            if !numbers.isEmpty {
                var separated = WordReader(tail)
                guard separated.take(anyOf: [",", "and", "&"]) else { break }
                tail = separated.rest
            }
            tail = tail.drop { "[#".contains($0) }
            let digits = tail.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            tail = tail.dropFirst(digits.count)
            if tail.first == "]" { tail = tail.dropFirst() }
            rest = tail.drop { $0 == " " }
        }
        return numbers
    }
}
