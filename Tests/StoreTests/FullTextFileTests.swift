import Foundation
import Testing

@testable import Store

@Suite struct FullTextFileTests {
    private func index() -> FullTextIndex {
        var random = Seeded(5)
        var index = FullTextIndex()
        for id in Int64(1)...300 {
            index.state.set(
                VersionState(
                    id: id, sourceKey: ["", "one", "Zoë"][Int(id % 3)], isRetracted: id % 5 == 0,
                    isRemoved: id % 11 == 0, published: id % 4 == 0 ? nil : -id, knownFrom: id,
                    knownTo: id % 2 == 0 ? nil : id + 7))
            for row in 0..<3 {
                let words = (0..<20).map { _ in "w\(random.next() % 200)" }
                index.append(
                    key: id * 10 + Int64(row), version: id, title: "Title \(id)", text: words.joined(separator: " "))
            }
            if id % 70 == 0 { index.seal() }
        }
        index.seal()
        index.state.snapshot.sequence = 77
        return index
    }

    private func file(_ directory: TemporaryDirectory) -> IndexFile<FullTextIndex> {
        IndexFile(url: directory.url.appendingPathComponent("a.text"))
    }

    @Test func readsWhatItWrote() throws {
        let directory = try TemporaryDirectory()
        let written = index()
        try file(directory).write(written, number: -3)
        let read = try file(directory).read(number: -3, form: FullTextIndex.form)
        #expect(read.snapshot.sequence == 77 && read.snapshot.rows == 900 && read.snapshot.versions.count == 300)
        #expect(read.snapshot.digest() == written.snapshot.digest())
        #expect(read.state.needsCompaction == written.state.needsCompaction)
        let filter = VersionFilter(.standing, topic: nil)
        let (one, other) = (
            read.snapshot.search(["w1", "title"], filter: filter, limit: 900),
            written.snapshot.search(["w1", "title"], filter: filter, limit: 900)
        )
        #expect(one.chunks == other.chunks && !one.chunks.isEmpty && one.statistics == other.statistics)
        try file(directory).write(FullTextIndex(), number: 1)
        #expect(try file(directory).read(number: 1, form: FullTextIndex.form).snapshot.rows == 0)
    }

    @Test func nothingDamagedIsRead() throws {
        let directory = try TemporaryDirectory()
        let file = file(directory)
        try file.write(index(), number: 1)
        #expect(throws: BlockFile.Fault.foreign) { try file.read(number: 2, form: FullTextIndex.form) }
        // Cut by another revision of the words.
        #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: FullTextIndex.form + 1) }
        #expect(throws: BlockFile.Fault.damaged) { try IndexFile<VectorIndex>(url: file.url).read(number: 1, form: 1) }
        let good = try Data(contentsOf: file.url)
        for offset in stride(from: 0, to: good.count, by: 997) {
            var bad = good
            bad[offset] ^= 0x10
            try bad.write(to: file.url)
            #expect(throws: BlockFile.Fault.self) { try file.read(number: 1, form: FullTextIndex.form) }
            try good.prefix(offset).write(to: file.url)
            #expect(throws: BlockFile.Fault.damaged) { try file.read(number: 1, form: FullTextIndex.form) }
        }
    }

    /// Right by its checksums, and wrong in itself: as a file by another program would be.
    @Test func segmentsThatDoNotFitAreNotSound() throws {
        let good = try #require(index().snapshot.segments.first)
        #expect(good.isSound(slots: 300))
        var broken = [TextSegment](repeating: good, count: 8)
        broken[0].slots[3] = 300
        broken[1].slots[3] = -1
        broken[2].lengths.removeLast()
        broken[3].letterEnds[5] = .max
        broken[4].postingEnds[5] = .max
        broken[5].postings[9] = Posting(row: 65535, text: 1, title: 0)
        broken[6].letters.removeLast()
        broken[7].postingEnds.removeLast()
        #expect(broken.allSatisfy { !$0.isSound(slots: 300) })
    }
}
