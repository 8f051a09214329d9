import Matrix
import Testing

@testable import Store

@Suite struct VectorIndexTests {
    /// What an index should hold, kept in the simplest way.
    struct Model {
        struct Row {
            let key: Int64
            let version: Int64
            let vector: [Float]
        }
        var rows: [Row] = []
        var versions: [Int64: IndexedVersion] = [:]
        var sources: [Int64: String] = [:]

        func search(_ query: [Float], _ filter: VersionFilter, _ limit: Int) -> [ScoredChunk] {
            rows.compactMap { row -> ScoredChunk? in
                guard let version = versions[row.version], !version.isRemoved, let source = sources[row.version],
                    filter.sources.isEmpty || filter.sources.contains(source),
                    filter.topic?.versions.contains(row.version) ?? true,
                    filter.admits(
                        published: version.published, knownFrom: version.knownFrom, knownTo: version.knownTo,
                        isRetracted: version.isRetracted)
                else { return nil }
                let score = zip(query, row.vector).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                return ScoredChunk(key: row.key, score: score)
            }.sorted { ($1.score, $0.key) < ($0.score, $1.key) }.prefix(limit).map { $0 }
        }
    }

    /// Small whole numbers: every order of summation gives the same score, and equal scores abound.
    private func vector(_ random: inout some RandomNumberGenerator) -> [Float] {
        (0..<8).map { _ in Float(Int.random(in: -3...3, using: &random)) }
    }

    private func add(_ id: Int64, to index: inout VectorIndex, _ model: inout Model, _ random: inout Seeded) {
        let version = IndexedVersion(
            id: id, source: 0, isRetracted: random.next() % 7 == 0, isRemoved: false,
            published: random.next() % 5 == 0 ? nil : Int64(random.next() % 100), knownFrom: Int64(random.next() % 100),
            knownTo: random.next() % 3 == 0 ? Int64(random.next() % 100) : nil)
        let source = ["one", "two", "three"][Int(random.next() % 3)]
        index.state.set(VersionState(version, sourceKey: source))
        (model.versions[id], model.sources[id]) = (version, source)
        for _ in 0..<(random.next() % 12) {
            let (key, vector) = (Int64(model.rows.count + 1), vector(&random))
            vector.withUnsafeBufferPointer { index.append(key: key, version: id, vector: $0) }
            model.rows.append(Model.Row(key: key, version: id, vector: vector))
        }
    }

    private func filter(_ random: inout Seeded) -> VersionFilter {
        func maybe(_ odds: UInt64) -> Int64? { random.next() % odds == 0 ? Int64(random.next() % 100) : nil }
        return VersionFilter(
            sources: random.next() % 3 == 0 ? ["one", "none"] : [],
            topic: random.next() % 3 == 0 ? TopicFilter.some(&random) : nil, publishedFrom: maybe(3),
            publishedBefore: maybe(3),
            asOf: maybe(2), includeUndated: random.next() % 2 == 0, includeRetracted: random.next() % 2 == 0)
    }

    @Test(arguments: [1, 2, 3])
    func equalsAScanOfEverything(seed: UInt64) throws {
        var random = Seeded(seed)
        var (index, model) = (VectorIndex(dimension: 8), Model())
        for id in Int64(1)...900 {
            add(id, to: &index, &model, &random)
            if random.next() % 4 == 0, let other = model.versions.keys.sorted().randomElement(using: &random) {
                index.state.remove(version: other)
                model.versions[other]?.isRemoved = true
            }
            if random.next() % 4 == 0, let other = model.versions.keys.sorted().randomElement(using: &random),
                let version = model.versions[other], let source = model.sources[other]
            {
                model.versions[other]?.knownTo = 50
                var ended = version
                ended.knownTo = 50
                index.state.set(VersionState(ended, sourceKey: source))
            }
        }
        #expect(index.snapshot.segments.count > 2)
        let compacted = try index.compacted()
        #expect(compacted.snapshot.rows < index.snapshot.rows)
        for _ in 0..<60 {
            let (query, filter) = (vector(&random), filter(&random))
            let limit = Int(random.next() % 40)
            let expected = model.search(query, filter, limit)
            #expect(try index.snapshot.search(query, filter: filter, limit: limit) == expected)
            #expect(try compacted.snapshot.search(query, filter: filter, limit: limit) == expected)
            #expect(try index.snapshot.search(batch: [query, query], filter: filter, limit: limit).last == expected)
        }
    }

    @Test func aSnapshotDoesNotChange() throws {
        var random = Seeded(9)
        var (index, model) = (VectorIndex(dimension: 8), Model())
        for id in Int64(1)...50 { add(id, to: &index, &model, &random) }
        let (snapshot, before) = (index.snapshot, model)
        for id in Int64(51)...400 { add(id, to: &index, &model, &random) }
        for id in Int64(1)...50 { index.state.remove(version: id) }
        let (query, filter) = (vector(&random), VersionFilter(.standing, topic: nil))
        #expect(try snapshot.search(query, filter: filter, limit: 1000) == before.search(query, filter, 1000))
        #expect(
            try snapshot.search(query, filter: filter, limit: 1000)
                != index.snapshot.search(query, filter: filter, limit: 1000))
    }

    @Test func manyRemovalsAskForCompaction() throws {
        var random = Seeded(4)
        var (index, model) = (VectorIndex(dimension: 8), Model())
        for id in Int64(1)...900 { add(id, to: &index, &model, &random) }
        #expect(!index.state.needsCompaction)
        for id in Int64(1)...500 { index.state.remove(version: id) }
        #expect(index.state.needsCompaction)
        #expect(try !index.compacted().state.needsCompaction)
    }

    @Test func nothingIsFoundInNothing() throws {
        let snapshot = VectorSnapshot(dimension: 8)
        #expect(
            try snapshot.search([Float](repeating: 1, count: 8), filter: VersionFilter(.standing, topic: nil), limit: 5)
                .isEmpty)
        #expect(try snapshot.search([1], filter: VersionFilter(.standing, topic: nil), limit: 5).isEmpty)
    }
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Floats in -1 to 1, four of each number: without optimisation, `Float.random` takes longer than what is tested.
    mutating func floats(_ count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { floats, initialised in
            var bits: UInt64 = 0
            while initialised < count {
                if initialised & 3 == 0 { bits = next() }
                floats[initialised] = Float(bits & 0xFFFF) * (2 / 65_535) - 1
                bits >>= 16
                initialised += 1
            }
        }
    }
}
