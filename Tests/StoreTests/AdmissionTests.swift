import Testing

@testable import Store

/// What filters admit of states that come one after the other.
@Suite struct AdmissionTests {
    private static let dimension = 16

    private func add(_ ids: Range<Int64>, to index: inout VectorIndex) {
        for id in ids {
            index.state.set(
                VersionState(
                    id: id, sourceKey: "outlet \(id % 5)", isRetracted: false, isRemoved: false, published: id,
                    knownFrom: 0, knownTo: nil))
            let vector = (0..<Self.dimension).map { Float((id * 7 + Int64($0) * 3) % 11) - 5 }
            vector.withUnsafeBufferPointer { index.append(key: id, version: id, vector: $0) }
        }
    }

    private func index(_ count: Int64) -> VectorIndex {
        var index = VectorIndex(dimension: Self.dimension)
        add(0..<count, to: &index)
        return index
    }

    private func admitted(_ admission: Admission, of snapshot: VectorSnapshot) -> Set<Int64> {
        var keys: Set<Int64> = []
        for (number, segment) in snapshot.segments.enumerated() {
            for row in segment.keys.indices where admission.admits(segment, number, row: row) {
                keys.insert(segment.keys[row])
            }
        }
        return keys
    }

    private func expectRight(_ snapshot: VectorSnapshot, _ filter: VersionFilter) -> Admission {
        let kept = snapshot.admissions.admission(filter, of: snapshot)
        #expect(admitted(kept, of: snapshot) == admitted(Admission(snapshot, filter), of: snapshot))
        return kept
    }

    private let everything = VersionFilter(.standing, topic: nil)
    private let outlet = VersionFilter(SearchFilter(sources: ["outlet 2"]), topic: nil)

    /// A search that takes longer than the next change is still of use to those that come after it.
    @Test func aLateAdmissionServesLaterStates() {
        var index = index(3000)
        index.state.remove(version: 5)
        let slow = index.snapshot
        for id in 10..<Int64(20) { index.state.remove(version: id) }
        add(3000..<3100, to: &index)
        let next = index.snapshot
        add(3100..<3200, to: &index)
        _ = expectRight(slow, everything)
        #expect(!expectRight(next, everything).isExact, "worked out anew")
        #expect(!expectRight(index.snapshot, everything).isExact, "worked out anew")
        // An earlier state is not told of what came later.
        #expect(admitted(slow.admissions.admission(everything, of: slow), of: slow).count == 2999)
    }

    @Test func copiesThatGoApartKnowNothingOfEachOther() {
        var one = index(1500)
        one.state.remove(version: 1)
        _ = expectRight(one.snapshot, everything)
        var other = one
        one.state.remove(version: 2)
        other.state.remove(version: 3)
        add(1500..<1600, to: &one)
        add(2500..<2600, to: &other)
        for _ in 0..<2 {
            _ = expectRight(one.snapshot, everything)
            _ = expectRight(other.snapshot, everything)
            _ = expectRight(other.snapshot, outlet)
            _ = expectRight(one.snapshot, outlet)
            one.state.remove(version: 7)
            other.state.remove(version: 8)
        }
    }

    @Test func clustersChangeWhereRowsLie() throws {
        var index = index(3 * 1024)
        index.state.remove(version: 100)
        for filter in [everything, outlet] { _ = expectRight(index.snapshot, filter) }
        index.adopt(try VectorClusters(index.snapshot))
        for filter in [everything, outlet] { #expect(expectRight(index.snapshot, filter).isExact) }
        add(4000..<6200, to: &index)
        index.state.remove(version: 200)
        for filter in [everything, outlet] { _ = expectRight(index.snapshot, filter) }
        // The first tier stays: what was known of it is used.
        index.adopt(try VectorClusters(index.snapshot))
        #expect(index.snapshot.layout.tiers.count == 2)
        for filter in [everything, outlet] { #expect(!expectRight(index.snapshot, filter).isExact) }
    }

    @Test func manyFiltersTakeTurns() {
        var index = index(2000)
        for round in 0..<Int64(4) {
            for place in 0..<20 {
                _ = expectRight(
                    index.snapshot, VersionFilter(SearchFilter(sources: ["outlet \(place % 13)"]), topic: nil))
            }
            index.state.remove(version: round * 31)
        }
        _ = expectRight(index.snapshot, everything)
    }

    @Test func nothingIsLessThanEverything() {
        let empty = VectorSnapshot(dimension: Self.dimension)
        #expect(Admission(empty, everything).isEverything)
        var index = index(10)
        #expect(Admission(index.snapshot, everything).isEverything)
        #expect(!Admission(index.snapshot, outlet).isEverything)
        index.state.remove(version: 3)
        #expect(!Admission(index.snapshot, everything).isEverything)
    }
}
