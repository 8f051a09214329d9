public import Embedding

/// Reads question and passage together and says how well the passage answers: a cross-encoder, as a rule (Nogueira and Cho
/// 2019, "Passage re-ranking with BERT"). Far dearer than a signal that compares vectors, so only the best candidates
/// are read; see ``RerankerSignal``.
public protocol PassageReranker: Sendable {
    /// One number for each passage, in their order: a logit, so that its sigmoid is the probability that the passage answers.
    func score(question: String, passages: [String]) async throws -> [Float]
}

extension CrossEncoder: PassageReranker {}
