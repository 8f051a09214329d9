/// Vectors of single words out of any context: words that can stand for each other lie close together.
public protocol WordVectors: Sendable {
    /// Of length 1; nil for a text of which the vocabulary has no piece.
    func vector(of word: String) -> [Float]?
}
