import Testing

@testable import Store

/// How tiers of clusters follow one another.
@Suite struct SegmentLayoutTests {
    private func clusters(_ rows: Int...) -> [VectorSegment] {
        rows.map { count in
            var segment = VectorSegment(dimension: 1, capacity: count)
            for row in 0..<count {
                [1].withUnsafeBufferPointer { segment.append(key: Int64(row), slot: 0, vector: $0) }
            }
            return segment
        }
    }

    private func layout(_ tiers: [VectorSegment]...) -> SegmentLayout {
        var layout = SegmentLayout()
        for tier in tiers { layout.replace(tiersFrom: layout.tiers.count, by: tier) }
        return layout
    }

    @Test func tiersThatAreNoLargerAreMerged() {
        let layout = layout(clusters(100, 60), clusters(40), clusters(20), clusters(5, 5))
        #expect(layout.clusters == 6 && layout.clusteredRows == 230)
        #expect(layout.firstTier(toMergeWith: 9) == 4)
        #expect(layout.firstTier(toMergeWith: 10) == 1, "10 and 10, 20 and 20, 40 and 40 rows")
        #expect(layout.firstTier(toMergeWith: 89) == 1)
        #expect(layout.firstTier(toMergeWith: 90) == 0)
        #expect(SegmentLayout().firstTier(toMergeWith: 90) == 0)
        #expect((0...4).map(layout.start(ofTier:)) == [0, 2, 3, 4, 6])
    }

    @Test func whatIsKeptIsTheTiersInCommon() {
        let before = layout(clusters(100, 60), clusters(40))
        var after = before
        #expect(after.segmentsInCommon(with: before) == nil)
        after.replace(tiersFrom: 1, by: clusters(30, 30))
        #expect(after.segmentsInCommon(with: before) == 2 && after.tiers[1].segments == 2..<4)
        after.replace(tiersFrom: 0, by: clusters(1))
        #expect(after.segmentsInCommon(with: before) == 0 && after.clusters == 1)
        #expect(SegmentLayout().segmentsInCommon(with: SegmentLayout()) == 0, "of different indexes")
    }

    @Test func clustersOfAFileJoinTheTierThatTheyBelongTo() {
        var layout = SegmentLayout()
        for (cluster, begins) in zip(clusters(3, 4, 5), [false, false, true]) {
            layout.append(cluster: cluster, beginsTier: begins)
        }
        #expect(layout.tiers.map(\.segments) == [0..<2, 2..<3] && layout.tiers.map(\.rows) == [7, 5])
    }
}
