/// The sizes of a BERT encoder (Devlin et al. 2019, arXiv:1810.04805), or of one that tells positions by distance.
struct BERTConfiguration: Sendable, Hashable {
    var layers: Int
    /// Components of a token's state.
    var hidden: Int
    var heads: Int
    /// Width of the feed-forward layer.
    var intermediate: Int
    /// The longest sequence: rows of the table of positions, where there is one.
    var positions: Int
    /// Rows of the table of word pieces.
    var vocabulary: Int
    /// Rows of the table of segments: 2 where a text can follow another, and 0 where segments add nothing.
    var segments = 2
    /// How tokens' distances are told; nil where places are.
    var relative: RelativePositions?
    var layerNormEpsilon: Float

    var headWidth: Int { hidden / heads }

    /// Whether it was made to read two texts: by segments, or, as DeBERTa, by what stands between them alone.
    var readsPairs: Bool { segments > 1 || relative != nil }

    /// Multiplications and additions in the linear layers for one token: 21.2 million in MiniLM.
    var operationsPerToken: Int { layers * 2 * hidden * (4 * hidden + 2 * intermediate) }

    /// all-MiniLM-L6-v2 (Wang et al. 2020, arXiv:2002.10957; Reimers and Gurevych 2019, arXiv:1908.10084).
    static let miniLM = BERTConfiguration(
        layers: 6, hidden: 384, heads: 12, intermediate: 1536, positions: 512, vocabulary: 30_522,
        layerNormEpsilon: 1e-12)
}
