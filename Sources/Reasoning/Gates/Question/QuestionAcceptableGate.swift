import Corpus

/// Refuses what is no question to a news corpus: more than a page of text, words without meaning, and what the policy
/// withholds.
public struct QuestionAcceptableGate: Gate {
    public let name = "question-acceptable"
    public let summary =
        "The question has words that carry meaning, is no longer than a page, and asks for nothing that the policy withholds."
    public let recovery = Recovery.abstain
    private let policy: QuestionPolicy

    /// Beyond so many words a question is a document, and its evidence is anything.
    static let maximumWords = 400

    public init(policy: QuestionPolicy = .standard) { self.policy = policy }

    public func verdict(on subject: AskedQuestion) -> Verdict {
        let words = Words.words(in: subject.request.question)
        guard words.count <= Self.maximumWords else {
            return .failed("The question has \(words.count) words, more than \(Self.maximumWords); ask in fewer.")
        }
        guard words.contains(where: { !$0.isStopWord }) else {
            return .failed("The question has no word that could be looked for; name what it is about.")
        }
        if let topic = policy.withheldTopic(of: words) {
            return .failed("The policy of this installation withholds \(topic).")
        }
        return .passed
    }
}

/// What is not answered whatever the corpus says.
public struct QuestionPolicy: Sendable, Hashable {
    /// A topic with the phrases that ask for it, in lower case.
    public struct Topic: Sendable, Hashable {
        /// As it is named to the reader: "private addresses and telephone numbers".
        public let name: String
        public let phrases: [String]
        fileprivate let mentioned: PhraseSet

        public init(name: String, phrases: [String]) {
            self.name = name
            self.phrases = phrases
            mentioned = PhraseSet(phrases)
        }
    }

    public let topics: [Topic]

    public init(topics: [Topic]) { self.topics = topics }

    /// Withholds what leads to a private person's door.
    public static let standard = QuestionPolicy(topics: [
        Topic(
            name: "private addresses, telephone numbers and identity numbers",
            phrases: [
                "home address", "private address", "phone number", "telephone number", "mobile number",
                "private email", "personal email", "social security number", "passport number", "credit card number",
                "bank account number", "where does he live", "where does she live",
            ])
    ])

    func withheldTopic(of words: [Word]) -> String? {
        let folded = words.map(\.folded)
        return topics.first { $0.mentioned.isMentioned(in: folded) }?.name
    }
}
