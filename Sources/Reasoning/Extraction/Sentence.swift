import Corpus
import Foundation
import Retrieval
public import Store

/// A sentence of the evidence, with what the extractive writer needs to know of it.
struct Sentence: Sendable {
    /// Index of its hit in the evidence.
    private(set) var evidence: Int
    /// Index within its passage.
    let index: Int
    let text: String
    let words: [Word]
    let stems: Set<String>
    let numbers: Set<String>
    /// Not to be quoted: a headline, a fragment, or one that addresses the program.
    let isDebris: Bool
    let isInstruction: Bool
    let leansBackward: Bool

    /// Reads one, of no evidence yet: ``of(evidence:)``. O(its text).
    init(_ text: String, index: Int) {
        let words = Words.words(in: text)
        evidence = 0
        self.index = index
        self.text = text
        self.words = words
        stems = Set(words.map(\.stem))
        numbers = Set(words.filter { Figures.isFigure($0) }.map(\.folded))
        isInstruction = InstructionMarks.isInstruction(text, words: words)
        isDebris = isInstruction || Readability.isDebris(text, words: words)
        leansBackward = Readability.leansBackward(words)
    }

    /// The same as a sentence of hit `evidence`.
    func of(evidence: Int) -> Sentence {
        var copy = self
        copy.evidence = evidence
        return copy
    }
}

/// The sentences of all evidence, in its order.
struct SentencePool: Sendable {
    let evidence: [Hit]
    let sentences: [Sentence]
    /// `starts[i]` is the place in `sentences` of the first sentence of evidence i.
    private let starts: [Int]
    /// Stems of each hit's title and source.
    let titleStems: [Set<String>]
    /// The same with those of its sentences that address nobody: what each hit speaks of.
    let matterStems: [Set<String>]
    /// Words of each hit that others can stand for.
    let ordinaryWords: [WordLikeness.OrdinaryWords]

    /// O(sentences) where the passages were read lately, else O(their text).
    init(_ evidence: [Hit]) {
        let readings = evidence.map { PassageReading.of($0.passage) }
        var sentences: [Sentence] = []
        var starts: [Int] = []
        for (number, reading) in readings.enumerated() {
            starts.append(sentences.count)
            sentences.append(contentsOf: reading.sentences.lazy.map { $0.of(evidence: number) })
        }
        self.evidence = evidence
        self.sentences = sentences
        self.starts = starts
        titleStems = readings.map(\.titleStems)
        matterStems = readings.map(\.matterStems)
        ordinaryWords = readings.map(\.ordinaryWords)
    }

    /// Stems of all sentences of one hit.
    func passageStems(of evidence: Int) -> Set<String> {
        let end = evidence + 1 < starts.count ? starts[evidence + 1] : sentences.count
        return sentences[starts[evidence]..<end].reduce(into: []) { $0.formUnion($1.stems) }
    }

    /// The sentences of a place; none where the evidence does not have it.
    func sentences(of quote: Quote) -> ArraySlice<Sentence> {
        guard starts.indices.contains(quote.evidence) else { return [] }
        let start = starts[quote.evidence]
        let end = quote.evidence + 1 < starts.count ? starts[quote.evidence + 1] : sentences.count
        guard start + quote.sentences.upperBound < end else { return [] }
        return sentences[(start + quote.sentences.lowerBound)...(start + quote.sentences.upperBound)]
    }

    /// The place in ``sentences`` of one of them.
    func place(of sentence: Sentence) -> Int { starts[sentence.evidence] + sentence.index }

    /// The sentence before one, in the same passage.
    func predecessor(of sentence: Sentence) -> Sentence? {
        guard sentence.index > 0 else { return nil }
        return sentences[place(of: sentence) - 1]
    }
}

extension StoredPassage {
    /// The passage's sentences, without the white space around them.
    public var sentenceTexts: [String] {
        let utf8 = Array(chunk.text.utf8)
        let base = chunk.span.bytes.lowerBound
        return chunk.sentences.map { span in
            let range = (span.bytes.lowerBound - base)..<(span.bytes.upperBound - base)
            guard range.lowerBound >= 0, range.upperBound <= utf8.count else { return "" }
            return Self.trimmed(String(decoding: utf8[range], as: UTF8.self))
        }
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.first, scalar.properties.isWhitespace { scalars.removeFirst() }
        while let scalar = scalars.last, scalar.properties.isWhitespace { scalars.removeLast() }
        return scalars.count == text.unicodeScalars.count ? text : String(scalars)
    }
}
