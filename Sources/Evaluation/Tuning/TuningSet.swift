public import Corpus
import Embedding
import Foundation
public import Retrieval
import Store

/// Questions of one corpus to tune on or to test on.
public struct TuningSet: Sendable {
    /// For tables and for the file of weights.
    public let name: String
    public let corpus: CorpusName
    /// Those of which something is known to be relevant.
    public let questions: [EvidenceQuestion]
    /// Grades of passages, which count instead of the questions' facts.
    public let judgements: Judgements?

    /// Leaves out questions without facts, or without a relevant passage where there are judgements.
    public init(
        name: String, corpus: CorpusName, questions: [EvidenceQuestion], judgements: Judgements? = nil
    ) {
        self.name = name
        self.corpus = corpus
        self.judgements = judgements
        self.questions = questions.filter { question in
            judgements.map { $0.grades[question.id, default: [:]].values.contains { $0 > 0 } }
                ?? (EvidenceScore(facts: question.facts, chunks: []) != nil)
        }
    }

    /// The grades of one question; nil where facts count.
    func grades(of question: EvidenceQuestion) -> [String: Int]? {
        judgements.map { $0.grades[question.id] ?? [:] }
    }
}

/// Searches deep for the questions of a set, and keeps what the signals say of every candidate.
public struct FeatureCollector: Sendable {
    private let searcher: Searcher
    /// Candidates of each question.
    private let depth: Int

    public static let standardDepth = 100

    public init(searcher: Searcher, depth: Int = standardDepth) {
        self.searcher = searcher
        self.depth = depth
    }

    /// The features of all questions in order; what `state` has already is not searched again, and what is new is added to
    /// it. Throws what the searcher throws, and see ``CandidateFeatures``.
    public func collect(
        _ set: TuningSet, as id: TuningState.SetID, state: TuningState, progress: (Int) -> Void = { _ in }
    ) async throws -> [CandidateFeatures] {
        var features: [CandidateFeatures] = []
        for question in set.questions {
            if let known = state.features(of: question.id, in: id) {
                features.append(known)
            } else if let found = try await self.features(of: question, in: set) {
                try state.add(found, to: id)
                features.append(found)
            }
            progress(features.count)
        }
        return features
    }

    /// Names all that the features of a set depend on: the questions, the state of the corpus, the signals with their
    /// weights, which choose the candidates, and what the signals say of the first question, so that a program whose
    /// signals compute otherwise has another name. Costs one search.
    public func identifier(of set: TuningSet) async throws -> TuningState.SetID {
        let store = searcher.store
        var parts = [
            set.corpus.rawValue, String(try await store.sequence(of: set.corpus)),
            try await store.activeSpace(of: set.corpus).identifier, String(depth),
        ]
        parts += searcher.signals.entries.flatMap { [$0.signal.name, String($0.weight)] }
        for question in set.questions {
            parts += ["question", question.id, question.question, question.kind] + question.facts
            parts.append(question.asOf.map { String($0.timeIntervalSince1970) } ?? "")
            parts += (set.grades(of: question) ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        }
        if let first = set.questions.first, let probe = try await features(of: first, in: set) {
            parts.append(String(decoding: try Journal.line(probe), as: UTF8.self))
        }
        return TuningState.SetID(hashing: parts)
    }

    private func features(of question: EvidenceQuestion, in set: TuningSet) async throws -> CandidateFeatures? {
        let request = SearchRequest(
            question: question.question, corpus: set.corpus, filter: SearchFilter(asOf: question.asOf), limit: depth)
        return try CandidateFeatures(
            question, hits: try await searcher.search(request).hits, grades: set.grades(of: question))
    }
}
