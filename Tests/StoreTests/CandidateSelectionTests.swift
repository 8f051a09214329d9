import Matrix
import Testing

@testable import Store

@Suite struct CandidateSelectionTests {
    @Test(arguments: [0, 1, 7, 250, 3000])
    func theLargestComeFirst(size: Int) {
        var random = Seeded(UInt64(size))
        for values in [2, 50, 1_000_000] as [UInt64] {
            let all = (0..<UInt32(size)).map {
                SignQuery.Candidate(row: $0, bound: Float(random.next() % values))
            }
            let sorted = all.map(\.bound).sorted(by: >)
            for count in [0, 1, 2, 10, 60, 170, size / 2, size - 1, size] where (0...size).contains(count) {
                var candidates = all
                candidates.selectLargest(count)
                #expect(candidates[..<count].map(\.bound).sorted(by: >) == Array(sorted[..<count]))
                #expect(Set(candidates.map(\.row)).count == size)
                #expect(candidates.allSatisfy { all[Int($0.row)].bound == $0.bound })
            }
        }
    }

    /// The sample takes every sixteenth, which are all that is large or all that is small.
    @Test(arguments: [true, false])
    func aSampleThatMisleadsCostsTimeAlone(isLarge: Bool) {
        let all = (0..<UInt32(2048)).map {
            SignQuery.Candidate(row: $0, bound: ($0 % 16 == 0) == isLarge ? 1000 + Float($0) : Float($0))
        }
        var candidates = all
        candidates.selectLargest(100)
        let expected = all.map(\.bound).sorted(by: >)[..<100]
        #expect(candidates[..<100].map(\.bound).sorted(by: >) == Array(expected))
    }
}
