import Foundation
import Matrix
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
        let columns = TextSegmentColumns(good)
        let copy = TextSegment.of(columns)
        withExtendedLifetime((copy, good)) { #expect(copy.memory.bytes.elementsEqual(good.memory.bytes)) }
        let block = try #require(columns.shapes.firstIndex { BlockShape(bits: $0).count == Kernels.block })
        let wide = BlockShape(count: Kernels.block, rows: BlockShape.widestRows + 1, texts: 1, titles: 1).bits
        let long = BlockShape(count: Kernels.block, rows: BlockShape.widestRows, texts: 8, titles: 8).bits
        let changes: [(inout TextSegmentColumns) -> Void] = [
            { $0.slots[3] = 300 }, { $0.slots[3] = -1 }, { $0.lengths[3] = .max }, { $0.letterEnds[5] = .max },
            { $0.letterEnds[5] = 0 }, { $0.prefixes[5] += 1 }, { $0.blockEnds[5] = .max }, { $0.counts[5] += 1 },
            { $0.lastRows[9] = .max },
            { $0.offsets[9] = .max }, { $0.offsets[9] = 0 }, { $0.positionOffsets[9] = .max },
            { $0.shapes[9] = 0 }, { $0.shapes[9] = 129 }, { $0.shapes[block] = wide }, { $0.shapes[block] = long },
            { $0.letters.removeLast() }, { $0.blockEnds[$0.blockEnds.count - 1] -= 1 }, { $0.meanLength = .nan },
            {
                // A term without a posting.
                $0.letterEnds.append(UInt32($0.letters.count))
                $0.prefixes.append(0)
                $0.counts.append(0)
                $0.blockEnds.append(UInt32($0.lastRows.count))
            },
        ]
        for (index, change) in changes.enumerated() {
            var broken = columns
            change(&broken)
            #expect(!TextSegment.of(broken).isSound(slots: 300), "change \(index)")
        }
        for count in [0, 8, good.memory.bytes.count - 1, good.memory.bytes.count + 64] {
            var bytes = withExtendedLifetime(good) { Array(good.memory.bytes.prefix(count)) }
            bytes.append(contentsOf: repeatElement(0, count: count - bytes.count))
            #expect(TextSegment(SegmentMemory([.init(bytes)])) == nil, "\(count) bytes")
        }
    }

    /// A block may hold anything: what it names beyond the segment's rows is never looked up.
    @Test(arguments: [1, 2, 3])
    func postingsOfAnyBytesAreReadSafely(seed: UInt64) throws {
        var random = Seeded(seed)
        let index = index()
        let good = try #require(index.snapshot.segments.first)
        for _ in 0..<20 {
            var columns = TextSegmentColumns(good)
            for _ in 0..<200 {
                let place = Int(random.next() % UInt64(columns.postings.count))
                columns.postings[place] = UInt8(truncatingIfNeeded: random.next())
                columns.positions[place % columns.positions.count] = UInt8(truncatingIfNeeded: random.next())
                columns.bitmaps[place % columns.bitmaps.count] = random.next()
                columns.denseTerms[place % columns.denseTerms.count] = UInt32(truncatingIfNeeded: random.next())
            }
            var snapshot = index.snapshot
            snapshot.segments = [TextSegment.of(columns)]
            let filter = VersionFilter(.standing, topic: nil)
            for match in [TermQuery.Match.any, .all] {
                let query = TermQuery(terms: ["w1", "w2", "title", "title 5"], limit: 20, match: match)
                let found = snapshot.search([query], filter: filter)
                #expect(found.count == 1 && found[0].chunks.count <= 20)
            }
            _ = snapshot.digest()
        }
    }
}

extension TextSegmentColumns {
    /// Those of a segment.
    init(_ segment: TextSegment) {
        self.init(
            keys: Array(segment.keys), slots: Array(segment.slots), lengths: Array(segment.lengths),
            letterEnds: Array(segment.letterEnds),
            prefixes: Array(segment.prefixes), counts: Array(segment.counts),
            blockEnds: Array(segment.blockEnds), lastRows: Array(segment.lastRows), offsets: Array(segment.offsets),
            positionOffsets: Array(segment.positionOffsets), bounds: Array(segment.bounds),
            shapes: Array(segment.shapes), denseTerms: Array(segment.denseTerms), bitmaps: Array(segment.bitmaps),
            letters: Array(segment.letters), postings: Array(segment.postings),
            positions: Array(segment.positions), meanLength: segment.meanLength)
    }
}
