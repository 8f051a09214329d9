/// Decides whether the passages that a sentence cites say what it says.
///
/// Each check looks for one kind of difference: a figure, a date, a name that the passage lacks, a negation more or less. A
/// sentence is supported when no check objects. That is not a proof of entailment: what changes the meaning with none of
/// these signs passes. Without an encoder the meaning is not compared, and everything else is.
///
/// Sentences are checked against each cited passage alone, since facts of two passages that are put into one may be
/// true of neither.
public struct SupportVerifier: Sendable {
    /// Encodes texts into vectors of length 1, in their order.
    public typealias Encoder = @Sendable (_ texts: [String]) async throws -> [[Float]]

    private let encode: Encoder?
    private static let checks: [any SupportCheck] = [
        NumberCheck(), DateCheck(), NameCheck(), TermCheck(), MeaningCheck(),
    ]

    /// The names of the checks, in the order of a verdict's.
    public static var checkNames: [String] { checks.map(\.name) }

    /// - Parameter encode: makes the vectors for the comparison of meaning; nil leaves it out.
    public init(encode: Encoder? = nil) { self.encode = encode }

    /// Checks a sentence against the passages that it cites; it is supported when one of them supports it whole.
    ///
    /// Costs about a millisecond for each passage, and one call of the encoder. Throws what the encoder throws.
    public func verdict(of sentence: String, citing passages: [CitedPassage]) async throws -> SupportVerdict {
        guard !passages.isEmpty else { return Self.uncited }
        let similarities = try await similarities(of: sentence, to: passages)
        var best: SupportVerdict?
        for (passage, similarity) in zip(passages, similarities) {
            let verdict = Self.verdict(on: SupportCase(sentence: sentence, passage: passage, similarity: similarity))
            if verdict.isSupported { return verdict }
            if best.map({ $0.confidence < verdict.confidence }) ?? true { best = verdict }
        }
        return best ?? Self.uncited
    }

    static func verdict(on matter: SupportCase) -> SupportVerdict {
        let checks = Self.checks.map { check in
            let objection = check.objection(to: matter)
            return SupportVerdict.Check(name: check.name, passed: objection == nil, reason: objection ?? check.approval)
        }
        let isSupported = checks.allSatisfy(\.passed)
        return SupportVerdict(isSupported: isSupported, confidence: isSupported ? 0.9 : 0.1, checks: checks)
    }

    private static var uncited: SupportVerdict {
        SupportVerdict(
            isSupported: false, confidence: 0,
            checks: checkNames.map {
                SupportVerdict.Check(name: $0, passed: false, reason: "The sentence cites no passage.")
            })
    }

    /// The cosine of the sentence to the nearest cited sentence, or to all of them together.
    private func similarities(of sentence: String, to passages: [CitedPassage]) async throws -> [Float?] {
        guard let encode else { return passages.map { _ in nil } }
        let texts = passages.map { QuotedSentences.texts(in: $0.quote) }
        let vectors = try await encode([sentence] + texts.flatMap(\.self))
        var next = 1
        return texts.map { texts in
            let own = vectors[next..<(next + texts.count)]
            next += texts.count
            return own.map { zip($0, vectors[0]).reduce(0) { $0 + $1.0 * $1.1 } }.max()
        }
    }
}
