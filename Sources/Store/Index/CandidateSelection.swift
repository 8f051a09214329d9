import Matrix

extension [SignQuery.Candidate] {
    /// One of so many is looked at to guess how large the largest are.
    private static var sampled: Int { 16 }

    /// Puts the `count` with the largest bounds first, in no order (Hoare 1961, "Find"). O(self.count).
    ///
    /// Where few of many are wanted, a sample says which bound they will exceed (Floyd and Rivest 1975, "Expected time bounds for
    /// selection"): one pass that goes the same way nearly always leaves little to select from.
    mutating func selectLargest(_ count: Int) {
        let end = count * Self.sampled / 2 < self.count ? narrow(to: count) : self.count
        withUnsafeMutableBufferPointer { Self.selectLargest(count, of: $0[..<end]) }
    }

    /// Puts those first whose bound is above a guess, and returns how many they are: at least `count`.
    private mutating func narrow(to count: Int) -> Int {
        var sample = stride(from: 0, to: self.count, by: Self.sampled).map { self[$0] }
        // Twice as many as are expected, and some more where that is few.
        let wanted = Swift.min(2 * count / Self.sampled + 4, sample.count)
        sample.withUnsafeMutableBufferPointer { Self.selectLargest(wanted, of: $0[...]) }
        guard let guess = sample[..<wanted].min(by: { $0.bound < $1.bound })?.bound else { return self.count }
        var end = 0
        withUnsafeMutableBufferPointer { buffer in
            for index in buffer.indices where buffer[index].bound >= guess {
                buffer.swapAt(index, end)
                end += 1
            }
        }
        return end < count ? self.count : end
    }

    private static func selectLargest(_ count: Int, of slice: Slice<UnsafeMutableBufferPointer<Element>>) {
        let buffer = slice.base
        var (low, high) = (slice.startIndex, slice.endIndex)
        while low < count && high - low > 1 {
            let pivot = buffer[(low + high) / 2].bound
            var (left, right) = (low, high - 1)
            while left <= right {
                while buffer[left].bound > pivot { left += 1 }
                while buffer[right].bound < pivot { right -= 1 }
                guard left <= right else { break }
                buffer.swapAt(left, right)
                left += 1
                right -= 1
            }
            // Bounds up to `right` are not below the pivot, those from `left` on not above, those between equal it.
            if count <= right { high = right + 1 } else if count >= left { low = left } else { return }
        }
    }
}
