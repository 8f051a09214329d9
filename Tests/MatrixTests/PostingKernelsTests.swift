import Matrix
import Testing

/// Every instruction set against arithmetic, and against the portable one to the last bit.
@Suite struct PostingKernelsTests {
    private static let portable = Kernels.available[0]

    private func numbers(below limit: UInt64, _ random: inout SplitMix) -> [UInt32] {
        (0..<Kernels.block).map { _ in UInt32(random.next() % limit) }
    }

    @Test(arguments: Kernels.available)
    func packsAndUnpacksEveryWidth(kernels: Kernels) {
        var random = SplitMix(seed: 41)
        for width in 0...32 {
            var numbers = numbers(below: 1 << UInt64(width), &random)
            if width > 0 { numbers[127] = UInt32((UInt64(1) << UInt64(width)) - 1) }
            // A byte behind what may be written.
            var (packed, twin) = (
                [UInt8](repeating: 0xA5, count: 16 * width + 1), [UInt8](repeating: 0xA5, count: 16 * width + 1)
            )
            kernels.pack(numbers, width: width, into: &packed)
            Self.portable.pack(numbers, width: width, into: &twin)
            #expect(packed == twin && packed.last == 0xA5, "\(kernels.name), \(width)")
            var unpacked = [UInt32](repeating: 7, count: Kernels.block)
            kernels.unpack(packed, width: width, into: &unpacked)
            #expect(unpacked == numbers, "\(kernels.name), \(width)")
        }
    }

    @Test(arguments: Kernels.available)
    func unpacksSumsAsALoopDoes(kernels: Kernels) {
        var random = SplitMix(seed: 42)
        // Of the widest, sums overflow.
        for width in 0...32 {
            let differences = numbers(below: 1 << UInt64(width), &random)
            var packed = [UInt8](repeating: 0, count: 16 * width + 1)
            kernels.pack(differences, width: width, into: &packed)
            var sum: UInt32 = 17
            let expected = differences.map { difference in
                sum &+= difference
                return sum
            }
            var sums = [UInt32](repeating: 7, count: Kernels.block)
            let last = kernels.unpackSums(packed, width: width, after: 17, into: &sums)
            #expect(sums == expected && last == expected.last, "\(kernels.name), \(width)")
        }
    }

    @Test(arguments: Kernels.available)
    func scoresAreThoseOfTheFormula(kernels: Kernels) {
        var random = SplitMix(seed: 43)
        let lengths = (0..<500).map { _ in UInt32(random.next() % 400) }
        let scoring = PostingScoring(weight: 7.25, base: 0.3, slope: 0.9 / 117, titleWeight: 2)
        let (rows, texts, titles) = (
            numbers(below: 500, &random), numbers(below: 256, &random), numbers(below: 4, &random)
        )
        for count in [0, 1, 15, 16, 17, 128] {
            var (scores, twin) = ([Float](repeating: -1, count: 128), [Float](repeating: -1, count: 128))
            kernels.score(
                scoring, rows: rows, texts: texts, titles: titles, count: count, lengths: lengths, into: &scores)
            Self.portable.score(
                scoring, rows: rows, texts: texts, titles: titles, count: count, lengths: lengths, into: &twin)
            #expect(scores[..<count] == twin[..<count], "\(kernels.name), \(count)")
            for place in 0..<count {
                let frequency = Double(texts[place]) + 2 * Double(titles[place])
                let expected = 7.25 * frequency / (frequency + 0.3 + 0.9 / 117 * Double(lengths[Int(rows[place])]))
                #expect(abs(Double(scores[place]) - expected) < 2e-6, "\(kernels.name), \(place)")
                let alone = scoring.score(
                    text: texts[place], title: titles[place], length: lengths[Int(rows[place])])
                #expect(scores[place] == alone, "\(kernels.name), \(place)")
            }
            // Nothing beyond the step that the last one belongs to.
            #expect(scores[((count + 15) / 16 * 16)...].allSatisfy { $0 == -1 })
        }
    }

    @Test(arguments: Kernels.available)
    func findsWhatReachesAThreshold(kernels: Kernels) {
        var random = SplitMix(seed: 44)
        for count in [0, 1, 7, 16, 33, 2048] {
            let sums = (0..<count).map { _ in Double(random.next() % 5) }
            for threshold in [0.0, 1, 2.5, 4, 5] {
                var found = [UInt32](repeating: 0, count: count)
                let reaching = kernels.reaching(threshold, sums: sums, count: count, into: &found)
                let expected = sums.indices.filter { sums[$0] >= threshold }.map(UInt32.init)
                #expect(Array(found[..<reaching]) == expected, "\(kernels.name), \(count), \(threshold)")
            }
        }
    }
}
