import Testing

@testable import Evaluation

@Suite("Abstention score")
struct AbstentionScoreTests {
    private let cases: [AbstentionScore.Case] =
        [0.9, 0.8, 0.4, 0.7].map { .init(chance: $0, isAnswerable: true) }
        + [0.1, 0.5, 0.3, 0.2].map { .init(chance: $0, isAnswerable: false) }

    @Test("counts pairs in the right order, and what a threshold loses and refuses")
    func figures() throws {
        let score = AbstentionScore(cases, threshold: 0.45)
        #expect(score.answerable == 4 && score.unanswerable == 4)
        #expect(score.areaUnderROC == 15.0 / 16)
        #expect(score.point.lost == 0.25 && score.point.refused == 0.75)
        let interval = try #require(score.interval)
        #expect(interval.contains(15.0 / 16) && interval.lowerBound < interval.upperBound)
    }

    @Test("risk rises with coverage to the share of the unanswerable")
    func risks() {
        let risks = AbstentionScore(cases, threshold: 0).risks
        #expect(risks.count == 10 && risks.first?.risk == 0)
        #expect(risks.last == .init(coverage: 1, risk: 0.5))
    }

    @Test("a threshold loses no more than it may")
    func threshold() {
        for share in [0, 0.25, 0.5] {
            let threshold = AbstentionScore.threshold(cases, losing: share)
            #expect(AbstentionScore.point(cases, at: threshold).lost <= share)
        }
        #expect(AbstentionScore.threshold(cases, losing: 0.25) == 0.7)
        #expect(AbstentionScore.threshold([], losing: 0.1) == 0)
    }

    @Test("has no area where one side is lacking")
    func oneSided() {
        let score = AbstentionScore([.init(chance: 0.5, isAnswerable: true)], threshold: 0.5)
        #expect(score.areaUnderROC == nil && score.interval == nil && score.point.refused == 0)
        #expect(AbstentionScore([], threshold: 0.5).risks.isEmpty)
    }
}
