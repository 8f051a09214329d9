import Corpus

/// Asks a model of natural-language inference whether what a sentence cites contradicts it: beside ``SupportVerifier``, which
/// compares words, and never in its place.
///
/// It objects to a denial or a contrary in words of their own ("the plan fell" for "the plan was approved"). What a passage leaves open it
/// lets through, since such models take much for open that a reader does not.
public struct EntailmentCheck: Sendable {
    /// The name that verdicts give it.
    public static let name = "entailment"
    /// From this chance of a contradiction on a sentence is refused, chosen for one model, DeBERTa-v3-xsmall; others need
    /// one of their own. See record 0032.
    public static let threshold = 0.9915

    private let judge: any EntailmentJudge
    private let threshold: Double

    public init(_ judge: any EntailmentJudge, threshold: Double = Self.threshold) {
        self.judge = judge
        self.threshold = threshold
    }

    /// What it has against a sentence, for the reader; nil where it has nothing, and for a sentence that stands in a quote word
    /// by word, which costs no call. Throws what the judge throws.
    public func objection(to sentence: String, citing quotes: [String]) async throws -> String? {
        guard !quotes.isEmpty, !quotes.contains(where: { QuotedSentences.have(sentence, in: $0) }) else { return nil }
        let premise = quotes.map { TextLimits.prefix(of: $0, TextLimits.quote) }.joined(separator: "\n")
        let said = TextLimits.prefix(of: sentence, TextLimits.sentence)
        guard let chance = try await judge.contradiction(of: said, by: [premise]).first, chance >= threshold else {
            return nil
        }
        return "A model of inference finds that the cited sentences contradict it."
    }
}
