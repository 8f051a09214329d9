import Testing

@testable import Evaluation

@Suite("Times of answers")
struct AnswerTimesTests {
    @Test("percentiles are values that were measured, by nearest rank")
    func ranks() {
        let times = AnswerTimes.Percentiles((1...100).reversed().map(Double.init))
        #expect(times.count == 100 && times.p50 == 50 && times.p95 == 95 && times.most == 100)
        let few = AnswerTimes.Percentiles([3, 1, 2])
        #expect(few.p50 == 2 && few.p95 == 3)
        #expect(AnswerTimes.Percentiles([]) == AnswerTimes.Percentiles([]) && AnswerTimes.Percentiles([]).p50 == 0)
        #expect(AnswerTimes.Percentiles([7]).p50 == 7)
    }
}
