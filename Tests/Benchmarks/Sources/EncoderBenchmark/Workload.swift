import Corpus
import Embedding

/// Texts, and what is done with them.
struct Workload: Codable {
    /// What a round of a workload does.
    enum Job: String, Codable {
        /// All texts at once, as passages.
        case passages
        /// One text after the other, as questions.
        case questions
        /// Token ids of one text after the other.
        case tokens
    }

    let name: String
    let job: Job
    let texts: [String]

    /// Does it once.
    func run(with embedder: BERTEmbedder) async throws {
        switch job {
        case .passages: _ = try await embedder.embed(texts.map { Passage(title: "", text: $0) })
        case .questions: for text in texts { _ = try await embedder.embed(query: text) }
        case .tokens:
            var buffer = TokenBuffer()
            for var text in texts { text.withUTF8 { embedder.tokenizer.encode($0, into: &buffer) } }
        }
    }

    /// Operations that the model needs for the texts, without padding: 21.23 million a token, and 9,216 for each token of
    /// its sequence.
    func operations(_ embedder: BERTEmbedder) -> Double {
        guard job != .tokens else { return 0 }
        return texts.reduce(0) { sum, text in
            let tokens = Double(min(embedder.tokenizer.encode(text).count + 2, embedder.space.maximumTokens))
            return sum + tokens * (21.23e6 + 9216 * tokens)
        }
    }

    /// Passages of about 120 words, sentences of about 20, questions one at a time, and tokens; always the same.
    static let standard: [Workload] = {
        let words = """
            the harbour council said on monday that repairs to the quay wall would cost more than twice the sum which \
            engineers had named after last year's flood while residents of ward seven asked why pumps that were \
            bought with public money never ran and who had signed for them
            """.split(separator: " ").map(String.init)
        var state: UInt64 = 7
        func text(_ count: Int) -> String {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(state >> 33) % words.count]
            }.joined(separator: " ") + "."
        }
        let passages = (0..<32).map { text(110 + $0 % 21) }
        let questions = (0..<32).map { text(8 + $0 % 7) }
        return [
            Workload(name: "120 words", job: .passages, texts: passages),
            Workload(name: "20 words", job: .passages, texts: (0..<64).map { text(15 + $0 % 11) }),
            Workload(name: "question", job: .questions, texts: questions),
            Workload(name: "tokens of 120 words", job: .tokens, texts: passages),
            Workload(name: "tokens of a question", job: .tokens, texts: questions),
        ]
    }()
}
