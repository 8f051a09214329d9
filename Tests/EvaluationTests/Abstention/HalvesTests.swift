import Testing

@testable import Evaluation

@Suite("Halves")
struct HalvesTests {
    private let kinds = (0..<30).map { ["fact", "time", "none"][$0 % 3] }

    @Test("every kind is spread evenly, and a seed gives the same halves")
    func even() {
        let halves = Halves.assign(kinds, seed: 7)
        for kind in Set(kinds) {
            #expect(zip(kinds, halves).count { $0.0 == kind && $0.1 == 0 } == 5)
        }
        #expect(halves == Halves.assign(kinds, seed: 7))
        #expect(halves != Halves.assign(kinds, seed: 8))
    }

    @Test("of nothing is nothing")
    func empty() { #expect(Halves.assign([], seed: 1).isEmpty) }
}
