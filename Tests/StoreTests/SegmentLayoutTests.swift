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
        for tier in tiers { layout.replace(tiers: layout.tiers.count..<layout.tiers.count, by: tier) }
        return layout
    }

    @Test func tiersThatAreNoLargerAreMerged() {
        let layout = layout(clusters(100, 60), clusters(40), clusters(20), clusters(5, 5))
        #expect(layout.clusters == 6 && layout.clusteredRows == 230 && layout.tiersToMerge == nil)
        #expect((0...4).map(layout.start(ofTier:)) == [0, 2, 3, 4, 6])
        func merging(_ rows: Int) -> Range<Int>? {
            var next = layout
            next.replace(tiers: 4..<4, by: clusters(rows))
            return next.tiersToMerge
        }
        #expect(merging(9) == nil)
        #expect(merging(10) == 1..<5, "10 and 10, 20 and 20, 40 and 40 rows")
        #expect(merging(89) == 1..<5)
        #expect(merging(90) == 0..<5)
        #expect(SegmentLayout().tiersToMerge == nil)
    }

    @Test func whatIsKeptIsTheTiersInCommon() {
        let before = layout(clusters(100, 60), clusters(40))
        var after = before
        #expect(after.segmentsInCommon(with: before) == nil)
        after.replace(tiers: 1..<2, by: clusters(30, 30))
        #expect(after.segmentsInCommon(with: before) == 2 && after.tiers[1].segments == 2..<4)
        after.replace(tiers: 0..<2, by: clusters(1))
        #expect(after.segmentsInCommon(with: before) == 0 && after.clusters == 1)
        #expect(SegmentLayout().segmentsInCommon(with: SegmentLayout()) == 0, "of different indexes")
    }

    @Test func tiersBehindThoseThatAreMergedStay() {
        let before = layout(clusters(100), clusters(40, 10), clusters(50))
        var after = before
        after.replace(tiers: 3..<3, by: clusters(7, 8))
        #expect(after.has(tiers: 1..<3, of: before))
        after.replace(tiers: 1..<3, by: clusters(100))
        #expect(after.tiers.map(\.segments) == [0..<1, 1..<2, 2..<4] && after.tiers.map(\.rows) == [100, 100, 15])
        #expect(after.has(tiers: 0..<1, of: before) && !after.has(tiers: 1..<3, of: before))
        #expect(!layout(clusters(100)).has(tiers: 0..<1, of: before), "of another index")
        #expect(after.segmentsInCommon(with: before) == 1)
    }

    @Test func clustersOfAFileJoinTheTierThatTheyBelongTo() {
        var layout = SegmentLayout()
        for (cluster, begins) in zip(clusters(3, 4, 5), [false, false, true]) {
            layout.append(cluster: cluster, beginsTier: begins)
        }
        #expect(layout.tiers.map(\.segments) == [0..<2, 2..<3] && layout.tiers.map(\.rows) == [7, 5])
    }
}
