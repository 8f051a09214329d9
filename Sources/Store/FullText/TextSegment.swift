import Foundation

/// The words of up to ``rowCapacity`` chunks. Never changes: two of them are joined into a third.
///
/// Memory: 16 bytes a row, 4 a posting, and 8 and its letters a term.
struct TextSegment: Sendable {
    /// What a posting can name.
    static let rowCapacity = Posting.largestRow + 1
    /// Ends of lists are 32-bit numbers.
    static let postingCapacity = 1 << 30

    /// For each row, its chunk's key.
    var keys: [ChunkKey] = []
    /// For each row, the slot of its version.
    var slots: [Int32] = []
    /// For each row, how many words its text has.
    var lengths: [UInt32] = []
    /// The terms' letters, one term behind the other, in the order of their bytes.
    var letters: [UInt8] = []
    /// For each term, where its letters end.
    var letterEnds: [UInt32] = []
    /// For each term, where its postings end.
    var postingEnds: [UInt32] = []
    /// Term by term, by row.
    var postings: [Posting] = []

    var rows: Int { keys.count }
    var terms: Int { letterEnds.count }

    func letters(of term: Int) -> Range<Int> {
        (term == 0 ? 0 : Int(letterEnds[term - 1]))..<Int(letterEnds[term])
    }

    func postings(of term: Int) -> Range<Int> {
        (term == 0 ? 0 : Int(postingEnds[term - 1]))..<Int(postingEnds[term])
    }

    /// The postings of a term; empty where no chunk has it. O(log terms).
    func postings(of term: [UInt8]) -> ArraySlice<Posting> {
        var (low, high) = (0, terms)
        while low < high {
            let middle = (low + high) / 2
            if Self.compare(letters[letters(of: middle)], term[...]) < 0 { low = middle + 1 } else { high = middle }
        }
        guard low < terms, letters[letters(of: low)].elementsEqual(term) else { return [] }
        return postings[postings(of: low)]
    }

    /// Negative, 0 or positive, by bytes; of two that begin alike the shorter comes first.
    static func compare(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        let shared = one.withUnsafeBytes { one in
            other.withUnsafeBytes { other -> Int32 in
                let count = min(one.count, other.count)
                guard count > 0, let a = one.baseAddress, let b = other.baseAddress else { return 0 }
                return memcmp(a, b, count)
            }
        }
        return shared == 0 ? one.count - other.count : Int(shared)
    }

    /// Whether all parts fit each other, so that a search may trust them; `slots` is how many versions there are.
    func isSound(slots count: Int) -> Bool {
        slots.count == rows && lengths.count == rows && rows <= Self.rowCapacity && postingEnds.count == terms
            && Int(letterEnds.last ?? 0) == letters.count && Int(postingEnds.last ?? 0) == postings.count
            && slots.allSatisfy { (0..<count).contains(Int($0)) } && postings.allSatisfy { $0.row < rows }
            && zip(letterEnds, letterEnds.dropFirst()).allSatisfy { $0 <= $1 }
            && zip(postingEnds, postingEnds.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
