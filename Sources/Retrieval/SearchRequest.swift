public import Corpus
public import Store

/// What is looked for, and where.
public struct SearchRequest: Sendable, Hashable {
    public var question: String
    public var corpus: CorpusName
    public var filter: SearchFilter
    /// Leaves out outlets of which less is believed, by the mean of the belief, 0 to 1; those of which nothing is known have 0.5.
    public var minimumCredibility: Double?
    /// Hits wanted, 1 to ``maximumLimit``.
    public var limit: Int

    public static let maximumLimit = 1_000
    /// Longest question, in Unicode scalars.
    public static let maximumQuestionLength = 4_000

    public init(
        question: String, corpus: CorpusName = .standard, filter: SearchFilter = .standing,
        minimumCredibility: Double? = nil, limit: Int = 10
    ) {
        self.question = question
        self.corpus = corpus
        self.filter = filter
        self.minimumCredibility = minimumCredibility
        self.limit = limit
    }
}

extension SearchRequest {
    /// Throws `bad-question`, `bad-credibility` or `bad-limit`; a search does so itself.
    public func validate() throws {
        if Words.words(in: question).isEmpty {
            throw BylineError(
                "bad-question", "The question has no words.", remedy: "Ask with at least one word or number.")
        }
        let length = question.unicodeScalars.count
        if length > Self.maximumQuestionLength {
            throw BylineError(
                "bad-question",
                "The question has \(length) characters, more than the \(Self.maximumQuestionLength) allowed.",
                remedy: "Ask a shorter question.")
        }
        if let minimumCredibility, !(0...1).contains(minimumCredibility) {
            throw BylineError(
                "bad-credibility", "A credibility of \(minimumCredibility) was asked for.",
                remedy: "Ask for a number from 0 to 1; outlets of which nothing is known have 0.5.")
        }
        if !(1...Self.maximumLimit).contains(limit) {
            throw BylineError(
                "bad-limit", "\(limit) hits were asked for.", remedy: "Ask for 1 to \(Self.maximumLimit).")
        }
    }
}

extension SearchRequest {
    /// The request with its floor of credibility as a filter by outlet; nil where no outlet reaches it.
    func admitting(_ outlets: [String], _ beliefs: CredibilityBook) -> SearchRequest? {
        guard let minimumCredibility else { return self }
        let wanted = Set(filter.sources.map { $0.lowercased() })
        let admitted = outlets.filter { outlet in
            (wanted.isEmpty || wanted.contains(outlet))
                && beliefs.belief(source: outlet, url: nil).mean >= minimumCredibility
        }
        guard !admitted.isEmpty else { return nil }
        var request = self
        request.filter.sources = Set(admitted)
        return request
    }
}
