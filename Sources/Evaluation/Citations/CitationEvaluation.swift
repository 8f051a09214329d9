import Corpus
public import Reasoning
public import Store

/// Whether the citations of answers lead to what they quote, and support what they stand behind.
///
/// Recall and precision after ALCE (Gao, Yen, Yu, Chen: "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023), with
/// ``SupportVerifier`` in the place of its entailment model: a sentence counts for recall where what it cites supports it together, and
/// a citation for precision where its sentence is supported and it supports it alone, or the others do not without it.
public struct CitationEvaluation: Sendable {
    /// A sentence of an answer with what it cites.
    public struct Statement: Sendable {
        /// The question's id.
        public let question: String
        public let text: String
        public let passages: [CitedPassage]
        /// URLs of the articles, in the order of the passages; empty where there is none.
        public let urls: [String]
        public let isSupported: Bool
        /// For each passage.
        public let isPrecise: [Bool]
    }

    public let answers: Int
    /// Citations of the answers, those of contradictions among them.
    public let citations: Int
    /// Those whose quote is, scalar by scalar, the slice of the stored version that they give.
    public let resolved: Int
    public let statements: [Statement]

    /// Supported ÷ sentences.
    public var recall: Double { Self.share(statements.count(where: \.isSupported), of: statements.count) }
    /// Precise ÷ citations of sentences.
    public var precision: Double {
        let all = statements.flatMap(\.isPrecise)
        return Self.share(all.count { $0 }, of: all.count)
    }

    private static func share(_ part: Int, of whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }

    /// Looks up every citation of the answers in the store, and asks the verifier of every sentence. Throws what either throws.
    public static func run(
        _ outcomes: [AnswerEvaluation.Outcome], in store: any Store, verifier: SupportVerifier
    ) async throws -> CitationEvaluation {
        var texts: [VersionID: String] = [:]
        var statements: [Statement] = []
        var (citations, resolved) = (0, 0)
        let answered = outcomes.filter { $0.answer.status == .answered }
        for outcome in answered {
            let answer = outcome.answer
            for citation in answer.citations {
                if texts[citation.version] == nil {
                    for version in try await store.versions(of: citation.article, in: answer.corpus) {
                        texts[version.article.version] = version.article.text
                    }
                }
                citations += 1
                if isSlice(citation, of: texts[citation.version]) { resolved += 1 }
            }
            for sentence in answer.sentences {
                let cited = sentence.citations.map { answer.citations[$0 - 1] }
                statements.append(
                    try await statement(sentence.text, cited, texts, of: outcome.question.id, verifier: verifier))
            }
        }
        return CitationEvaluation(
            answers: answered.count, citations: citations, resolved: resolved, statements: statements)
    }

    private static func isSlice(_ citation: Citation, of text: String?) -> Bool {
        guard let text, citation.start >= 0, citation.start < citation.end else { return false }
        let scalars = Array(text.unicodeScalars)
        guard citation.end <= scalars.count else { return false }
        return String(String.UnicodeScalarView(scalars[citation.start..<citation.end])) == citation.quote
    }

    private static func statement(
        _ text: String, _ citations: [Citation], _ texts: [VersionID: String], of question: String,
        verifier: SupportVerifier
    ) async throws -> Statement {
        let passages = citations.map {
            CitedPassage(
                quote: $0.quote, context: texts[$0.version], title: $0.title, source: $0.source,
                publishedAt: $0.publishedAt)
        }
        let isSupported = try await verifier.verdict(of: text, citing: passages).isSupported
        var isPrecise: [Bool] = []
        for index in passages.indices {
            var holds = false
            if isSupported {
                holds = try await verifier.verdict(of: text, citing: [passages[index]]).isSupported
                if !holds {
                    var others = passages
                    others.remove(at: index)
                    holds = try await !verifier.verdict(of: text, citing: others).isSupported
                }
            }
            isPrecise.append(holds)
        }
        return Statement(
            question: question, text: text, passages: passages, urls: citations.map { $0.url ?? "" },
            isSupported: isSupported, isPrecise: isPrecise)
    }
}
