import Foundation

extension FullTextIndex {
    static let magic = "BYLNTXT1"

    /// How many segments there are, and each.
    func writeRows(to blocks: BlockWriter) throws {
        var head = ByteWriter()
        head.append(Int64(snapshot.segments.count))
        try blocks.write(head.bytes)
        for segment in snapshot.segments { try Self.write(segment, to: blocks) }
    }

    /// Its counts and rows, its terms, and its postings.
    private static func write(_ segment: TextSegment, to blocks: BlockWriter) throws {
        var rows = ByteWriter()
        for count in [segment.rows, segment.terms, segment.letters.count, segment.postings.count] {
            rows.append(Int64(count))
        }
        rows.append(contentsOf: segment.keys)
        rows.append(contentsOf: segment.slots)
        rows.append(contentsOf: segment.lengths)
        try blocks.write(rows.bytes)

        var terms = ByteWriter()
        terms.append(contentsOf: segment.letterEnds)
        terms.append(contentsOf: segment.postingEnds)
        terms.append(contentsOf: segment.letters)
        try blocks.write(terms.bytes)

        var postings = ByteWriter()
        postings.append(contentsOf: segment.postings.map(\.bits))
        try blocks.write(postings.bytes)
    }

    mutating func readRows(from blocks: inout BlockReader) throws {
        var head = ByteReader(try blocks.next())
        guard let count = head.integer() else { throw BlockFile.Fault.damaged }
        for _ in 0..<max(0, count) {
            guard let segment = try Self.segment(from: &blocks), segment.isSound(slots: snapshot.versions.count) else {
                throw BlockFile.Fault.damaged
            }
            adopt(segment)
        }
    }

    private static func segment(from blocks: inout BlockReader) throws -> TextSegment? {
        var rows = ByteReader(try blocks.next())
        var terms = ByteReader(try blocks.next())
        var postings = ByteReader(try blocks.next())
        guard let counts = rows.integers(4, as: Int64.self)?.map({ Int(clamping: $0) }),
            let keys = rows.integers(counts[0], as: Int64.self), let slots = rows.integers(counts[0], as: Int32.self),
            let lengths = rows.integers(counts[0], as: UInt32.self),
            let letterEnds = terms.integers(counts[1], as: UInt32.self),
            let postingEnds = terms.integers(counts[1], as: UInt32.self),
            let letters = terms.integers(counts[2], as: UInt8.self),
            let bits = postings.integers(counts[3], as: UInt32.self)
        else { return nil }
        return TextSegment(
            keys: keys, slots: slots, lengths: lengths, letters: letters, letterEnds: letterEnds,
            postingEnds: postingEnds, postings: bits.map(Posting.init))
    }
}
