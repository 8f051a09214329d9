extension FullTextSnapshot {
    /// A number that is the same for two indexes of the same versions, texts and titles, whatever their segments are, and as
    /// good as never for others. Reads every posting.
    func digest() -> UInt64 {
        var sum: UInt64 = 0
        for slot in 0..<versions.count where !versions[slot].isRemoved {
            let version = versions[slot]
            sum &+= Self.mixed([
                Int64(bitPattern: Self.digest(Array(versions.sources[Int(version.source)].utf8)[...])), version.id,
                version.isRetracted ? 1 : 0, version.published ?? .min, version.knownFrom, version.knownTo ?? .min,
            ])
        }
        for segment in segments { sum &+= digest(of: segment) }
        return sum
    }

    private func digest(of segment: TextSegment) -> UInt64 {
        var sum: UInt64 = 0
        let isVisible = segment.slots.map { !versions[Int($0)].isRemoved }
        for row in 0..<segment.rows where isVisible[row] {
            let version = versions[Int(segment.slots[row])].id
            sum &+= Self.mixed([segment.keys[row], version, Int64(segment.lengths[row])])
        }
        for term in 0..<segment.terms {
            let letters = UnsafeBufferPointer(rebasing: segment.letters[segment.letters(of: term)])
            let term64 = Int64(bitPattern: Checksum.of(UnsafeRawBufferPointer(letters)))
            PostingList(segment, term: term).forEach { posting, positions in
                guard isVisible[posting.row] else { return }
                sum &+= Self.mixed([
                    term64, segment.keys[posting.row], Int64(posting.text), Int64(posting.title),
                    Int64(bitPattern: Checksum.of(UnsafeRawBufferPointer(positions))),
                ])
            }
        }
        return sum
    }

    private static func digest(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { Checksum.of($0) } }

    private static func mixed(_ values: [Int64]) -> UInt64 { values.withUnsafeBytes { Checksum.of($0) } }
}
