import Corpus
import Embedding

/// The checks that come before a write: what is stored must be readable again exactly as it was given.
enum WriteValidation {
    static func check(_ encoded: EncodedArticle, corpus: CorpusName, space: EmbeddingSpace) throws {
        let article = encoded.article
        guard article.corpus == corpus else {
            throw BylineError(
                "article-corpus", "Article \(article.id) belongs to corpus '\(article.corpus)', not to '\(corpus)'.",
                remedy: "Write it to its own corpus, or normalise it for this one.")
        }
        guard encoded.vectors.isEmpty || encoded.vectors.count == encoded.chunks.count else {
            throw BylineError(
                "vector-count",
                "Article \(article.id) comes with \(encoded.chunks.count) chunks and \(encoded.vectors.count) vectors.",
                remedy: "Give one vector for each chunk, or none at all.")
        }
        try checkText(article)
        try checkChunks(encoded.chunks, of: article)
        for (chunk, vector) in zip(encoded.chunks, encoded.vectors) {
            try check(vector, of: chunk.id, space: space)
            guard vector.sentences.isEmpty || vector.sentences.count == chunk.sentences.count else {
                throw BylineError(
                    "sentence-vectors",
                    "Chunk \(chunk.id) has \(chunk.sentences.count) sentences and \(vector.sentences.count) vectors of them.",
                    remedy: "Give one vector for each sentence, or none.")
            }
        }
    }

    /// Throws `vector-dimension` where a vector does not fit the space, `vector-not-finite` where it cannot be compared.
    static func check(_ embedding: EmbeddedPassage, of chunk: ChunkID, space: EmbeddingSpace) throws {
        let wrong = ([embedding.vector.count] + embedding.sentences.map(\.codes.count))
            .first { $0 != space.dimension }
        if let wrong {
            throw BylineError(
                "vector-dimension",
                "A vector of chunk \(chunk) has \(wrong) components; the space \(space.identifier) has \(space.dimension).",
                remedy: "Embed with the model of that space, or name the space that these vectors belong to.")
        }
        guard embedding.vector.allSatisfy(\.isFinite), embedding.sentences.allSatisfy(\.scale.isFinite) else {
            throw BylineError(
                "vector-not-finite", "A vector of chunk \(chunk) holds a component that is not a finite number.",
                remedy: "Embed the passage again; if it happens again, the model's weights are damaged.")
        }
    }

    /// SQLite's text ends at a NUL; the article's own text is kept as bytes and may hold one.
    private static func checkText(_ article: Article) throws {
        let fields = [
            article.id.rawValue, article.version.rawValue, article.source, article.url ?? "", article.title,
            article.author ?? "", article.category ?? "", article.language,
        ]
        guard !fields.contains(where: { $0.utf8.contains(0) }) else {
            throw BylineError(
                "article-not-normalised", "Article \(article.id) holds a NUL character in its title or metadata.",
                remedy: "Pass articles through the normaliser before they are written.")
        }
    }

    private static func checkChunks(_ chunks: [Chunk], of article: Article) throws {
        var text = article.text
        let wrong = text.withUTF8 { bytes in
            chunks.first { chunk in
                let range = chunk.span.bytes
                guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return true }
                return !bytes[range].elementsEqual(chunk.text.utf8)
            }
        }
        if let wrong {
            throw BylineError(
                "chunk-span", "Chunk \(wrong.id) of article \(article.id) is not the text at its own place.",
                remedy: "Cut the article again: offsets must be those of its normalised text.")
        }
        guard Set(chunks.map(\.ordinal)).count == chunks.count else {
            throw BylineError(
                "chunk-ordinal", "Two chunks of article \(article.id) have the same ordinal.",
                remedy: "Number the chunks of an article from 0.")
        }
    }
}
