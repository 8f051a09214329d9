/// Cuts a list of texts into requests.
enum TextBatches {
    /// Consecutive ranges over texts of these lengths, each of at most `count` texts and `characters` together; a text that
    /// is longer alone has a range of its own. Covers all texts, in order.
    static func ranges(lengths: [Int], count: Int, characters: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var sum = 0
        for (index, length) in lengths.enumerated() {
            if index > start, index - start >= count || sum + length > characters {
                ranges.append(start..<index)
                start = index
                sum = 0
            }
            sum += length
        }
        if start < lengths.count { ranges.append(start..<lengths.count) }
        return ranges
    }
}
