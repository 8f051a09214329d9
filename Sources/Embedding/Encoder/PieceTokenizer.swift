internal import Corpus

/// What a model of pairs needs of its tokenizer.
protocol PieceTokenizer: Sendable {
    /// What begins a sequence.
    var cls: Int32 { get }
    /// What ends each text of a sequence.
    var sep: Int32 { get }
    /// The ids of a text, without either.
    func ids(of text: String) -> [Int32]
}

extension WordPiece: PieceTokenizer {
    func ids(of text: String) -> [Int32] { encode(text).map(\.id) }
}

extension Unigram: PieceTokenizer {
    func ids(of text: String) -> [Int32] { encode(text) }
}
