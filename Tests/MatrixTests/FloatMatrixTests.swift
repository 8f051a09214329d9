import Matrix
import Testing

@Suite struct FloatMatrixTests {
    @Test func copiesAreValues() {
        var first = FloatMatrix([[1, 2], [3, 4]], columns: 2)
        let copy = first
        first[0, 1] = 9
        first.append([5, 6])
        #expect(copy.rows == 2 && copy[0] == [1, 2] && copy[1] == [3, 4])
        #expect(first.rows == 3 && first[0] == [1, 9] && first[2] == [5, 6])
    }

    @Test func growsKeepingItsRowsAndItsAlignment() {
        var matrix = FloatMatrix(columns: 3, rowCapacity: 0)
        for row in 0..<1000 { matrix.append([Float(row), Float(row) + 0.25, -Float(row)]) }
        #expect(matrix.rows == 1000)
        #expect((0..<1000).allSatisfy { matrix[$0] == [Float($0), Float($0) + 0.25, -Float($0)] })
        matrix.withUnsafeBuffer { buffer in
            #expect(buffer.count == 3000)
            #expect(Int(bitPattern: buffer.baseAddress).isMultiple(of: FloatMatrix.alignment))
        }
    }

    @Test func oneOfSeveralCopiesGrowsWhereItIs() {
        var first = FloatMatrix(columns: 2, rowCapacity: 4)
        first.append([1, 2])
        let snapshot = first
        first.append([3, 4])
        #expect(first.withUnsafeBuffer { $0.baseAddress } == snapshot.withUnsafeBuffer { $0.baseAddress })
        // Another one that goes on from the same rows has a place of its own.
        var other = snapshot
        other.append([5, 6])
        #expect(other.withUnsafeBuffer { $0.baseAddress } != snapshot.withUnsafeBuffer { $0.baseAddress })
        #expect(first.rows == 2 && first[1] == [3, 4] && other.rows == 2 && other[1] == [5, 6] && snapshot.rows == 1)
        first[0, 0] = 9
        #expect(snapshot[0] == [1, 2] && other[0] == [1, 2] && first[0] == [9, 2] && first[1] == [3, 4])
        for row in 0..<5 { first.append([Float(row), 0]) }
        #expect(first.rows == 7 && first[6] == [4, 0] && first[0] == [9, 2])
    }

    @Test func matricesShareMemoryWhileThereIsRoom() throws {
        let memory = WeightMemory(floats: 3 * WeightMemory.room(12))
        var matrix = try #require(FloatMatrix(columns: 3, rowCapacity: 4, in: memory))
        let zeros = FloatMatrix(rows: 4, columns: 3, in: memory)
        #expect(memory.remaining == WeightMemory.room(12))
        for row in 0..<4 { matrix.append([Float(row), 1, 2]) }
        #expect((0..<4).allSatisfy { zeros[$0] == [0, 0, 0] && matrix[$0] == [Float($0), 1, 2] })
        // With a fifth row it needs another place; what has none is made in one of its own.
        matrix.append([7, 7, 7])
        #expect(matrix[0] == [0, 1, 2] && matrix[4] == [7, 7, 7])
        #expect(FloatMatrix(columns: 3, rowCapacity: 50, in: memory) == nil)
        #expect(FloatMatrix(rows: 50, columns: 3, in: memory)[49] == [0, 0, 0])
    }

    @Test func anEmptyMatrixHasNothing() {
        let matrix = FloatMatrix(rows: 0, columns: 4)
        #expect(matrix.dot([1, 2, 3, 4]).isEmpty)
        #expect(matrix.best(5, for: [1, 2, 3, 4]).isEmpty)
        #expect(matrix.multiplied(by: FloatMatrix(rows: 4, columns: 2)).rows == 0)
    }

    @Test(arguments: [(1, 1, 1), (3, 5, 2), (17, 384, 33), (64, 9, 1)])
    func productsAreThoseOfTheFormula(rows: Int, depth: Int, columns: Int) {
        var random = SplitMix(seed: 7)
        let left = FloatMatrix((0..<rows).map { _ in random.floats(depth) }, columns: depth)
        let right = FloatMatrix((0..<depth).map { _ in random.floats(columns) }, columns: columns)
        let turned = FloatMatrix((0..<columns).map { c in (0..<depth).map { right[$0, c] } }, columns: depth)
        let product = left.multiplied(by: right)
        let same = left.multiplied(by: turned, .transposed)
        for row in 0..<rows {
            for column in 0..<columns {
                let expected = (0..<depth).reduce(0.0) { $0 + Double(left[row, $1]) * Double(right[$1, column]) }
                #expect(abs(Double(product[row, column]) - expected) < 1e-4)
                #expect(abs(Double(same[row, column]) - expected) < 1e-4)
            }
        }
    }

    @Test func aMatrixTimesAVectorIsItsRowsDotTheVector() {
        var random = SplitMix(seed: 8)
        let matrix = FloatMatrix((0..<37).map { _ in random.floats(384) }, columns: 384)
        let vector = random.floats(384)
        var product = [Float](repeating: 7, count: 37)
        matrix.withUnsafeBuffer { elements in
            vector.withUnsafeBufferPointer { vector in
                product.withUnsafeMutableBufferPointer { product in
                    guard let base = elements.baseAddress else { return }
                    multiply(MatrixView(base, rows: 37, columns: 384), by: vector, into: product)
                }
            }
        }
        for (a, b) in zip(product, matrix.dot(vector)) { #expect(abs(a - b) < 1e-4) }
    }

    @Test func theBestRowsAreThoseOfAFullSort() {
        var random = SplitMix(seed: 9)
        let matrix = FloatMatrix((0..<2500).map { _ in random.floats(16) }, columns: 16)
        let query = random.floats(16)
        let all = matrix.dot(query).enumerated().map { ScoredRow(row: $0.offset, score: $0.element) }
        #expect(matrix.best(40, for: query) == Array(all.sorted(by: ScoredRow.precedes).prefix(40)))
        #expect(matrix.best(5000, for: query).count == 2500)
    }
}

@Suite struct TopKTests {
    @Test func tiesGoToTheLowerRowInWhateverOrderTheyCome() {
        let entries = (0..<200).map { ScoredRow(row: $0, score: Float($0 % 5)) }
        var random = SplitMix(seed: 10)
        let expected = Array(entries.sorted(by: ScoredRow.precedes).prefix(60))
        for _ in 0..<20 {
            var best = TopK(60)
            for entry in entries.shuffled(using: &random) { best.insert(row: entry.row, score: entry.score) }
            #expect(best.sorted() == expected)
        }
    }

    @Test func mergedHeapsKeepTheBestOfBoth() {
        var left = TopK(3)
        var right = TopK(3)
        for row in 0..<10 { row.isMultiple(of: 2) ? left.insert(row: row, score: 1) : right.insert(row: row, score: 1) }
        left.merge(right)
        #expect(left.sorted().map(\.row) == [0, 1, 2])
    }

    @Test func noRoomAndNoNumber() {
        var none = TopK(0)
        none.insert(row: 1, score: 5)
        #expect(none.sorted().isEmpty)
        var some = TopK(2)
        some.insert(row: 1, score: .nan)
        some.insert(row: 2, score: -.infinity)
        #expect(some.sorted() == [ScoredRow(row: 2, score: -.infinity)])
    }
}

@Suite struct BLASLibraryTests {
    @Test func aSlowLibraryIsNamedWithItsRemedy() {
        let slow = BLASLibrary(name: "reference BLAS", threads: 1, isFast: false)
        #expect(
            slow.description
                == "reference BLAS: 40 times slower than OpenBLAS. Install libopenblas0-pthread; Byline then finds it "
                + "without being built again.")
        let fast = BLASLibrary(name: "OpenBLAS 0.3.21 Zen", threads: 1, isFast: true)
        #expect(fast.description == "OpenBLAS 0.3.21 Zen, 1 thread per task")
        #expect(fast.remedy == nil)
    }

    @Test func theLibraryOfThisProcessRunsOnOneThread() {
        #expect(BLASLibrary.current.threads == 1)
        #expect(!BLASLibrary.current.name.isEmpty)
    }
}
