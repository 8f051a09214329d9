import Corpus
import Foundation
import Matrix
import Testing

@testable import Store

extension FullTextSnapshot {
    /// One query alone.
    func search(_ terms: [String], filter: VersionFilter, limit: Int) -> LexicalMatches {
        search([TermQuery(terms: terms, limit: limit)], filter: filter).first ?? .nothing
    }
}

@Suite struct FullTextIndexTests {
    /// What an index should hold, kept in the simplest way and scored without any haste.
    struct Model {
        struct Row {
            let key: Int64
            let version: Int64
            let title: [String]
            let text: [String]
        }
        var rows: [Row] = []
        var versions: [Int64: VersionState] = [:]

        private func rows(_ filter: VersionFilter) -> [Row] {
            rows.filter { row in
                guard let version = versions[row.version], !version.isRemoved else { return false }
                return (filter.sources.isEmpty || filter.sources.contains(version.sourceKey))
                    && (filter.topic?.versions.contains(row.version) ?? true)
                    && filter.admits(
                        published: version.published, knownFrom: version.knownFrom, knownTo: version.knownTo,
                        isRetracted: version.isRetracted)
            }
        }

        func search(_ terms: [String], _ filter: VersionFilter, _ limit: Int) -> [(key: Int64, score: Double)] {
            let stood = rows(filter.moment)
            let average = Double(stood.reduce(0) { $0 + $1.text.count }) / Double(max(1, stood.count))
            var seen: Set<String> = []
            let stems = terms.map(PorterStemmer.stem).filter { seen.insert($0).inserted }
            let weights = stems.map { stem -> (stem: String, idf: Double) in
                let frequency = Double(stood.count { $0.text.contains(stem) || $0.title.contains(stem) })
                return (stem, log(1 + (Double(stood.count) - frequency + 0.5) / (frequency + 0.5)))
            }
            let scored = rows(filter).map { row in
                let score = weights.reduce(0.0) { sum, weight in
                    let (stem, idf) = weight
                    let times = Double(row.text.count { $0 == stem } + 2 * row.title.count { $0 == stem })
                    let length = average > 0 ? Double(row.text.count) / average : 1
                    return sum + idf * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length))
                }
                return (key: row.key, score: score)
            }
            return Array(
                scored.filter { $0.score > 0 }.sorted { ($1.score, $0.key) < ($0.score, $1.key) }.prefix(max(0, limit)))
        }
    }

    private static let words = (0..<60).map { "word\($0)" } + ["flood", "floods", "flooded", "Café", "the", "x"]

    private func words(_ count: Int, _ random: inout Seeded) -> [String] {
        (0..<count).map { _ in
            // Some words are common, most are rare.
            let rank = Int(pow(Double(Self.words.count), Double.random(in: 0..<1, using: &random)))
            return Self.words[min(rank, Self.words.count - 1)]
        }
    }

    private func add(_ id: Int64, to index: inout FullTextIndex, _ model: inout Model, _ random: inout Seeded) {
        let version = VersionState(
            id: id, sourceKey: ["one", "two", "three"][Int(random.next() % 3)], isRetracted: random.next() % 7 == 0,
            isRemoved: false, published: random.next() % 5 == 0 ? nil : Int64(random.next() % 100),
            knownFrom: Int64(random.next() % 100), knownTo: random.next() % 3 == 0 ? Int64(random.next() % 100) : nil)
        index.state.set(version)
        model.versions[id] = version
        let title = words(Int(random.next() % 4), &random)
        for _ in 0..<(random.next() % 6) {
            let text = words(Int(random.next() % 30), &random)
            let key = Int64(model.rows.count + 1)
            index.append(
                key: key, version: id, title: title.joined(separator: " "), text: text.joined(separator: ", "))
            model.rows.append(
                Model.Row(key: key, version: id, title: title.map(stem), text: text.map(stem)))
        }
        if random.next() % 5 == 0 { index.seal() }
    }

    private func stem(_ word: String) -> String { PorterStemmer.stem(Words.words(in: word)[0].folded) }

    private func filter(_ random: inout Seeded) -> VersionFilter {
        func maybe(_ odds: UInt64) -> Int64? { random.next() % odds == 0 ? Int64(random.next() % 100) : nil }
        return VersionFilter(
            sources: random.next() % 3 == 0 ? ["one", "none"] : [],
            topic: random.next() % 3 == 0 ? TopicFilter.some(&random) : nil, publishedFrom: maybe(3),
            publishedBefore: maybe(3),
            asOf: maybe(2), includeUndated: random.next() % 2 == 0, includeRetracted: random.next() % 2 == 0)
    }

    private func expect(_ found: [ScoredChunk], equals expected: [(key: Int64, score: Double)], _ what: String) {
        #expect(found.count == expected.count, "\(what)")
        for (one, other) in zip(found, expected) {
            #expect(abs(Double(one.score) - other.score) < 1e-5, "\(what)")
            // Scores that differ by rounding alone may change places.
            let isTied = expected.count { abs($0.score - other.score) < 1e-6 } > 1
            #expect(one.key == other.key || isTied, "\(what)")
        }
    }

    @Test(arguments: [1, 2, 3])
    func equalsAScanOfEverything(seed: UInt64) {
        var random = Seeded(seed)
        var (index, model) = (FullTextIndex(), Model())
        for id in Int64(1)...400 {
            add(id, to: &index, &model, &random)
            guard random.next() % 3 == 0, let other = model.versions.keys.sorted().randomElement(using: &random),
                let version = model.versions[other]
            else { continue }
            let changed = VersionState(
                id: other, sourceKey: version.sourceKey, isRetracted: version.isRetracted,
                isRemoved: random.next() % 2 == 0 || version.isRemoved, published: version.published,
                knownFrom: version.knownFrom, knownTo: 50)
            index.state.set(changed)
            model.versions[other] = changed
        }
        index.seal()
        #expect((2...12).contains(index.snapshot.segments.count))
        let compacted = index.compacted()
        #expect(compacted.snapshot.rows < index.snapshot.rows && compacted.snapshot.digest() == index.snapshot.digest())
        for round in 0..<40 {
            let (terms, filter) = (words(Int(random.next() % 8), &random), filter(&random))
            let limit = Int(random.next() % 60)
            let expected = model.search(terms.map { $0 == "Café" ? "cafe" : $0 }, filter, limit)
            let found = index.snapshot.search(terms, filter: filter, limit: limit)
            expect(found.chunks, equals: expected, "\(round): \(terms)")
            let again = compacted.snapshot.search(terms, filter: filter, limit: limit)
            #expect(again.chunks == found.chunks && again.statistics == found.statistics)
        }
    }

    /// With scores to the last bit, whatever terms the queries share.
    @Test(arguments: [11, 12, 13])
    func queriesTogetherEqualEachAlone(seed: UInt64) {
        var random = Seeded(seed)
        var (index, model) = (FullTextIndex(), Model())
        for id in Int64(1)...300 { add(id, to: &index, &model, &random) }
        index.seal()
        #expect(index.snapshot.search([], filter: VersionFilter(.standing, topic: nil)).isEmpty)
        for round in 0..<30 {
            let filter = filter(&random)
            let queries = (0..<(1 + Int(random.next() % 5))).map { _ in
                TermQuery(terms: words(Int(random.next() % 8), &random), limit: Int(random.next() % 60) - 5)
            }
            let together = index.snapshot.search(queries, filter: filter)
            #expect(together.count == queries.count)
            for (query, found) in zip(queries, together) {
                let alone = index.snapshot.search(query.terms, filter: filter, limit: query.limit)
                #expect(found.chunks == alone.chunks && found.statistics == alone.statistics, "\(round): \(query)")
            }
        }
    }

    /// The promise of a search as of a moment, with scores to the last bit.
    @Test(arguments: [4, 5])
    func thePastIsAsItWas(seed: UInt64) {
        var random = Seeded(seed)
        var (whole, model) = (FullTextIndex(), Model())
        for id in Int64(1)...400 { add(id, to: &whole, &model, &random) }
        whole.seal()
        for moment in [Int64(0), 10, 35, 50, 80, 99, 1000] {
            for (includeUndated, includeRetracted) in [(false, false), (true, false), (true, true)] {
                let filter = VersionFilter(
                    sources: [], topic: nil, publishedFrom: nil, publishedBefore: nil, asOf: moment,
                    includeUndated: includeUndated, includeRetracted: includeRetracted)
                var then = FullTextIndex()
                for version in model.versions.values.sorted(by: { $0.id < $1.id })
                where filter.admits(
                    published: version.published, knownFrom: version.knownFrom, knownTo: version.knownTo,
                    isRetracted: version.isRetracted)
                {
                    then.state.set(version)
                    for row in model.rows where row.version == version.id {
                        then.append(
                            key: row.key, version: version.id, title: row.title.joined(separator: " "),
                            text: row.text.joined(separator: " "))
                    }
                    if random.next() % 3 == 0 { then.seal() }
                }
                then.seal()
                for _ in 0..<5 {
                    let terms = words(6, &random)
                    let (now, past) = (
                        whole.snapshot.search(terms, filter: filter, limit: 50),
                        then.snapshot.search(terms, filter: filter, limit: 50)
                    )
                    #expect(now.chunks == past.chunks && now.statistics == past.statistics)
                }
            }
        }
    }

    /// Long lists, several windows, and rows that do not stand: a few, and most.
    @Test(arguments: [Int64(0), 30, 1200])
    func theBestAreThoseOfScoringEverything(ended: Int64) {
        var random = Seeded(UInt64(31 + ended))
        var index = FullTextIndex()
        let count: Int64 = 1600
        for id in 0..<count {
            index.state.set(
                VersionState(
                    id: id, sourceKey: "s\(id % 7)", isRetracted: false, isRemoved: false, published: id,
                    knownFrom: id, knownTo: id * 7 % count < ended ? id : nil))
            for row in Int64(0)..<3 {
                index.append(
                    key: 3 * id + row, version: id, title: row == 0 ? "" : words(3, &random).joined(separator: " "),
                    text: words(Int(random.next() % 30), &random).joined(separator: " "))
            }
            if id % 400 == 399 { index.seal() }
        }
        index.seal()
        #expect(index.snapshot.segments.contains { $0.rows > 2048 })
        let standing = VersionFilter(.standing, topic: nil)
        let some = VersionFilter(SearchFilter(sources: ["s1", "s5"]), topic: nil)
        for round in 0..<30 {
            let terms = words(1 + Int(random.next() % 9), &random)
            let match: TermQuery.Match = round % 3 == 0 ? .all : .any
            let filter = round % 2 == 0 ? standing : some
            let limits = [1, 10, 200, .max]
            let found = index.snapshot.search(
                limits.map { TermQuery(terms: terms, limit: $0, match: match) }, filter: filter)
            let all = found[3].chunks
            for (limit, found) in zip(limits, found) { #expect(found.chunks == Array(all.prefix(limit)), "\(terms)") }
            if match == .all {
                let any = index.snapshot.search(terms, filter: filter, limit: .max).chunks
                let scores = Dictionary(uniqueKeysWithValues: any.map { ($0.key, $0.score) })
                #expect(all.allSatisfy { scores[$0.key] == $0.score } && all.count <= any.count)
            }
        }
    }

    @Test func aSnapshotDoesNotChange() {
        var random = Seeded(9)
        var (index, model) = (FullTextIndex(), Model())
        for id in Int64(1)...60 { add(id, to: &index, &model, &random) }
        index.seal()
        let snapshot = index.snapshot
        let before = snapshot.search(["word1", "word3"], filter: VersionFilter(.standing, topic: nil), limit: 1000)
        for id in Int64(61)...400 { add(id, to: &index, &model, &random) }
        for id in Int64(1)...60 { index.state.remove(version: id) }
        index.seal()
        let after = snapshot.search(["word1", "word3"], filter: VersionFilter(.standing, topic: nil), limit: 1000)
        #expect(after.chunks == before.chunks && after.statistics == before.statistics)
        #expect(index.snapshot.digest() != snapshot.digest())
    }

    @Test func whatIsRemovedLeavesTheLettersAsWell() {
        var index = FullTextIndex()
        for id in Int64(1)...2000 {
            index.state.set(
                VersionState(
                    id: id, sourceKey: "", isRetracted: false, isRemoved: false, published: nil, knownFrom: 0,
                    knownTo: nil))
            index.append(key: id, version: id, title: "", text: id == 7 ? "a secret word" : "a word")
            index.append(key: 0, version: -id, title: "", text: "of no version")
        }
        index.seal()
        #expect(index.snapshot.rows == 2000 && !index.state.needsCompaction)
        for id in Int64(1)...1500 { index.state.remove(version: id) }
        #expect(index.state.needsCompaction)
        let compacted = index.compacted()
        #expect(
            compacted.snapshot.rows == 500 && compacted.snapshot.versions.count == 500
                && !compacted.state.needsCompaction)
        #expect(compacted.state.needsSaving)
        #expect(!String(decoding: compacted.snapshot.segments[0].letters, as: UTF8.self).contains("secret"))
        for id in Int64(1501)...2000 { index.state.remove(version: id) }
        #expect(index.compacted().snapshot.segments.isEmpty)
    }

    @Test func nothingIsFoundInNothing() {
        let found = FullTextSnapshot().search(
            ["a", "b", "a", "*"], filter: VersionFilter(.standing, topic: nil), limit: 5)
        #expect(found.chunks.isEmpty)
        #expect(found.statistics == TermStatistics(chunks: 0, averageLength: 0, frequencies: ["a": 0, "b": 0, "*": 0]))
    }

    /// A title alone has no length, and a word may stand more often than a posting can say.
    @Test func extremesAreScored() {
        var index = FullTextIndex()
        index.state.set(
            VersionState(
                id: 1, sourceKey: "", isRetracted: false, isRemoved: false, published: nil, knownFrom: 0, knownTo: nil))
        index.append(key: 1, version: 1, title: "Flood", text: "")
        index.seal()
        let alone = index.snapshot.search(["flood"], filter: VersionFilter(.standing, topic: nil), limit: 5)
        #expect(alone.chunks.count == 1 && alone.chunks.allSatisfy { $0.score.isFinite && $0.score > 0 })
        index.append(key: 2, version: 1, title: "", text: String(repeating: "flood ", count: 300))
        index.append(key: 3, version: 1, title: "", text: String(repeating: "a", count: 1_000_000))
        index.append(key: 4, version: 1, title: "", text: "\u{0} \u{FFFD} — …")
        index.seal()
        let all = index.snapshot.search(
            ["flood", String(repeating: "a", count: 1_000_000)], filter: VersionFilter(.standing, topic: nil),
            limit: .max)
        #expect(Set(all.chunks.map(\.key)) == [1, 2, 3])
        #expect(all.statistics.chunks == 4 && all.statistics.averageLength == 301 / 4)
    }
}
