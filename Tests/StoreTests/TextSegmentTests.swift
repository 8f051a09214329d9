import Foundation
import Matrix
import Testing

@testable import Store

@Suite struct TextSegmentTests {
    private func segment(_ texts: [String], firstKey: Int64 = 0) -> TextSegment {
        var builder = TextSegmentBuilder()
        for (index, text) in texts.enumerated() {
            builder.append(key: firstKey + Int64(index), slot: Int32(index), title: "A title", text: text)
        }
        return builder.finish()
    }

    private func postings(_ segment: TextSegment, _ term: String) -> [[Int]] {
        segment.postings(of: AnalysedTerm(term)).map { [$0.row, $0.text, $0.title] }
    }

    @Test func findsEachTermByItsStem() {
        let segment = segment(["Floods, flooding and a title", "", "A café — CAFÉ cafe"])
        #expect(postings(segment, "flooded") == [[0, 2, 0]])
        #expect(postings(segment, "Café") == [[2, 3, 0]])
        #expect(postings(segment, "titles") == [[0, 1, 1], [1, 0, 1], [2, 0, 1]])
        #expect(postings(segment, "flo") == [] && postings(segment, "zzz") == [] && postings(segment, "") == [])
        #expect(Array(segment.lengths) == [5, 0, 4])
        #expect(segment.isSound(slots: 3) && !segment.isSound(slots: 2))
    }

    @Test func severalWordsAreAPhrase() {
        let segment = segment([
            "port strike", "strike at the port, strike", "strike, port", "the port strike: port strikes, port",
        ])
        #expect(postings(segment, "port-strike") == [[0, 1, 0], [1, 1, 0], [3, 2, 0]])
        #expect(postings(segment, "strike at the port") == [[1, 1, 0]])
        // A text and its title are two fields.
        #expect(postings(segment, "title:port") == [] && postings(segment, "strike a title") == [])
        #expect(postings(segment, "a title") == [[0, 0, 1], [1, 0, 1], [2, 0, 1], [3, 0, 1]])
        #expect(postings(segment, "port nothing") == [])
    }

    /// A phrase whose words stand more often than positions are kept is found as far as they are.
    @Test func positionsEndWithTheLargestCount() {
        let segment = segment([String(repeating: "port ", count: 300) + "strike", "port strike"])
        #expect(postings(segment, "port") == [[0, 255, 0], [1, 1, 0]])
        #expect(postings(segment, "port port") == [[0, 254, 0]])
        #expect(postings(segment, "port strike") == [[1, 1, 0]])
    }

    /// Lists of any length: without a full block, with one or several, and with a rest.
    @Test(arguments: [1, 127, 128, 129, 256, 1000])
    func listsOfAnyLengthAreReadAsWritten(count: Int) {
        let texts = (0..<(3 * count)).map { row in
            row % 3 == 1 ? String(repeating: "flood water ", count: row % 5 + 1) : "dry land"
        }
        let segment = segment(texts)
        let expected = (0..<count).map { [3 * $0 + 1, (3 * $0 + 1) % 5 + 1, 0] }
        #expect(postings(segment, "flood") == expected && postings(segment, "flood water") == expected)
        #expect(segment.isSound(slots: 3 * count))
        #expect(segment.number(of: "flood".utf8).map(segment.blocks)?.count == (count + 127) / 128)
    }

    /// The positions of a block have one width, whichever the largest difference needs.
    @Test(arguments: [(1, 1), (255, 1), (300, 2), (70_000, 4)])
    func positionsOfAnyWidthAreReadAsWritten(gap: Int, width: Int) throws {
        let far = String(repeating: "dry ", count: gap - 1) + "port strike, port strike"
        let segment = segment(["port", far, "a strike, port strike, strike"])
        #expect(postings(segment, "port strike") == [[1, 2, 0], [2, 1, 0]])
        #expect(postings(segment, "strike port") == [[1, 1, 0], [2, 1, 0]])
        let list = try #require(segment.list(of: AnalysedTerm("port")))
        var positions: [[UInt32]] = []
        list.forEach { positions.append(Array($1)) }
        #expect(positions == [[0], [UInt32(gap) - 1, 2], [2]])
        let size = list.blocks.lowerBound + 1 < segment.positionOffsets.count
        let start = Int(segment.positionOffsets[list.blocks.lowerBound])
        let end = size ? Int(segment.positionOffsets[list.blocks.lowerBound + 1]) : segment.positions.count
        #expect(end - start == 4 * width)
        #expect(postings(TextSegmentJoin.join([segment, segment]), "port strike").count == 4)
    }

    /// Of common terms alone: a bit for each row that has the term.
    @Test func commonTermsHaveBitmaps() throws {
        let texts = (0..<1000).map { row in "\(row % 3 == 0 ? "flood" : "dry") \(row % 40 == 7 ? "rare" : "") port" }
        for segment in [
            segment(texts), TextSegmentJoin.join([segment(Array(texts[..<700])), segment(Array(texts[700...]))]),
        ] {
            for term in ["flood", "dry", "port"] {
                let list = try #require(segment.list(of: AnalysedTerm(term)))
                let bitmap = try #require(list.bitmap)
                let rows = (0..<1000).filter { bitmap[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
                withExtendedLifetime(segment) { #expect(rows == list.postings.map(\.row)) }
            }
            #expect(segment.list(of: AnalysedTerm("rare"))?.bitmap == nil)
            #expect(postings(segment, "rare port").count == 25 && postings(segment, "flood port").count > 300)
        }
    }

    @Test func joinsAsIfItHadBeenOne() {
        let (one, other) = (["a b c", "", "b"], ["c d", "a", "Zoë z"])
        let joined = TextSegmentJoin.join([segment(one), segment(other, firstKey: 3)])
        let whole = segment(one + other)
        #expect(Array(joined.keys) == Array(whole.keys) && joined.terms == whole.terms)
        // Slots apart, which a builder gives as it is told.
        #expect(Array(joined.letters) == Array(whole.letters) && Array(joined.postings) == Array(whole.postings))
        #expect(Array(joined.positions) == Array(whole.positions) && Array(joined.bounds) == Array(whole.bounds))
        #expect(Array(joined.bitmaps) == Array(whole.bitmaps) && Array(joined.denseTerms) == Array(whole.denseTerms))
        #expect(joined.isSound(slots: 6))
        let kept = TextSegmentJoin.keep(whole) { $0 == 1 ? nil : $0 + 10 }
        #expect(Array(kept.keys) == [0, 2, 3, 4, 5] && Array(kept.slots) == [10, 12, 13, 14, 15])
        #expect(postings(kept, "b") == [[0, 1, 0], [1, 1, 0]] && postings(kept, "c d") == [[2, 1, 0]])
        #expect(TextSegmentJoin.keep(whole) { _ in nil }.terms == 0)
    }

    @Test func numbersBytesOnce() {
        var table = ByteTable()
        func number(_ text: String) -> (Int, Bool) { Array(text.utf8).withUnsafeBufferPointer { table.number(of: $0) } }
        for round in 0..<2 {
            for index in 0..<5000 { #expect(number("word\(index)") == (index, round == 0)) }
        }
        #expect(number("") == (5000, true) && number("") == (5000, false))
        #expect(table.count == 5001)
        #expect(String(decoding: table.bytes[table[42]], as: UTF8.self) == "word42")
    }

    /// BM25 by hand: two chunks of 2 and 4 words; the term twice in the first one's text and once in its title.
    @Test func scoresByTheFormula() {
        let statistics = TermStatistics(chunks: 2, averageLength: 3, frequencies: ["a": 1])
        let scoring = BM25(statistics)
        let count = Kernels.scoreStep
        var (texts, titles) = ([UInt32](repeating: 0, count: count), [UInt32](repeating: 0, count: count))
        (texts[0], titles[0]) = (2, 1)
        var scores = [Float](repeating: -1, count: count)
        Kernels.best.score(
            scoring.scoring(weight: scoring.weight(frequency: 1)), rows: [UInt32](repeating: 0, count: count),
            texts: texts, titles: titles, count: 1, lengths: [2], into: &scores)
        // ln(1 + 1.5/1.5) · 4 · 2.2 / (4 + 1.2 · (0.25 + 0.75 · 2/3))
        #expect(abs(scores[0] - Float(log(2.0) * 8.8 / 4.9)) < 1e-6)
        #expect(Posting(row: 65535, text: 300, title: 256) == Posting(row: 65535, text: 255, title: 255))
    }

    /// Whatever the mean length of the corpus is, no posting of a block scores more than the block's bound says, and where
    /// the mean is the segment's, hardly less.
    @Test func boundsHoldForAnyMeanLength() throws {
        var random = Seeded(21)
        let texts = (0..<600).map { _ in
            (0..<(1 + random.next() % 40)).map { _ in random.next() % 3 == 0 ? "flood" : "dry" }.joined(separator: " ")
        }
        let segment = segment(texts)
        let list = try #require(segment.list(of: AnalysedTerm("flood")))
        for mean: Float in [0, 0.5, 3, segment.meanLength / 2, segment.meanLength, 25, 60, 1000] {
            let scoring = BM25(TermStatistics(chunks: 600, averageLength: mean, frequencies: [:])).scoring(weight: 1)
            let shares = ShareBound(meanLength: mean, segmentMean: segment.meanLength)
            let buffers = PostingBuffers(terms: 1)
            withExtendedLifetime((list, buffers)) {
                var cursor = PostingCursor(list, buffers.postings(0))
                cursor.scoring = scoring
                for block in list.blocks {
                    cursor.read(block)
                    let first = (block - list.blocks.lowerBound) * Kernels.block
                    let scores = (0..<cursor.count).map { place in
                        cursor.score(of: UInt32(first + place), row: UInt32(cursor.posting(place).row))
                    }
                    let best = scores.max() ?? 0
                    let bound = shares.share(segment.bounds[block])
                    #expect(best <= bound, "mean \(mean)")
                    if mean == segment.meanLength { #expect(bound < best + 0.01) }
                }
            }
        }
    }
}
