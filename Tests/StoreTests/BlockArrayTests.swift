import Testing

@testable import Store

@Suite struct BlockArrayTests {
    @Test(arguments: [1, 2])
    func isAnArrayWhateverIsDoneToIt(seed: UInt64) {
        var random = Seeded(seed)
        var (blocks, array) = (BlockArray<Int>(), [Int]())
        var copies: [(BlockArray<Int>, [Int])] = []
        for step in 0..<400 {
            switch random.next() % 8 {
            case 0:
                let count = Int(random.next() % UInt64(array.count + 20))
                blocks.keepFirst(count)
                array = Array(array.prefix(count))
            case 1, 2:
                guard let place = array.indices.randomElement(using: &random) else { continue }
                blocks.update(place) { $0 += step }
                array[place] += step
            case 3: copies.append((blocks, array))
            default:
                for number in 0..<Int(random.next() % 50) {
                    blocks.append(number)
                    array.append(number)
                }
            }
            #expect(blocks.count == array.count)
        }
        copies.append((blocks, array))
        for (copy, expected) in copies { #expect(Array(copy) == expected) }
        let half = array.count / 2
        #expect(Array(BlockArray(array)) == array)
        #expect(Array(blocks[half...]) == Array(array[half...]))
    }
}
