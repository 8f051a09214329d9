/// Decides whether the passages that a sentence cites say what it says.
///
/// Each check looks for one kind of difference: a figure, a date, a name that the passage lacks, a negation more or less. A
/// sentence is supported when no check objects. That is not a proof of entailment: what changes the meaning with none of
/// these signs passes. Without an encoder the meaning is not compared, and everything else is.
///
/// Sentences are checked against each cited passage alone, since facts of two passages that are put into one may be
/// true of neither. Where no passage supports a sentence whole, each of its clauses has to have one of its own.
public struct SupportVerifier: Sendable {
    /// Encodes texts into vectors of length 1, in their order.
    public typealias Encoder = @Sendable (_ texts: [String]) async throws -> [[Float]]

    private let encode: Encoder?
    private static let checks: [any SupportCheck] = [
        NumberCheck(), UnitCheck(), DateCheck(), NameCheck(), DeniedValueCheck(), PartyCheck(), SpeakerCheck(),
        PairingCheck(),
        PolarityCheck(), ContraryCheck(), ScopeCheck(),
        ModalityCheck(), CauseCheck(), MergedCheck(), WordingCheck(), TermCheck(), MeaningCheck(),
    ]

    /// The names of the checks, in the order of a verdict's.
    public static var checkNames: [String] { checks.map(\.name) }

    /// - Parameter encode: makes the vectors for the comparison of meaning; nil leaves it out.
    public init(encode: Encoder? = nil) { self.encode = encode }

    /// Checks a sentence against the passages that it cites; it is supported when one of them supports it whole, or each of
    /// its clauses is supported by one.
    ///
    /// A sentence of more than 2,000 bytes is refused unread; of a quote, 6,000 bytes and 400 words are read, and of the
    /// passage around it 24,000. Costs about a millisecond for each passage, at most some tens of them, and one call of the encoder. Throws what the encoder throws.
    public func verdict(of sentence: String, citing passages: [CitedPassage]) async throws -> SupportVerdict {
        guard !passages.isEmpty else { return Self.uncited }
        guard sentence.utf8.count <= TextLimits.sentence else { return Self.refusal(Self.tooLong) }
        let focuses = passages.map { QuoteFocus.focus(of: sentence, in: $0) }
        let compared = passages + focuses.compactMap(\.self)
        var matters = compared.map { SupportCase(sentence: sentence, passage: $0) }
        if let encode { try await Self.compareMeaning(of: sentence, compared, &matters, encode) }
        var best: SupportVerdict?
        var next = passages.count
        for index in passages.indices {
            let focus = focuses[index].map { _ in matters[next] }
            if focus != nil { next += 1 }
            let verdict = Self.verdict(on: matters[index], focus: focus)
            if verdict.isSupported { return verdict }
            if best.map({ $0.confidence < verdict.confidence }) ?? true { best = verdict }
        }
        return Self.verdict(byClauses: sentence, passages) ?? best ?? Self.uncited
    }

    /// The least sure verdict on the sentence's clauses, where each is supported by a passage of its own; nil otherwise.
    private static func verdict(byClauses sentence: String, _ passages: [CitedPassage]) -> SupportVerdict? {
        guard passages.count > 1 else { return nil }
        let words = ReadWord.words(in: sentence)
        let clauses = Clauses.clauses(in: words)
        guard clauses.count > 1, clauses.allSatisfy({ $0.count >= 3 }) else { return nil }
        var least: SupportVerdict?
        for clause in clauses {
            let text = words[clause].enumerated()
                .map { $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written }.joined()
            let verdicts = passages.lazy.map { verdict(on: SupportCase(sentence: text, passage: $0)) }
            // With half of its words in the quote a clause is about what the quote is about.
            guard let verdict = verdicts.first(where: { $0.isSupported && $0.signals.coverage >= 0.5 }) else {
                return nil
            }
            if least.map({ verdict.confidence < $0.confidence }) ?? true { least = verdict }
        }
        return least
    }

    /// - Parameter focus: the same with the part of the quote that the sentence is about; nil where that is all of it.
    static func verdict(on matter: SupportCase, focus: SupportCase? = nil) -> SupportVerdict {
        let checks = Self.checks.map { check in
            let judged = check.part == .whole ? matter : focus ?? matter
            var objection = check.objection(to: judged)
            if focus != nil, objection != nil, check.part == .either { objection = check.objection(to: matter) }
            return SupportVerdict.Check(name: check.name, passed: objection == nil, reason: objection ?? check.approval)
        }
        let signals = SupportSignals(
            objections: checks.count { !$0.passed }, similarity: matter.similarity.map(Double.init),
            coverage: TermCheck.coverage(TermCheck.terms(of: matter.claim), in: matter),
            verbatim: focus?.verbatim ?? matter.verbatim)
        return SupportVerdict(
            isSupported: signals.objections == 0, confidence: SupportConfidence.confidence(signals), checks: checks,
            signals: signals)
    }

    private static let tooLong =
        "The sentence is longer than \(TextLimits.sentence) bytes, more than is read: it has to be cut into shorter ones."

    private static var uncited: SupportVerdict { refusal("The sentence cites no passage.") }

    private static func refusal(_ reason: String) -> SupportVerdict {
        SupportVerdict(
            isSupported: false, confidence: 0,
            checks: checkNames.map { SupportVerdict.Check(name: $0, passed: false, reason: reason) },
            signals: SupportSignals(objections: checkNames.count, similarity: nil, coverage: 0, verbatim: 0))
    }

    /// Encodes everything that is to be compared in one call: the sentence, the cited sentences, and exchanged words,
    /// and what a text would affirm without its denial.
    private static func compareMeaning(
        of sentence: String, _ passages: [CitedPassage], _ matters: inout [SupportCase], _ encode: Encoder
    ) async throws {
        let quotes = passages.map { QuotedSentences.texts(in: $0.quote) }
        let words = matters.map { matter in
            matter.exchanges.flatMap { [$0.said, $0.stated] } + (matter.polarity?.doubt.map { [$0.affirmed] } ?? [])
        }
        let texts = [sentence] + zip(quotes, words).flatMap { $0 + $1 }
        let vectors = try await encode(texts)
        guard vectors.count == texts.count else { return }
        var next = 1
        for index in matters.indices {
            matters[index].similarity = (next..<(next + quotes[index].count)).map { cosine(vectors[0], vectors[$0]) }
                .max()
            let whole = next
            next += quotes[index].count
            for exchange in matters[index].exchanges.indices {
                matters[index].exchangeSimilarities[exchange] = cosine(vectors[next], vectors[next + 1])
                next += 2
            }
            if let doubt = matters[index].polarity?.doubt {
                let other = doubt.isClaim ? whole : 0
                matters[index].affirmationGain =
                    cosine(vectors[next], vectors[other]) - cosine(vectors[0], vectors[whole])
                next += 1
            }
        }
    }

    /// Of vectors of length 1.
    private static func cosine(_ one: [Float], _ other: [Float]) -> Float {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
