import Testing

@testable import Corpus

@Suite struct MinHashSignatureTests {
    private func signature(_ words: [String]) throws -> MinHashSignature {
        try #require(MinHashSignature(Shingles(words.joined(separator: " "))))
    }

    @Test func shortAndMonotonousTextsHaveNone() throws {
        #expect(MinHashSignature(Shingles("")) == nil)
        #expect(MinHashSignature(Shingles(CopyTexts.text(18, story: 1))) == nil)
        #expect(MinHashSignature(Shingles(CopyTexts.text(19, story: 1))) != nil)
        #expect(MinHashSignature(Shingles(String(repeating: "la la lo ", count: 100))) == nil)
        #expect(MinHashSignature(minima: [1, 2, 3]) == nil)
        let kept = try signature(CopyTexts.words(50, story: 1))
        #expect(MinHashSignature(minima: kept.minima) == kept)
    }

    /// The estimate is near the truth, over many pairs of every resemblance.
    @Test func estimatesResemblance() throws {
        for (shared, expected) in [(100, 1.0), (80, 0.65), (50, 0.32), (0, 0.0)] {
            var sum = 0.0
            for story in 0..<20 {
                let common = CopyTexts.words(4 * shared, story: story)
                let one = try signature(common + CopyTexts.words(400 - common.count, story: 1000 + story))
                let other = try signature(common + CopyTexts.words(400 - common.count, story: 2000 + story))
                let agreeing = (0..<60).count { one.minima[$0] == other.minima[$0] }
                sum += Double(agreeing) / 60
            }
            #expect(abs(sum / 20 - expected) < 0.05, "\(shared) %")
        }
    }

    @Test func copiesShareABucketAndOthersDoNot() throws {
        let story = CopyTexts.words(600, story: 1)
        let own = try signature(story)
        let copies = [
            CopyTexts.words(40, story: 2) + story,
            Array(story[..<300]) + CopyTexts.words(60, story: 3) + Array(story[300...]),
            Array(story[..<150]), Array(story[..<500]),
            story.enumerated().map { $0.offset.isMultiple(of: 40) ? "other" : $0.element },
        ]
        for copy in copies {
            let other = try signature(copy)
            #expect(!Set(own.buckets).isDisjoint(with: other.buckets), "\(copy.count) words")
            #expect(own.estimatedResemblance(to: other) > 0.4)
        }
        for number in 10..<200 {
            let other = try signature(CopyTexts.words(600, story: number))
            #expect(Set(own.buckets).isDisjoint(with: other.buckets))
        }
        #expect(Set(own.buckets).count == 32)
        #expect(own.buckets.allSatisfy { (0..<(1 << 47)).contains($0) })
    }
}
