import Testing

@testable import Matrix

@Suite struct BatchSearchTests {
    @Test(arguments: [0, 1, 5, 32, 70])
    func findsWhatOneQueryAtATimeFinds(count: Int) {
        var random = SplitMix(seed: UInt64(count))
        // Small whole numbers: every order of summation gives the same score, and equal scores abound.
        func vector() -> [Float] { (0..<8).map { _ in Float(Int.random(in: -3...3, using: &random)) } }
        let rows = FloatMatrix((0..<1000).map { _ in vector() }, columns: 8)
        let queries = (0..<count).map { _ in vector() }
        var search = BatchSearch(queries, columns: 8, limit: 7)
        rows.withUnsafeBuffer { elements in
            search.insert(UnsafeBufferPointer(rebasing: elements[..<(301 * 8)])) { $0 }
            search.insert(UnsafeBufferPointer(rebasing: elements[(301 * 8)...])) { $0 + 301 }
        }
        #expect(search.sorted() == queries.map { rows.best(7, for: $0) })
    }

    @Test func rowsWithoutANameAreLeftOut() {
        let rows = FloatMatrix((0..<10).map { [Float($0)] }, columns: 1)
        var search = BatchSearch([[1]], columns: 1, limit: 2)
        rows.withUnsafeBuffer { search.insert($0) { $0 > 6 ? nil : $0 * 10 } }
        #expect(search.sorted() == [[ScoredRow(row: 60, score: 6), ScoredRow(row: 50, score: 5)]])
    }

    @Test(arguments: Kernels.available)
    func rowsThatLieApartScoreAsRowsTogether(kernels: Kernels) {
        var random = SplitMix(seed: 7)
        for columns in [1, 15, 384] {
            let rows = FloatMatrix((0..<40).map { _ in random.floats(columns) }, columns: columns)
            let query = random.floats(columns)
            var (together, apart) = ([Float](repeating: 0, count: 40), [Float](repeating: 0, count: 40))
            rows.withUnsafeBuffer { elements in
                query.withUnsafeBufferPointer { query in
                    together.withUnsafeMutableBufferPointer { kernels.dot(query, rows: elements, into: $0) }
                    guard let base = elements.baseAddress else { return }
                    let places = (0..<40).reversed().map { base + $0 * columns }
                    apart.withUnsafeMutableBufferPointer { kernels.dot(query, rowsAt: places, into: $0) }
                }
                #expect(abs(kernels.sum(elements) - elements.reduce(0, +)) < 1e-2)
            }
            #expect(apart == together.reversed())
        }
    }
}

@Suite struct KMeansTests {
    @Test func everyRowGoesToItsNearestCentre() {
        var random = SplitMix(seed: 3)
        let rows = FloatMatrix((0..<500).map { _ in random.floats(24) }, columns: 24)
        let means = KMeans(rows, count: 17, iterations: 3)
        let places = means.assign(rows)
        for (row, place) in places.enumerated() {
            let distances = (0..<17).map { centre in
                zip(rows[row], means.centres[centre]).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            #expect(distances[place] <= (distances.min() ?? 0) + 1e-4)
        }
        #expect(KMeans(rows, count: 17, iterations: 3).assign(rows) == places)
    }

    @Test func blobsAreFound() {
        var random = SplitMix(seed: 5)
        let rows = FloatMatrix(
            (0..<400).map { row in random.floats(16).enumerated().map { ($0 == row / 100 ? 3 : 0) + $1 * 0.2 } },
            columns: 16)
        let places = KMeans(rows, count: 4).assign(rows)
        #expect(Set(places).count == 4)
        for row in 0..<400 { #expect(places[row] == places[row / 100 * 100]) }
    }

    @Test func copiesOfOneRowAreNoTrouble() {
        let rows = FloatMatrix([[Float]](repeating: [1, 2], count: 50), columns: 2)
        let means = KMeans(rows, count: 5)
        #expect(means.assign(rows).allSatisfy { (0..<5).contains($0) })
        #expect((0..<5).allSatisfy { means.centres[$0].allSatisfy(\.isFinite) })
    }

    @Test func memoryOfSomeoneElseIsCopiedBeforeItIsChanged() {
        let owner = FloatMatrix([[1, 2], [3, 4]], columns: 2)
        final class Keeper: Sendable {}
        owner.withUnsafeBuffer { elements in
            var view = FloatMatrix(viewing: elements, columns: 2, of: Keeper())
            #expect(view[1] == [3, 4])
            view.append([5, 6])
            view[0, 0] = 9
            #expect(view.rows == 3 && view[0] == [9, 2])
        }
        #expect(owner[0] == [1, 2])
    }
}
