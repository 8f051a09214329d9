import Testing

@testable import Evaluation

@Suite("Wilson interval")
struct WilsonIntervalTests {
    @Test("equals the values of Wilson's formula, and never leaves 0 to 1")
    func values() {
        // By hand for 1 of 10: centre .2 ÷ (1 + z²/10) …: .0179 to .4042.
        let one = WilsonInterval.interval(1, of: 10)
        #expect(abs(one.lowerBound - 0.01788) < 1e-4 && abs(one.upperBound - 0.40415) < 1e-4)
        #expect(WilsonInterval.interval(0, of: 50).lowerBound == 0)
        #expect(WilsonInterval.interval(50, of: 50).upperBound == 1)
        #expect(WilsonInterval.interval(0, of: 0) == 0...1)
    }
}
