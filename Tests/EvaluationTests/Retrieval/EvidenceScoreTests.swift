import Corpus
import Evaluation
import Testing

@Suite("Evidence score")
struct EvidenceScoreTests {
    @Test("counts the first hit, and each fact where it is new")
    func example() throws {
        let score = try #require(
            EvidenceScore(
                facts: ["The wall broke.", "It cost 4 crowns.", "Nobody knew."],
                chunks: ["x", "So: The  wall\nbroke.", "The wall broke.", "y", "It cost 4crowns. Or not."]))
        #expect(score.reciprocalRank == 0.5 && score.hitsAt4 == 1 && score.hitsAt10 == 1)
        #expect(abs(score.averagePrecision - (1.0 / 2 + 1.0 / 5) / 3) < 1e-12)
        #expect(abs(score.evidenceRecall - 2.0 / 3) < 1e-12 && score.allEvidence == 0)
    }

    @Test("takes away spaces and newlines, and nothing else")
    func spaces() throws {
        #expect(try #require(EvidenceScore(facts: ["a b"], chunks: ["xa\n by"])).allEvidence == 1)
        for other in ["a\tb", "A b", "a-b"] {
            #expect(try #require(EvidenceScore(facts: ["a b"], chunks: [other])).hitsAt10 == 0)
        }
    }

    @Test("looks at ten ranks, and at four")
    func depth() throws {
        func score(at rank: Int) throws -> EvidenceScore {
            try #require(EvidenceScore(facts: ["f"], chunks: Array(repeating: "x", count: rank - 1) + ["f"]))
        }
        #expect(try score(at: 4).hitsAt4 == 1)
        #expect(try score(at: 5).hitsAt4 == 0)
        #expect(try score(at: 10).reciprocalRank == 0.1)
        let eleventh = try score(at: 11)
        #expect(eleventh.hitsAt10 == 0 && eleventh.reciprocalRank == 0 && eleventh.evidenceRecall == 0)
    }

    @Test("divides by ten facts at most, and counts equal facts once")
    func manyFacts() throws {
        let facts = (0..<12).map { "fact \($0)." }
        let many = try #require(EvidenceScore(facts: facts, chunks: ["z", facts[0] + facts[1]]))
        #expect(abs(many.averagePrecision - 0.1) < 1e-12)
        #expect(try #require(EvidenceScore(facts: ["a b", "ab"], chunks: ["ab"])).averagePrecision == 1)
    }

    @Test("is none without facts, and leaves such questions out of the means")
    func without() throws {
        #expect(EvidenceScore(facts: [], chunks: ["a"]) == nil)
        #expect(EvidenceScore(facts: [" \n"], chunks: ["a"]) == nil)
        let found = EvidenceScore(facts: ["a"], chunks: ["a"])
        let missed = EvidenceScore(facts: ["a"], chunks: [])
        let tally = EvidenceTally([found, nil, missed])
        #expect(tally.asked == 3 && tally.scored == 2 && tally.hitsAt10 == 0.5 && tally.allEvidenceAt10 == 0.5)
        #expect(EvidenceTally([nil]).reciprocalRankAt10 == 0)
    }
}
