import Corpus
import Foundation
import Testing

@Suite struct ChunkerTests {
    /// Spells all of a to z letter by letter, and knows a few words.
    static let letters: [String] = {
        let alphabet = "abcdefghijklmnopqrstuvwxyz".map(String.init)
        let marks = [".", ",", "!", "?", "…", "\"", "(", ")", "—", "。", "中", "文", "1", "3", "5"]
        return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "flood", "ward", "##ab"] + alphabet
            + alphabet.map { "##" + $0 } + marks
    }()

    private func article(_ text: String, title: String = "Title") -> Article {
        Article(
            id: ArticleID(rawValue: "art_x"), version: VersionID(rawValue: "ver_x"), corpus: .standard,
            source: "Gazette",
            url: nil, title: title, text: text, author: nil, category: nil, language: "en", publishedAt: nil,
            updatedAt: nil, retracted: false, knownFrom: Date(timeIntervalSince1970: 0))
    }

    private func chunker(maximumTokens: Int = 40, overlapTokens: Int = 8) throws -> Chunker {
        let tokenizer = WordTokenizer()
        return try Chunker(
            tokenizer: tokenizer,
            chunking: Chunking(
                tokenizer: tokenizer.identifier, maximumTokens: maximumTokens, overlapTokens: overlapTokens))
    }

    /// `count` sentences of `words` words and a full stop.
    private func prose(_ count: Int, words: Int) -> String {
        (0..<count).map { "Sentence \($0) " + String(repeating: "word ", count: words - 3) + "ends." }.joined(
            separator: " ")
    }

    @Test("An article that fits is one chunk, with its sentences in place")
    func oneChunk() throws {
        let text = "The port closed.\n\nIt opened — again."
        let chunks = try chunker().chunks(of: article(text))
        #expect(chunks.count == 1)
        #expect(chunks[0].text == text)
        #expect(chunks[0].span == TextSpan(scalars: 0..<36, bytes: 0..<38))
        #expect(
            chunks[0].sentences == [
                TextSpan(scalars: 0..<16, bytes: 0..<16), TextSpan(scalars: 18..<36, bytes: 18..<38),
            ])
        #expect(chunks[0].tokenCount == 9)
        #expect(chunks[0].ordinal == 0)
    }

    @Test("No text, no chunk", arguments: ["", "  ", "\n\n\u{A0}"])
    func nothing(text: String) throws {
        #expect(try chunker().chunks(of: article(text)).isEmpty)
    }

    @Test("Ids come from article, version, chunking and place")
    func ids() throws {
        let chunker = try chunker()
        let chunk = try #require(chunker.chunks(of: article("  The port closed.")).first)
        #expect(chunk.id == ChunkID(hashing: ["art_x", "ver_x", "words:1/40+8/r1", "2", "18"]))
    }

    @Test("The end of a chunk is repeated, by whole sentences, within the limit")
    func overlap() throws {
        let chunks = try chunker().chunks(of: article(prose(20, words: 7)))
        #expect(chunks.count > 3)
        for (chunk, next) in zip(chunks, chunks.dropFirst()) {
            #expect(next.sentences.first == chunk.sentences.last)
            #expect(next.sentences.count > 1)
        }
        let apart = try chunker(overlapTokens: 0).chunks(of: article(prose(20, words: 7)))
        #expect(apart.map(\.sentences.count).reduce(0, +) == 20)
    }

    @Test("Lengths are balanced: no crumb at the end")
    func balance() throws {
        let chunks = try chunker(maximumTokens: 103, overlapTokens: 0).chunks(of: article(prose(13, words: 9)))
        #expect(chunks.map(\.tokenCount) == [70, 60] || chunks.map(\.tokenCount) == [60, 70])
    }

    @Test("A boundary falls between paragraphs where that costs little")
    func paragraphs() throws {
        let text = prose(4, words: 9) + "\n" + prose(6, words: 9)
        let chunks = try chunker(maximumTokens: 83, overlapTokens: 0).chunks(of: article(text))
        #expect(chunks.map(\.sentences.count) == [4, 6])
    }

    @Test("A long title counts as a quarter of the limit, and no more")
    func titles() throws {
        let chunker = try chunker(maximumTokens: 40)
        #expect(chunker.chunking.titleLimit == 10)
        #expect(chunker.chunking.textLimit(titleTokens: 4) == 34)
        let long = chunker.chunks(of: article(prose(30, words: 6), title: String(repeating: "word ", count: 500)))
        #expect(long.allSatisfy { $0.tokenCount <= 28 })
        #expect(long.contains { $0.tokenCount > 20 })
    }

    @Test("A sentence that does not fit is cut between words, evenly, and its parts are not repeated")
    func longSentences() throws {
        let text = "Short one. " + String(repeating: "word ", count: 100) + "ends. Short two."
        let chunks = try chunker().chunks(of: article(text))
        let parts = chunks.flatMap(\.sentences)
        #expect(Set(parts).count == parts.count)
        #expect(chunks.allSatisfy { $0.tokenCount <= 37 && !$0.text.hasPrefix("ord") && !$0.text.hasSuffix("wor") })
        #expect(chunks.map(\.tokenCount).min() ?? 0 > 20)
    }

    @Test("A word without end is cut, too, and no chunk is endless")
    func endlessWords() throws {
        for text in [
            String(repeating: "x", count: 50_000), String(repeating: "https://", count: 5000),
            String(repeating: "é", count: 9999),
        ] {
            let chunks = try chunker().chunks(of: article(text))
            #expect(chunks.map(\.text).joined() == text)
            #expect(chunks.allSatisfy { $0.text.unicodeScalars.count <= 38 * Chunker.scalarsPerToken })
        }
    }

    @Test("What holds for every text holds for 10,000 random and hostile ones")
    func properties() throws {
        var random = SeededGenerator(seed: 2024)
        let wordPiece = try WordPiece(lines: Self.letters)
        let tokenizers: [any ChunkTokenizer] = [wordPiece, WordTokenizer()]
        for number in 0..<10_000 {
            let tokenizer = tokenizers[number % 2]
            let maximum = Int.random(in: 16...80, using: &random)
            let chunking = Chunking(
                tokenizer: tokenizer.identifier, maximumTokens: maximum,
                overlapTokens: Int.random(in: 0...maximum / 4, using: &random))
            let chunker = try Chunker(tokenizer: tokenizer, chunking: chunking)
            let article = article(
                hostileText(&random, parts: number % 100 == 0 ? 300 : 40), title: hostileText(&random, parts: 6))
            let chunks = chunker.chunks(of: article)
            check(chunks, of: article, chunking, tokenizer)
            if number % 50 == 0 { #expect(chunker.chunks(of: article) == chunks) }
        }
    }

    private func check(_ chunks: [Chunk], of article: Article, _ chunking: Chunking, _ tokenizer: any ChunkTokenizer) {
        let utf8 = Array(article.text.utf8)
        let scalars = Array(article.text.unicodeScalars)
        let limit = chunking.textLimit(titleTokens: tokenizer.count(article.title))
        let whole = Set(SentenceSplitter().sentences(of: article.text))
        var covered = 0
        var previous: Chunk?
        for (ordinal, chunk) in chunks.enumerated() {
            #expect(chunk.ordinal == ordinal)
            #expect(Array(chunk.text.utf8) == Array(utf8[chunk.span.bytes]))
            #expect(Array(chunk.text.unicodeScalars) == Array(scalars[chunk.span.scalars]))
            #expect(chunk.tokenCount == tokenizer.count(chunk.text), "\(chunk.text.debugDescription)")
            #expect(chunk.tokenCount <= limit)
            #expect(chunk.sentences.first?.scalars.lowerBound == chunk.span.scalars.lowerBound)
            #expect(chunk.sentences.last?.bytes.upperBound == chunk.span.bytes.upperBound)
            #expect(
                zip(chunk.sentences, chunk.sentences.dropFirst()).allSatisfy {
                    $0.scalars.upperBound <= $1.scalars.lowerBound
                })
            if let previous {
                let repeated = chunk.sentences.filter { $0.scalars.lowerBound < previous.span.scalars.upperBound }
                #expect(repeated.allSatisfy { whole.contains($0) && previous.sentences.contains($0) })
                #expect(repeated.count < chunk.sentences.count && repeated.count < previous.sentences.count)
                #expect(chunk.span.scalars.lowerBound > previous.span.scalars.lowerBound)
            }
            let gap = scalars[covered..<max(covered, chunk.span.scalars.lowerBound)]
            #expect(isWhiteSpace(gap))
            covered = chunk.span.scalars.upperBound
            previous = chunk
        }
        #expect(isWhiteSpace(scalars[covered...]))
        #expect(Set(chunks.map(\.id)).count == chunks.count)
        let kept = Set(chunks.flatMap(\.sentences))
        for sentence in whole where tokenizer.count(slice(utf8, sentence)) <= limit {
            guard sentence.scalars.count <= limit * Chunker.scalarsPerToken else { continue }
            #expect(kept.contains(sentence))
        }
    }

    private func slice(_ utf8: [UInt8], _ span: TextSpan) -> String {
        String(decoding: utf8[span.bytes], as: UTF8.self)
    }

    @Test("Limits that leave no room and foreign chunkings are refused")
    func errors() throws {
        let tokenizer = WordTokenizer()
        func error(_ chunking: Chunking) -> BylineError? {
            #expect(throws: BylineError.self) { try Chunker(tokenizer: tokenizer, chunking: chunking) }
        }
        let foreign = error(Chunking(tokenizer: "wordpiece:07eced37"))
        #expect(foreign?.code == .chunkingMismatch)
        #expect(
            foreign?.message
                == "The chunking wordpiece:07eced37/256+32/r1 cannot be made with the tokenizer words:1.")
        #expect(foreign?.remedy == "Use the vocabulary that the corpus was chunked with, or chunk it anew.")
        let old = error(Chunking(tokenizer: "words:1", revision: 99))
        #expect(old?.message == "The chunking words:1/256+32/r99 is of another revision than this program's, r1.")
        #expect(old?.remedy == "Chunk the corpus anew, or use the program that chunked it.")
        for (maximum, overlap) in [(15, 0), (0, 0), (-5, 0), (256, 65), (256, -1)] {
            let limits = error(Chunking(tokenizer: "words:1", maximumTokens: maximum, overlapTokens: overlap))
            #expect(limits?.code == .chunkingLimits)
            #expect(limits?.message == "The chunking words:1/\(maximum)+\(overlap)/r1 leaves no room for text.")
            #expect(limits?.remedy == "Allow at least 16 tokens, and an overlap of at most a quarter of them.")
        }
    }
}
