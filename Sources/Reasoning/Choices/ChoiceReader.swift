import Corpus
import Foundation

/// Picks among given choices the one that cited text speaks for. It reads and does not know: where the text is silent, it
/// guesses the first of the likeliest.
public struct ChoiceReader: Sendable {
    /// Encodes texts into vectors of length 1, in their order.
    public typealias Encoder = @Sendable (_ texts: [String]) async throws -> [[Float]]

    private let encode: Encoder?

    /// - Parameter encode: makes vectors of the sentences and of the question with each choice; nil compares words and figures alone.
    public init(encode: Encoder? = nil) { self.encode = encode }

    /// Index of the choice with the largest share of its words in the text, the first of equals: the plainest reader there is.
    public static func plain(_ choices: [String], in sentences: [String]) -> Int {
        let text = sentences.reduce(into: Set<String>()) { $0.formUnion(Words.words(in: $1).map(\.stem)) }
        let shares = choices.map { choice in
            let stems = Self.meaning(of: choice)
            return Double(stems.count { text.contains($0) }) / Double(max(1, stems.count))
        }
        return first(of: shares)
    }

    /// Index of the choice that a sentence speaks for best: by the words that tell the choice from the others, by its figures, where
    /// the words of the question stand near, and by meaning. Throws what the encoder throws.
    public func choose(_ choices: [String], for question: String, in sentences: [String]) async throws -> Int {
        guard !choices.isEmpty, !sentences.isEmpty else { return 0 }
        let matter = ChoiceMatter(question: question, choices: choices, sentences: sentences)
        var scores = choices.indices.map(matter.score)
        if let encode {
            let asked = choices.map { "\(question) \($0)" }
            let vectors = try await encode(asked + choices + sentences)
            guard vectors.count == 2 * choices.count + sentences.count else { return Self.first(of: scores) }
            let read = vectors[(2 * choices.count)...]
            for index in choices.indices {
                let whole = read.map { Self.cosine(vectors[index], $0) }.max() ?? 0
                let alone = read.map { Self.cosine(vectors[choices.count + index], $0) }.max() ?? 0
                scores[index] += Self.wholeWeight * Double(whole) + Self.aloneWeight * Double(alone)
            }
        }
        return Self.first(of: scores)
    }

    /// What a cosine adds, against words that add up to about 2.
    private static let wholeWeight = 1.5
    private static let aloneWeight = 0.5

    static func meaning(of text: String) -> [String] {
        let words = Words.words(in: text)
        let meaning = words.filter { !$0.isStopWord }
        return (meaning.isEmpty ? words : meaning).map(\.stem)
    }

    private static func first(of scores: [Double]) -> Int {
        scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    }

    private static func cosine(_ one: [Float], _ other: [Float]) -> Float {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
