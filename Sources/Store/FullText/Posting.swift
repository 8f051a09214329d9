/// That a chunk has a term: the chunk's row, and how often the term stands in its text and in its title, in 4 bytes.
/// Counts above 255 are kept as 255, from where on one more hardly moves a score.
struct Posting: Sendable, Equatable {
    let bits: UInt32

    static let largestRow = 0xFFFF
    static let largestCount = 0xFF

    init(bits: UInt32) { self.bits = bits }

    init(row: Int, text: Int, title: Int) {
        bits =
            UInt32(row) | UInt32(min(text, Self.largestCount)) << 16 | UInt32(min(title, Self.largestCount)) << 24
    }

    var row: Int { Int(bits & 0xFFFF) }
    var text: Int { Int(bits >> 16 & 0xFF) }
    var title: Int { Int(bits >> 24) }

    func moved(to row: Int) -> Posting { Posting(bits: bits & 0xFFFF_0000 | UInt32(row)) }

    /// What two terms have in common in one chunk: nothing where neither field has both.
    func joined(with other: Posting) -> Posting {
        Posting(row: row, text: min(text, other.text), title: min(title, other.title))
    }
}
