public import Corpus
public import Foundation
public import Store

/// A question to be answered from a corpus.
public struct AnswerRequest: Sendable, Hashable {
    public var question: String
    public var corpus: CorpusName
    public var filter: SearchFilter
    /// See ``Retrieval/SearchRequest/minimumCredibility``.
    public var minimumCredibility: Double?
    /// Sentences at most, 1 to 20.
    public var maximumSentences: Int
    /// What to choose from, 2 to 20 different ones; none where the answer is free.
    public var choices: [String]

    public init(
        question: String, corpus: CorpusName = .standard, filter: SearchFilter = .standing,
        minimumCredibility: Double? = nil, maximumSentences: Int = 5, choices: [String] = []
    ) {
        self.question = question
        self.corpus = corpus
        self.filter = filter
        self.minimumCredibility = minimumCredibility
        self.maximumSentences = maximumSentences
        self.choices = choices
    }
}

/// Where a sentence of an answer comes from.
public struct Citation: Sendable, Hashable, Codable {
    /// From 1, unique within the answer: what stands in brackets behind a sentence.
    public let number: Int
    public let article: ArticleID
    public let version: VersionID
    public let chunk: ChunkID
    public let source: String
    public let title: String
    public let url: String?
    public let publishedAt: Date?
    /// Where the quote stands in the version's text, in Unicode scalars.
    public let start: Int
    public let end: Int
    /// `text[start..<end]` of the version, exactly.
    public let quote: String

    public init(
        number: Int, article: ArticleID, version: VersionID, chunk: ChunkID, source: String, title: String,
        url: String?, publishedAt: Date?, start: Int, end: Int, quote: String
    ) {
        self.number = number
        self.article = article
        self.version = version
        self.chunk = chunk
        self.source = source
        self.title = title
        self.url = url
        self.publishedAt = publishedAt
        self.start = start
        self.end = end
        self.quote = quote
    }
}

/// A sentence of an answer; it always cites.
public struct AnswerSentence: Sendable, Hashable, Codable {
    /// From 0.
    public let index: Int
    public let text: String
    /// Numbers of the answer's citations, at least one.
    public let citations: [Int]
    /// How many independent publishers stand behind what it cites: copies and outlets of one owner are one. A label, not a gate.
    public let publishers: Int

    public init(index: Int, text: String, citations: [Int], publishers: Int) {
        self.index = index
        self.text = text
        self.citations = citations
        self.publishers = publishers
    }
}

/// A sentence that was written and does not reach the reader. Its words are not kept: what failed its gates is not shown.
public struct WithheldSentence: Sendable, Hashable, Codable {
    /// The gate that it failed.
    public let gate: String
    /// Why, for a reader.
    public let reason: String

    public init(gate: String, reason: String) {
        self.gate = gate
        self.reason = reason
    }
}

/// A question's answer, or why there is none.
public struct Answer: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable {
        case answered
        case abstained
    }

    /// How the sentences answer.
    public enum Form: String, Sendable, Hashable, Codable {
        /// The first sentence answers; the others add to it.
        case direct
        /// The sentences show the sides of a comparison or of a yes-or-no question; no conclusion is drawn.
        case sides
    }

    public let id: String
    public let question: String
    public let corpus: CorpusName
    public let status: Status
    public let form: Form
    public let sentences: [AnswerSentence]
    public let citations: [Citation]
    /// From 0 to 1: of an answer, the chance that it is right; of an abstention, the chance that the corpus does not say. 0 where
    /// the corpus was not asked.
    public let confidence: Double
    /// Which of the choices that were offered it is; nil where none were, of an abstention, and where a model's sentences name none.
    public let choice: AnswerChoice?
    /// Why there is no answer, and what is missing; nil when answered.
    public let reason: String?
    /// What the reader should know beside the sentences: what a gate noted, what is missing.
    public let notes: [String]
    /// Where independent outlets contradict each other on what was asked.
    public let contradictions: [AnswerContradiction]
    /// Sentences that failed their gates.
    public let withheld: [WithheldSentence]
    /// Who wrote it: `extractive`, or a model.
    public let writer: String
    /// Writers that were tried before.
    public let switches: [WriterSwitch]

    public init(
        id: String, question: String, corpus: CorpusName, status: Status, form: Form, sentences: [AnswerSentence],
        citations: [Citation], confidence: Double, choice: AnswerChoice? = nil, reason: String?, notes: [String] = [],
        contradictions: [AnswerContradiction] = [], withheld: [WithheldSentence] = [], writer: String,
        switches: [WriterSwitch] = []
    ) {
        self.id = id
        self.question = question
        self.corpus = corpus
        self.status = status
        self.form = form
        self.sentences = sentences
        self.citations = citations
        self.confidence = confidence
        self.choice = choice
        self.reason = reason
        self.notes = notes
        self.contradictions = contradictions
        self.withheld = withheld
        self.writer = writer
        self.switches = switches
    }

    /// The sentences as one text, each followed by its citations in brackets.
    public var text: String {
        sentences.map { sentence in
            "\(sentence.text) " + sentence.citations.map { "[\($0)]" }.joined()
        }.joined(separator: " ")
    }
}
