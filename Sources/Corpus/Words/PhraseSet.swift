/// Phrases that are looked for in texts, word by word.
public struct PhraseSet: Sendable, Hashable {
    /// By the first word: the words behind it.
    private let rests: [String: [[String]]]

    /// Phrases of folded words with a space between them, as ``Word/folded`` gives them.
    public init(_ phrases: [String]) {
        var rests: [String: [[String]]] = [:]
        for phrase in phrases {
            let words = phrase.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            rests[first, default: []].append(Array(words.dropFirst()))
        }
        self.rests = rests
    }

    /// Whether one of them stands somewhere among folded words. O(words), and what phrases begin with one of them.
    public func isMentioned(in words: [String]) -> Bool {
        words.indices.contains { place in
            rests[words[place]]?.contains { words[(place + 1)...].starts(with: $0) } ?? false
        }
    }

    /// The same among the words of a text.
    public func isMentioned(in words: [Word]) -> Bool { isMentioned(in: words.map(\.folded)) }
}
