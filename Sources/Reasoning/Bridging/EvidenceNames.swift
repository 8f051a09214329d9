import Corpus
import Retrieval

/// The names in the sentences of evidence, and what each is likely to name, by how reports write: a person stands first with the full
/// name and then with the last one alone, a place stands behind "in" or "at", and no name is written in lower case.
struct EvidenceNames: Sendable {
    /// A run of capitalised words, with the figures in it ("Gate 4").
    struct Mention: Sendable, Hashable {
        let words: [String]
        /// Behind "in", "at" or "near", or tells a time.
        let isBehindPreposition: Bool
        /// The first word of a sentence or of a quotation, alone, so that its capital may say nothing.
        let opensAlone: Bool

        var text: String { words.joined(separator: " ") }
        var stems: Set<String> {
            Set(words.flatMap { Words.words(in: $0) }.filter { !$0.isStopWord }.map(\.stem))
        }
    }

    private let uncapitalised: Set<String>
    private let alone: Set<String>
    private let last: Set<String>
    private let places: Set<String>
    private let passages: [Set<String>]

    /// O(characters of the evidence).
    init(_ pool: SentencePool) {
        var (alone, last, places) = (Set<String>(), Set<String>(), Set<String>())
        var passages = [Set<String>](repeating: [], count: pool.evidence.count)
        for sentence in pool.sentences {
            for mention in Self.mentions(in: sentence.text) {
                guard let end = mention.words.last else { continue }
                if mention.words.count == 1 { alone.insert(end) } else { last.insert(end) }
                if mention.isBehindPreposition { places.insert(mention.text) }
                passages[sentence.evidence].insert(mention.text)
            }
        }
        uncapitalised = Set(
            pool.sentences.lazy.flatMap { $0.words.filter { !$0.isCapitalised }.map(\.folded) })
        (self.alone, self.last, self.places, self.passages) = (alone, last, places, passages)
    }

    /// Whether a name may be that of such a thing.
    func may(_ mention: Mention, be kind: Description.Kind) -> Bool {
        guard !(mention.opensAlone && isOrdinary(mention.text)) else { return false }
        return switch kind {
        case .person: isPerson(mention)
        case .place: !isPerson(mention) && places.contains(mention.text) && !isEverywhere(mention)
        case .thing: !isPerson(mention) && !isEverywhere(mention)
        }
    }

    private func isPerson(_ mention: Mention) -> Bool {
        guard let end = mention.words.last, alone.contains(end), !isOrdinary(end) else { return false }
        return mention.words.count > 1 || last.contains(end)
    }

    private func isOrdinary(_ word: String) -> Bool { uncapitalised.contains(word.lowercased()) }

    /// In more than half of the passages: the city that all news is from tells nothing apart.
    private func isEverywhere(_ mention: Mention) -> Bool {
        2 * passages.count { $0.contains(mention.text) } > passages.count
    }

    // MARK: Reading

    /// The names of a text, in order, without grammar words at their beginning and without possessive endings; no dates.
    static func mentions(in text: String) -> [Mention] {
        var mentions: [Mention] = []
        var run: [String] = []
        var before = ""
        var opens = false
        func flush() {
            let name = run.drop { StopWords.english.contains($0.lowercased()) }
            if let word = run.dropLast(name.count).last { (before, opens) = (word.lowercased(), false) }
            run = []
            let words = name.flatMap { Words.words(in: $0) }
            guard !words.isEmpty, !words.allSatisfy({ $0.isNumeric || Figures.hasDate([$0]) }) else { return }
            mentions.append(
                Mention(
                    words: Array(name), isBehindPreposition: placePrepositions.contains(before),
                    opensAlone: opens && name.count == 1))
        }
        var previous = ""
        for (index, token) in text.split(whereSeparator: \.isWhitespace).enumerated() {
            let bare = bare(token)
            if bare.first?.isUppercase == true || (!run.isEmpty && bare.first?.isNumber == true) {
                if run.isEmpty { (before, opens) = (previous, index == 0 || token.first != bare.first) }
                run.append(withoutPossessive(bare))
                if ends(token, bare) { flush() }
            } else {
                flush()
            }
            previous = bare.lowercased()
        }
        flush()
        return mentions
    }

    private static func bare(_ token: Substring) -> Substring {
        var token = token
        while let first = token.first, !first.isLetter, !first.isNumber { token.removeFirst() }
        while let last = token.last, !last.isLetter, !last.isNumber { token.removeLast() }
        return token
    }

    /// A mark or a possessive ends a name; the full stop of an initial does not.
    private static func ends(_ token: Substring, _ bare: Substring) -> Bool {
        bare.count > withoutPossessive(bare).count
            || (token.last != bare.last && !(token.last == "." && bare.count < 3))
    }

    private static func withoutPossessive(_ word: Substring) -> String {
        for ending in ["'s", "\u{2019}s"] where word.hasSuffix(ending) { return String(word.dropLast(ending.count)) }
        return String(word)
    }

    private static let placePrepositions: Set<String> = ["in", "at", "near"]
}
