import Matrix

/// A passage to be encoded.
public struct Passage: Sendable, Hashable {
    /// The article's title, as context; empty where it has none.
    public var title: String
    /// What is encoded; may be empty or too long, and is cut at its end then.
    public var text: String
    /// UTF-8 ranges of the sentences in ``text``.
    public var sentences: [Range<Int>]

    /// A passage with its title, or an empty one.
    public init(title: String, text: String, sentences: [Range<Int>] = []) {
        self.title = title
        self.text = text
        self.sentences = sentences
    }
}

/// A vector of eight-bit integers: component i is `Float(codes[i]) * scale`.
public struct QuantisedVector: Sendable, Hashable {
    /// One for each component, from -127 to 127.
    public var codes: [Int8]
    /// What one step of a code stands for.
    public var scale: Float

    /// Takes codes and scale as they are.
    public init(codes: [Int8], scale: Float) {
        self.codes = codes
        self.scale = scale
    }

    /// Rounds to the nearest of 255 steps of the largest component: an error of at most `scale / 2` in each. All zeros
    /// where a component is not finite.
    public init(_ vector: [Float]) {
        let (codes, scale) = Kernels.best.quantise(vector)
        self.init(codes: codes, scale: scale)
    }
}

/// What an embedder makes of a passage.
public struct EmbeddedPassage: Sendable, Hashable {
    /// `space.dimension` components, of length 1 where the space is normalised.
    public var vector: [Float]
    /// One for each sentence of the passage, pooled from its own token states in the same pass, of length 1 before
    /// rounding; empty where the embedder cannot see token states.
    public var sentences: [QuantisedVector]

    /// Takes vectors as they are.
    public init(vector: [Float], sentences: [QuantisedVector]) {
        self.vector = vector
        self.sentences = sentences
    }
}

/// Turns texts into vectors of one space.
///
/// Every implementation passes the suite `EmbedderConformance`: the order of the answers is that of the inputs, a
/// passage's vector does not depend on its neighbours in the batch (to 1e-5), empty and huge texts are encoded, and a
/// cancelled task ends with `CancellationError`.
public protocol Embedder: Sendable {
    /// The space that every vector of this embedder belongs to.
    var space: EmbeddingSpace { get }

    /// Primary language subtags (BCP 47) that the model was trained for; nil where it does not say.
    var trainedLanguages: Set<String>? { get }

    /// Single words as the model knows them; nil where it cannot be asked for them.
    var words: (any WordVectors)? { get }

    /// An embedder of the same model for another space of it, with other prefixes, another template or limit; nil where
    /// the space needs another model.
    func adapted(to space: EmbeddingSpace) -> (any Embedder)?

    /// Encodes passages; any number at once, batched inside. One result for each passage, in the same order.
    func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage]

    /// Encodes questions, with the space's query prefix and without a title.
    func embed(queries: [String]) async throws -> [[Float]]
}

extension Embedder {
    public var words: (any WordVectors)? { nil }

    /// Encodes one question.
    public func embed(query: String) async throws -> [Float] {
        try await embed(queries: [query])[0]
    }
}
