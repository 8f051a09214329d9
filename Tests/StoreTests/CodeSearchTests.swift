import Foundation
import Matrix
import Synchronization
import Testing

@testable import Store

/// Searches through codes and clusters, against a scan of everything.
@Suite struct CodeSearchTests {
    static let dimension = 96

    /// Unit vectors around some topics, as texts are.
    private func vectors(_ count: Int, _ random: inout Seeded) -> [[Float]] {
        let topics = (0..<40).map { _ in random.floats(Self.dimension) }
        return (0..<count).map { _ in
            let topic = topics[Int(random.next() % 40)]
            var vector = random.floats(Self.dimension)
            for place in 0..<Self.dimension { vector[place] += topic[place] }
            Kernels.best.normalise(&vector)
            return vector
        }
    }

    private func index(_ vectors: [[Float]]) -> VectorIndex {
        var index = VectorIndex(dimension: Self.dimension)
        for (number, vector) in vectors.enumerated() { add(Int64(number), vector, to: &index) }
        return index
    }

    private func add(_ id: Int64, _ vector: [Float], to index: inout VectorIndex) {
        index.state.set(
            VersionState(
                id: id, sourceKey: "outlet \(id % 50)", isRetracted: false, isRemoved: false, published: id,
                knownFrom: 0, knownTo: nil))
        vector.withUnsafeBufferPointer { index.append(key: id, version: id, vector: $0) }
    }

    private func filter(_ sources: Set<String> = []) -> VersionFilter {
        VersionFilter(SearchFilter(sources: sources), topic: nil)
    }

    /// The share of the exact results that the search finds; every score must be the exact one, in order.
    private func recall(
        _ snapshot: VectorSnapshot, _ queries: [[Float]], _ filter: VersionFilter, limit: Int = 10
    ) throws -> Double {
        var (found, wanted) = (0, 0)
        for query in queries {
            let admission = Admission(snapshot, filter)
            let exact = try snapshot.exact(query, admission, limit: limit, in: snapshot.segments.indices).chunks
            var search = CodeSearch(snapshot, query, admission, limit: limit)
            let chunks = try search.run().chunks
            let scores = Dictionary(uniqueKeysWithValues: exact.map { ($0.key, $0.score) })
            for chunk in chunks { if let score = scores[chunk.key] { #expect(score == chunk.score) } }
            #expect(chunks == chunks.sorted { ($1.score, $0.key) < ($0.score, $1.key) })
            #expect(chunks.count == exact.count)
            found += chunks.count { scores[$0.key] != nil }
            wanted += exact.count
        }
        return Double(found) / Double(max(1, wanted))
    }

    @Test func codesLoseNextToNothing() throws {
        var random = Seeded(1)
        let all = vectors(6000, &random)
        let snapshot = index(Array(all[..<5900])).snapshot
        #expect(snapshot.sealed == 23 && snapshot.clusters == 0)
        let queries = Array(all[5900...])
        // Where a filter admits few rows of a segment, all of them are compared.
        let half = Set((0..<25).map { "outlet \($0)" })
        let filters: [(sources: Set<String>, recall: Double)] = [([], 0.99), (["outlet 1"], 1), (half, 0.99)]
        for (sources, least) in filters {
            #expect(try recall(snapshot, queries, filter(sources)) >= least)
        }
        #expect(try recall(snapshot, queries, filter(), limit: 200) >= 0.99)
        #expect(try recall(snapshot, queries, filter(), limit: 10_000) == 1)
    }

    @Test func clustersHoldTheSameRowsAndLoseLittle() throws {
        var random = Seeded(2)
        let all = vectors(20_100, &random)
        var index = index(Array(all[..<20_000]))
        let before = index.snapshot
        let clusters = try VectorClusters(before)
        for number in 20_000..<20_050 { add(Int64(number), all[number], to: &index) }
        index.state.remove(version: 17)
        index.adopt(clusters)
        let snapshot = index.snapshot
        #expect(snapshot.clusters > 19 && snapshot.rows == 20_050 && before.clusters == 0)
        #expect(snapshot.segments.allSatisfy { $0.rows <= VectorSegment.capacity })
        var keys: [Int64] = []
        try index.forEachRow { key, version, vector in
            keys.append(key)
            #expect(key == version && Array(vector) == all[Int(key)])
        }
        #expect(keys.sorted() == (0..<20_050).map(Int64.init))
        let queries = Array(all[20_050...])
        for sources in [[], ["outlet 1"], Set((0..<25).map { "outlet \($0)" })] {
            #expect(try recall(snapshot, queries, filter(sources)) >= 0.99)
        }
        let nearest = try snapshot.search(all[17], filter: filter(), limit: 5)
        #expect(!nearest.contains { $0.key == 17 })
        // Made of what is gone: the rows were laid out anew.
        index.adopt(clusters)
        #expect(index.snapshot.layout == snapshot.layout)
    }

    @Test func rowsThatComeLaterMakeATierOfTheirOwn() throws {
        var random = Seeded(7)
        let all = vectors(16_050, &random)
        var index = index(Array(all[..<8000]))
        func grow(to count: Int) throws {
            for number in index.snapshot.rows..<count { add(Int64(number), all[number], to: &index) }
            try cluster(&index)
        }
        try grow(to: 8000)
        let first = index.snapshot
        try grow(to: 10_600)
        #expect(index.snapshot.layout.tiers.count == 2 && index.snapshot.layout.tiers[0] == first.layout.tiers[0])
        #expect(index.snapshot.clusters > first.clusters && index.snapshot.sealed == index.snapshot.clusters)
        let queries = Array(all[16_000...])
        for sources in [Set(), ["outlet 1"]] {
            #expect(try recall(index.snapshot, queries, filter(sources)) >= 0.99)
        }
        // A third tier is larger than the second, and both are as large as the first.
        try grow(to: 16_000)
        #expect(index.snapshot.layout.tiers.count == 1 && index.snapshot.layout.clusteredRows == 62 * 256)
        var keys: [Int64] = []
        try index.forEachRow { key, _, vector in
            keys.append(key)
            #expect(Array(vector) == all[Int(key)])
        }
        #expect(keys.sorted() == (0..<16_000).map(Int64.init))
        #expect(try recall(index.snapshot, queries, filter()) >= 0.99)
    }

    private func cluster(_ index: inout VectorIndex) throws {
        var grown = index
        try VectorClusters.bringUpToDate({ grown.snapshot }, adopt: { grown.adopt($0) })
        index = grown
    }

    @Test func rowsGoOnToBecomeTiersWhileLargeOnesAreMerged() throws {
        var random = Seeded(9)
        let all = vectors(7050, &random)
        var index = index(Array(all[..<3000]))
        index.adopt(try VectorClusters(index.snapshot))
        for number in 3000..<6100 { add(Int64(number), all[number], to: &index) }
        index.adopt(try VectorClusters(index.snapshot))
        let before = index.snapshot
        #expect(before.layout.tiersToMerge == 0..<2)
        var isLate = false
        let merged = try #require(
            try VectorClusters(mergingTiersOf: before) {
                guard !isLate else { return }
                isLate = true
                for number in 6100..<7000 { add(Int64(number), all[number], to: &index) }
                index.adopt(try VectorClusters(index.snapshot))
            })
        #expect(index.snapshot.layout.tiers.count == 3)
        index.adopt(merged)
        #expect(index.snapshot.layout.tiers.map(\.rows) == [before.layout.clusteredRows, 1024])
        // Made of what is gone.
        index.adopt(merged)
        var keys: [Int64] = []
        try index.forEachRow { key, _, vector in
            keys.append(key)
            #expect(Array(vector) == all[Int(key)])
        }
        #expect(keys.sorted() == (0..<7000).map(Int64.init))
        #expect(try recall(index.snapshot, Array(all[7000...]), filter()) >= 0.99)
    }

    @Test func manyQueriesFindInClustersWhatEachFinds() throws {
        var random = Seeded(8)
        let all = vectors(18_550, &random)
        var index = index(Array(all[..<16_500]))
        index.adopt(try VectorClusters(index.snapshot))
        for number in 16_500..<18_500 { add(Int64(number), all[number], to: &index) }
        index.adopt(try VectorClusters(index.snapshot))
        for id in stride(from: Int64(0), to: 18_500, by: 7) { index.state.remove(version: id) }
        let queries = Array(all[18_500...])
        for filter in [filter(), filter(["outlet 3"]), filter(Set((0..<40).map { "outlet \($0)" }))] {
            let batch = try index.snapshot.search(batch: queries, filter: filter, limit: 10)
            var (same, wanted) = (0, 0)
            for (query, found) in zip(queries, batch) {
                let alone = try index.snapshot.search(query, filter: filter, limit: 10)
                same += Set(found.map(\.key)).intersection(alone.map(\.key)).count
                wanted += alone.count
                #expect(found.count == alone.count && !found.contains { $0.key.isMultiple(of: 7) })
            }
            #expect(Double(same) >= 0.99 * Double(wanted))
        }
    }

    @Test func rowsThatAreAllAlikeAreDividedToo() throws {
        let index = index([[Float]](repeating: [1] + [Float](repeating: 0, count: Self.dimension - 1), count: 5000))
        let clusters = try VectorClusters(index.snapshot)
        #expect(clusters.clusters.reduce(0) { $0 + $1.rows } == 19 * 256)
        #expect(clusters.clusters.allSatisfy { $0.rows <= VectorSegment.capacity })
    }

    @Test func theSameRowsGiveTheSameBytes() throws {
        let directory = try TemporaryDirectory()
        let files = try (0..<2).map { number in
            var random = Seeded(3)
            var index = index(vectors(5000, &random))
            index.adopt(try VectorClusters(index.snapshot))
            for (id, vector) in zip(5000..<8000, vectors(3000, &random)) { add(Int64(id), vector, to: &index) }
            index.adopt(try VectorClusters(index.snapshot))
            let url = directory.url.appendingPathComponent("\(number)")
            try IndexFile<VectorIndex>(url: url).write(index, number: 1)
            return try Data(contentsOf: url)
        }
        #expect(files[0] == files[1])
        let read = try IndexFile<VectorIndex>(url: directory.url.appendingPathComponent("0"))
            .read(number: 1, form: Int64(Self.dimension))
        var random = Seeded(3)
        #expect(read.snapshot.clusters > 4 && read.snapshot.rows == 8000)
        #expect(read.snapshot.layout.tiers.map(\.rows) == [19 * 256, 12 * 256])
        let queries = Array(vectors(50, &random))
        #expect(try recall(read.snapshot, queries, filter()) >= 0.99)
    }

    /// Writers add and remove while readers search; no reader sees a removed row that was gone before it began, nor misses one
    /// that it asks for by its own vector.
    @Test func searchesGoOnWhileRowsComeAndGo() async throws {
        var random = Seeded(4)
        let all = vectors(24_000, &random)
        let collection = VectorCollection(dimension: Self.dimension)
        collection.append(all[..<18_000].enumerated().map { VectorCollection.Row(key: Int64($0), vector: $1) })
        let gone = Gone()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for first in stride(from: 18_000, to: 24_000, by: 500) {
                    collection.append(
                        (first..<(first + 500)).map { VectorCollection.Row(key: Int64($0), vector: all[$0]) })
                    let keys = (0..<50).map { Int64(first - 18_000 + $0) }
                    collection.remove(keys)
                    gone.keys.withLock { $0.formUnion(keys) }
                    if first == 20_000 { try collection.cluster() }
                }
            }
            group.addTask {
                for round in 0..<300 {
                    let removed = gone.keys.withLock { $0 }
                    let probe = 6000 + round * 31
                    let found = try collection.nearest(to: all[probe], limit: 10)
                    #expect(found.first?.key == Int64(probe) && found.count == 10)
                    #expect(found.allSatisfy { !removed.contains($0.key) })
                }
            }
            try await group.waitForAll()
        }
        #expect(collection.count == 24_000 && collection.clusters > 0)
    }

    private final class Gone: Sendable {
        let keys = Mutex<Set<Int64>>([])
    }

    @Test func aCollectionIsReadFromItsFile() throws {
        var random = Seeded(6)
        let all = vectors(3000, &random)
        let directory = try TemporaryDirectory()
        let file = directory.url.appendingPathComponent("collection")
        let collection = VectorCollection(dimension: Self.dimension)
        collection.append(all.enumerated().map { VectorCollection.Row(key: Int64($0), vector: $1, source: "One") })
        collection.append([VectorCollection.Row(key: 5, vector: all[9])])
        collection.remove([7])
        try collection.write(to: file)
        let read = try #require(VectorCollection(contentsOf: file, dimension: Self.dimension))
        #expect(read.count == 3000)
        for probe in [5, 6, 7] {
            let found = try read.nearest(to: all[probe], limit: 4)
            #expect(try found == collection.nearest(to: all[probe], limit: 4))
            #expect((found.first?.key == Int64(probe)) == (probe != 7))
        }
        #expect(try read.nearest(toEach: [all[5]], limit: 1).first?.first?.key == 5)
        #expect(try read.nearest(to: all[5], limit: 3, filter: SearchFilter(sources: ["two"])).isEmpty)
        // What was read can be added to.
        read.append([VectorCollection.Row(key: 9000, vector: all[7])])
        #expect(try read.nearest(to: all[7], limit: 1).first?.key == 9000)
        #expect(VectorCollection(contentsOf: file, dimension: 95) == nil)
        #expect(VectorCollection(contentsOf: directory.url.appendingPathComponent("none"), dimension: 96) == nil)
    }
}
