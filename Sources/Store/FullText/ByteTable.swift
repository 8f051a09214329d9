import Foundation

/// Numbers for runs of bytes, in the order in which they first came: 0, 1, 2, …
///
/// Open addressing; the hash is Swift's, seeded for each process, so that no text can be written to slow it down.
struct ByteTable {
    /// All runs, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// Where each ends among ``bytes``.
    private(set) var ends: [UInt32] = []
    private var hashes: [UInt32] = []
    /// A number for each place, or -1.
    private var places = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count }

    subscript(number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The number of a run, which is new where it was not there before.
    mutating func number(of run: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(run)
        var place = Int(hash) & (places.count - 1)
        while places[place] >= 0 {
            let number = Int(places[place])
            if hashes[number] == hash, holds(run, at: self[number]) { return (number, false) }
            place = (place + 1) & (places.count - 1)
        }
        places[place] = Int32(count)
        bytes.append(contentsOf: run)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        if count * 2 > places.count { grow() }
        return (count - 1, true)
    }

    private func holds(_ run: UnsafeBufferPointer<UInt8>, at range: Range<Int>) -> Bool {
        guard range.count == run.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let mine = bytes.baseAddress, let start = run.baseAddress else { return true }
            return memcmp(mine + range.lowerBound, start, run.count) == 0
        }
    }

    private mutating func grow() {
        places = [Int32](repeating: -1, count: places.count * 2)
        for (number, hash) in hashes.enumerated() {
            var place = Int(hash) & (places.count - 1)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }

    private static func hash(_ run: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(run))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
