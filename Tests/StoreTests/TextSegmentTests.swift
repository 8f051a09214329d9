import Foundation
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
        #expect(segment.lengths == [5, 0, 4])
        #expect(segment.isSound(slots: 3) && !segment.isSound(slots: 2))
    }

    @Test func severalWordsMustStandInOneField() {
        let segment = segment(["port strike", "strike at the port, strike", "strike"])
        #expect(postings(segment, "port-strike") == [[0, 1, 0], [1, 1, 0]])
        #expect(postings(segment, "title:strike") == [])
        #expect(postings(segment, "a title") == [[0, 0, 1], [1, 0, 1], [2, 0, 1]])
    }

    @Test func joinsAsIfItHadBeenOne() {
        let (one, other) = (["a b c", "", "b"], ["c d", "a", "Zoë z"])
        let joined = TextSegmentJoin.join(segment(one), segment(other, firstKey: 3))
        let whole = segment(one + other)
        #expect(joined.keys == whole.keys && joined.lengths == whole.lengths)
        #expect(joined.letters == whole.letters && joined.letterEnds == whole.letterEnds)
        #expect(joined.postings == whole.postings && joined.postingEnds == whole.postingEnds)
        let kept = TextSegmentJoin.keep(whole) { $0 == 1 ? nil : $0 + 10 }
        #expect(kept.keys == [0, 2, 3, 4, 5] && kept.slots == [10, 12, 13, 14, 15])
        #expect(postings(kept, "b") == [[0, 1, 0], [1, 1, 0]])
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
        let posting = Posting(row: 0, text: 2, title: 1)
        let score = scoring.weight(frequency: 1) * BM25.share(posting, saturation: scoring.saturation(length: 2))
        // ln(1 + 1.5/1.5) · 4 · 2.2 / (4 + 1.2 · (0.25 + 0.75 · 2/3))
        #expect(abs(score - Float(log(2.0) * 8.8 / 4.9)) < 1e-6)
        #expect(Posting(row: 65535, text: 300, title: 256) == Posting(row: 65535, text: 255, title: 255))
    }
}
