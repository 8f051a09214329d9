import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Matrix
import Testing

@testable import Store

@Suite struct IndexFileTests {
    let fixture = StoreFixture()

    private func index(_ directory: TemporaryDirectory) -> VectorIndex {
        var random = Seeded(5)
        var index = VectorIndex(dimension: 4)
        for id in Int64(1)...300 {
            index.state.set(
                VersionState(
                    id: id, sourceKey: ["", "one", "Zoë"][Int(id % 3)], isRetracted: id % 5 == 0,
                    isRemoved: id % 11 == 0, published: id % 4 == 0 ? nil : -id, knownFrom: id,
                    knownTo: id % 2 == 0 ? nil : id + 7))
            for row in 0..<5 {
                let vector = (0..<4).map { _ in Float(Int64(bitPattern: random.next()) >> 32) }
                vector.withUnsafeBufferPointer { index.append(key: id * 10 + Int64(row), version: id, vector: $0) }
            }
        }
        index.state.snapshot.sequence = 77
        return index
    }

    @Test func blocksOfAnySizeAreReadAsTheyWereWritten() throws {
        let directory = try TemporaryDirectory()
        let file = BlockFile(url: directory.url.appendingPathComponent("blocks"))
        // Bytes are handed over two mebibytes at a time: a block may end there or go on behind it.
        let first = (2 << 20) - BlockWriter.head - BlockWriter.padding(at: 0)
        let blocks = zip(1..., [first, 0, (2 << 20) + 5, 7]).map { Data(repeating: UInt8($0), count: $1) }
        try file.write { writer in for block in blocks { try writer.write(block) } }
        try file.read { reader in
            for block in blocks { #expect(try reader.next() == block) }
            try reader.end()
        }
        let mapped = try #require(try MappedFile(file.url))
        let before = Data(mapped.bytes)
        mapped.expectReads()
        #expect(Data(mapped.bytes) == before)
    }

    @Test func readsWhatItWrote() throws {
        let directory = try TemporaryDirectory()
        let file = IndexFile<VectorIndex>(url: directory.url.appendingPathComponent("a.vectors"))
        let written = index(directory)
        try file.write(written, number: -3)
        let read = try file.read(number: -3, form: 4)
        #expect(read.snapshot.sequence == 77)
        #expect(read.snapshot.sealed == 5)
        #expect(read.snapshot.rows == 1500 && read.snapshot.versions.count == 300)
        for slot in 0..<300 { #expect(read.snapshot.versions[slot] == written.snapshot.versions[slot]) }
        for asOf in [nil, Int64(20), 200] {
            let filter = VersionFilter(
                sources: [], topic: nil, publishedFrom: nil, publishedBefore: nil, asOf: asOf, includeUndated: true,
                includeRetracted: false)
            let query: [Float] = [1, -2, 3, 4]
            #expect(
                try read.snapshot.search(query, filter: filter, limit: 2000)
                    == written.snapshot.search(query, filter: filter, limit: 2000))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["a.vectors"])
    }

    /// Threads that go through a search together find what one finds; nobody is told rows of a damaged file.
    @Test func aSharedScanFindsWhatOneThreadFinds() async throws {
        let directory = try TemporaryDirectory()
        let file = IndexFile<VectorIndex>(url: directory.url.appendingPathComponent("a.vectors"))
        let (snapshot, query) = (index(directory).snapshot, [Float(1), -2, 3, 4])
        let filter = VersionFilter(SearchFilter.standing, topic: nil)
        let pool = ComputePool(threads: 2)
        for limit in [1, 10, 5000] {
            let scan = SharedScan(snapshot, query, filter, limit: limit, threads: 3)
            for _ in 0..<2 { pool.submit { scan.walk() } }
            scan.walk()
            #expect(try scan.chunks() == snapshot.search(query, filter: filter, limit: limit, accuracy: .exact))
        }
        try file.write(index(directory), number: 1)
        let read = try file.read(number: 1, form: 4).snapshot
        let handle = try FileHandle(forUpdating: file.url)
        let vector = read.segments[0].vectors.withUnsafeBuffer { Data(buffer: UnsafeBufferPointer(rebasing: $0[..<4])) }
        let place = try #require(try Data(contentsOf: file.url).range(of: vector))
        try handle.seek(toOffset: UInt64(place.lowerBound))
        try handle.write(contentsOf: Data(vector.map { ~$0 }))
        try handle.close()
        let scan = SharedScan(read, query, filter, limit: 10, threads: 2)
        scan.walk()
        #expect(throws: BlockFile.Fault.damaged) { try scan.chunks() }
    }

    @Test func nothingDamagedIsRead() throws {
        let directory = try TemporaryDirectory()
        let file = IndexFile<VectorIndex>(url: directory.url.appendingPathComponent("a.vectors"))
        #expect(throws: BlockFile.Fault.missing) { try file.read(number: 1, form: 4) }
        try file.write(index(directory), number: 1)
        #expect(throws: BlockFile.Fault.foreign) { try file.read(number: 2, form: 4) }
        #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: 5) }
        let good = try Data(contentsOf: file.url)
        // A cut anywhere is found at opening, a bit turned anywhere then or when a search comes to it.
        for offset in stride(from: 0, to: good.count, by: 97) {
            var bad = good
            bad[offset] ^= 0x10
            try bad.write(to: file.url)
            #expect(throws: BlockFile.Fault.self, "\(offset)") {
                try searchThroughCodes(try file.read(number: 1, form: 4))
            }
            try good.prefix(offset).write(to: file.url)
            #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: 4) }
        }
        try (good + Data([0])).write(to: file.url)
        #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: 4) }
        var random = Seeded(1)
        for length in [1, 16, 100, 5000] {
            try Data((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }).write(to: file.url)
            #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: 4) }
        }
    }

    /// Looks at all codes and vectors.
    private func searchThroughCodes(_ index: VectorIndex) throws {
        let all = VersionFilter(
            sources: [], topic: nil, publishedFrom: nil, publishedBefore: nil, asOf: nil, includeUndated: true,
            includeRetracted: true)
        let admission = Admission(index.snapshot, all)
        var search = CodeSearch(index.snapshot, [1, -2, 3, 4], admission, limit: 2000)
        _ = try search.run()
    }

    /// Fills a store with more rows than it keeps without a file, and closes it.
    private func fill(_ directory: TemporaryDirectory) async throws {
        let store = try await directory.open()
        try await fixture.prepare(store)
        try await fixture.write((0..<300).map { fixture.article("\($0)", "Text \($0).") }, to: store)
        await store.close()
    }

    private func files(_ directory: TemporaryDirectory, suffix: String = "") throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: directory.url.appendingPathComponent("index"), includingPropertiesForKeys: nil
        ).filter { $0.path.hasSuffix(suffix) }
    }

    @Test(arguments: [".vectors", ".text"])
    func aRestartReadsTheFileAndWhatCameAfter(suffix: String) async throws {
        let directory = try TemporaryDirectory()
        try await fill(directory)
        let file = try #require(try files(directory, suffix: suffix).first)
        let before = try Data(contentsOf: file)

        let store = try await directory.open()
        try await fixture.write([fixture.article("new", "New."), fixture.article("7", "Changed.")], to: store)
        try await store.deleteArticle(fixture.article("9", "").id, in: .standard)
        await store.close()
        // Too little changed for a new file.
        #expect(try Data(contentsOf: file) == before)

        let again = try await directory.open()
        #expect(try await again.check() == [])
        let all = try await fixture.nearest("New.", in: again, limit: 1000)
        #expect(all.count == 300 && all.first == "New.")
        #expect(all.contains("Changed.") && !all.contains("Text 7.") && !all.contains("Text 9."))
        let found = try await fixture.matching(["text", "changed", "new"], in: again, limit: 1000)
        #expect(found.sorted() == all.sorted())
        await again.close()
    }

    @Test(arguments: ["torn", "damaged", "missing", "empty", "foreign"], [".vectors", ".text"])
    func anUntrustworthyFileIsMadeAgain(fault: String, suffix: String) async throws {
        let directory = try TemporaryDirectory()
        try await fill(directory)
        let file = try #require(try files(directory, suffix: suffix).first)
        var data = try Data(contentsOf: file)
        switch fault {
        case "torn": try data.prefix(data.count / 2).write(to: file)
        case "damaged":
            // Of the vector index, this is found when a search comes to it.
            data[data.count - 200] ^= 1
            try data.write(to: file)
        case "missing": try FileManager.default.removeItem(at: file)
        case "empty": try Data().write(to: file)
        default:
            // The same rows in another directory draw another number.
            let other = try TemporaryDirectory()
            try await fill(other)
            try Data(contentsOf: try #require(try files(other, suffix: suffix).first)).write(to: file)
        }
        let store = try await directory.open()
        let all = try await fixture.nearest("Text 5.", in: store, limit: 1000)
        #expect(all.count == 300 && all.first == "Text 5.")
        #expect(try await fixture.matching(["5"], in: store, limit: 1000) == ["Text 5."])
        #expect(try await store.check() == [])
        await store.close()
        // And the file is whole again.
        #expect(try Data(contentsOf: file).count == data.count)
    }

    /// A store whose file of vectors has a flipped bit in its last block.
    private func openDamaged(_ directory: TemporaryDirectory) async throws -> SQLiteStore {
        try await fill(directory)
        let file = try #require(try files(directory, suffix: ".vectors").first)
        var data = try Data(contentsOf: file)
        data[data.count - 200] ^= 1
        try data.write(to: file)
        return try await directory.open()
    }

    /// Of a store that is open for a while: a program that asks one question does not wait for it.
    @Test(.timeLimit(.minutes(1))) func aDamagedFileIsFoundThoughNobodySearches() async throws {
        let directory = try TemporaryDirectory()
        let store = try await openDamaged(directory)
        let place = VectorOrigin.Place(corpus: .standard, space: fixture.space.identifier)
        func isWhole() -> Bool {
            store.indexes.vectors.snapshot(place)?.segments.allSatisfy { (try? $0.check()) != nil } ?? false
        }
        while !isWhole() { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try await fixture.nearest("Text 5.", in: store, limit: 1000).count == 300)
        await store.close()
    }

    @Test func aCheckLooksAtAllOfAFile() async throws {
        let directory = try TemporaryDirectory()
        let store = try await openDamaged(directory)
        let place = VectorOrigin.Place(corpus: .standard, space: fixture.space.identifier)
        func isWhole() -> Bool? {
            var isWhole: Bool?
            store.indexes.vectors.rearrange(place) { isWhole = $0.isWhole }
            return isWhole
        }
        #expect(isWhole() == false)
        #expect(try await store.check() == [])
        #expect(isWhole() == true)
        await store.close()
    }

    @Test func aServingStoreSavesOnceItIsQuiet() async throws {
        let directory = try TemporaryDirectory()
        let store = try await directory.open()
        try await fixture.prepare(store)
        try await fixture.write((0..<300).map { fixture.article("\($0)", "Text \($0).") }, to: store)
        for _ in 0..<400 where try files(directory).count < 2 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try files(directory).count == 2)
        await store.close()
    }

    @Test func filesOfRemovedCorporaAreRemoved() async throws {
        let directory = try TemporaryDirectory()
        try await fill(directory)
        let later = Date(timeIntervalSinceNow: 3600)
        for _ in 0..<3 {
            let store = try await directory.open(clock: { later })
            try await store.deleteCorpus(.standard)
            await store.close()
            let next = try await directory.open(clock: { later.addingTimeInterval(3600) })
            try await next.createCorpus(
                try #require(CorpusName(rawValue: "other")), chunking: StoreFixture.chunking, space: fixture.space)
            await next.close()
        }
        #expect(try files(directory).isEmpty)
    }

    @Test func checksumsAreThoseOfTheSpecification() {
        for (text, expected) in [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] as [(String, UInt64)] {
            #expect(Array(text.utf8).withUnsafeBytes { Checksum.of($0) } == expected)
        }
    }
}
