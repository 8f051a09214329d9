import Corpus
import Foundation
import Store

/// An article that its outlet corrected, with what the correction put right and what it took back.
struct CorrectedArticle: Sendable {
    /// The version that stands at the moment for which this was made.
    let article: Article
    /// When the last correction stood.
    let stood: Date
    /// What the version before it said and the article says no longer.
    let withdrawn: [Claim]
    /// What the article says now and that version did not, the notice among it: the stems of each sentence.
    private let putRight: Set<[UInt32]>

    /// A sentence, as far as words tell what it claims.
    struct Claim: Sendable {
        /// Of its words that carry meaning, by their stems; see ``StemHashes``.
        let words: Set<UInt32>
        /// Those of its figures that the corrected article has not.
        let figures: Set<UInt32>
        /// What the article says instead: the words of each of its sentences.
        let standing: [Set<UInt32>]
    }

    /// Words that a claim has at least: "More in the afternoon" says nothing that another could tell.
    private static let minimumWords = 4
    /// The share of a claim's words that a sentence has which tells it; less where it has a figure that was taken back.
    private static let (sharedWords, sharedWordsWithFigure) = (0.6, 0.4)

    /// Nil where none of the versions corrects the one before it. O(length of two versions).
    /// - Parameter versions: all that may be known, oldest first, so that the last one stands.
    init?(_ versions: [StoredVersion]) {
        guard let standing = versions.last?.article,
            let place = versions.indices.dropFirst().last(where: { place in
                CorrectionNotice.appears(
                    in: versions[place].article.text, after: versions[place - 1].article.text)
            })
        else { return nil }
        article = standing
        stood = Self.stood(versions[place].article)
        var hashes = StemHashes()
        let before = versions[place - 1].article.text
        putRight = Set(Self.sentences(of: standing.text).map { hashes.stems(in: $0) })
            .subtracting(Self.sentences(of: before).map { hashes.stems(in: $0) })
        // A notice repeats what it takes back.
        let now = Self.sentences(of: CorrectionNotice.without(standing.text)).map { Self.words(in: $0, &hashes) }
        let (said, left) = (Set(now.map(\.words)), now.reduce(into: Set<UInt32>()) { $0.formUnion($1.figures) })
        withdrawn = Self.sentences(of: CorrectionNotice.without(before)).map { Self.words(in: $0, &hashes) }
            .filter { $0.words.count >= Self.minimumWords && !said.contains($0.words) }
            .map { Claim(words: $0.words, figures: $0.figures.subtracting(left), standing: now.map(\.words)) }
    }

    /// From when on a version could be seen.
    static func stood(_ version: Article) -> Date { max(version.knownFrom, version.publishedAt ?? version.knownFrom) }

    /// Whether a sentence of the article, by its stems, is one that the version before the correction had not.
    func putRight(_ sentence: ArraySlice<UInt32>) -> Bool { putRight.contains(Array(sentence)) }

    /// Whether a sentence of another article tells what was taken back: it has most words of a claim, and a figure that the claim
    /// lost, or else is closer to the claim than to all that stands now.
    func tookBack(_ sentence: ArraySlice<UInt32>) -> Bool {
        let words = Set(sentence)
        return withdrawn.contains { claim in
            let share = Double(claim.words.intersection(words).count) / Double(claim.words.count)
            guard claim.figures.isEmpty else {
                return share >= Self.sharedWordsWithFigure && !claim.figures.isDisjoint(with: words)
            }
            let likeness = Self.likeness(claim.words, words)
            return share >= Self.sharedWords && claim.standing.allSatisfy { Self.likeness($0, words) < likeness }
        }
    }

    /// The cosine of two sentences by their words, up to a factor that the second has.
    private static func likeness(_ sentence: Set<UInt32>, _ other: Set<UInt32>) -> Double {
        sentence.isEmpty ? 0 : Double(sentence.intersection(other).count) / Double(sentence.count).squareRoot()
    }

    private static func sentences(of text: String) -> [Substring] {
        let scalars = text.unicodeScalars
        return SentenceSplitter().sentences(of: text).map { span in
            let start = text.utf8.index(text.startIndex, offsetBy: span.bytes.lowerBound)
            return text[start..<scalars.index(start, offsetBy: span.scalars.count)]
        }
    }

    private static func words(
        in sentence: Substring, _ hashes: inout StemHashes
    ) -> (words: Set<UInt32>, figures: Set<UInt32>) {
        let words = Words.words(in: sentence).filter { !$0.isStopWord }
        func stems(_ words: [Word]) -> Set<UInt32> { Set(words.flatMap { hashes.stems(in: $0.folded) }) }
        return (stems(words), stems(words.filter(\.isNumeric)))
    }
}
