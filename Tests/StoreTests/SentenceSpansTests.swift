import Corpus
import Embedding
import Foundation
import Testing

@testable import Store

@Suite struct SentenceSpansTests {
    @Test func anySpansReadBack() {
        var random = Seeded(2)
        for _ in 0..<300 {
            let spans = (0..<Int(random.next() % 20)).map { _ in
                let (start, scalar) = (Int(random.next() % 100_000), Int(random.next() % 100_000))
                return TextSpan(
                    scalars: scalar..<(scalar + Int(random.next() % 300)),
                    bytes: start..<(start + Int(random.next() % 300)))
            }
            let chunk = TextSpan(scalars: 40..<90, bytes: 50..<100)
            #expect(SentenceSpans.decode(SentenceSpans.encode(spans, in: chunk), in: chunk) == spans)
        }
    }

    @Test func usualSentencesTakeFewBytes() {
        let spans = (0..<10).map {
            TextSpan(scalars: ($0 * 101)..<($0 * 101 + 100), bytes: ($0 * 101)..<($0 * 101 + 100))
        }
        let chunk = TextSpan(scalars: 0..<1010, bytes: 0..<1010)
        #expect(SentenceSpans.encode(spans, in: chunk).count <= 60)
        #expect(SentenceSpans.decode(Data(), in: chunk) == [])
    }

    @Test func damagedBytesAreNoSpans() {
        let chunk = TextSpan(scalars: 0..<10, bytes: 0..<10)
        let forever = Data(repeating: 0xFF, count: 40)
        #expect(SentenceSpans.decode(forever, in: chunk) == nil)
        #expect(SentenceSpans.decode(Data([2]), in: chunk) == nil)
        // A negative length, and a start before the text.
        #expect(SentenceSpans.decode(Data([0, 1, 0, 1]), in: chunk) == nil)
        #expect(SentenceSpans.decode(Data([3, 2, 3, 2]), in: chunk) == nil)
        var random = Seeded(3)
        for _ in 0..<2000 {
            let data = Data((0..<(random.next() % 30)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            for span in SentenceSpans.decode(data, in: chunk) ?? [] {
                #expect(span.bytes.lowerBound >= 0 && span.scalars.lowerBound >= 0)
            }
        }
    }

    @Test func vectorsReadBack() {
        let vector: [Float] = [0, -1.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
        let data = VectorBytes.encode(vector)
        #expect(data.prefix(8) == Data([0, 0, 0, 0, 0, 0, 0xC0, 0xBF]))
        #expect(data.withUnsafeBytes { VectorBytes.decode($0, dimension: 4) } == vector)
        #expect(data.withUnsafeBytes { VectorBytes.decode($0, dimension: 3) } == nil)
        let quantised = [QuantisedVector([1, -2, 3]), QuantisedVector([0, 0, 0])]
        let codes = VectorBytes.encode(quantised)
        #expect(codes.count == 14)
        #expect(codes.withUnsafeBytes { VectorBytes.decodeQuantised($0, dimension: 3) } == quantised)
        #expect(codes.withUnsafeBytes { VectorBytes.decodeQuantised($0, dimension: 4) } == nil)
    }
}
