import Foundation
import Testing

@testable import Matrix

@Suite struct SignCodesTests {
    static let dimensions = [1, 3, 8, 31, 32, 33, 100, 384]

    private func unitRows(_ count: Int, _ columns: Int, _ random: inout SplitMix) -> FloatMatrix {
        FloatMatrix(
            (0..<count).map { _ in
                var row = random.floats(columns).map { $0 - 0.3 }
                Kernels.best.normalise(&row)
                return row
            }, columns: columns)
    }

    private func turned(_ vector: [Float], _ rotation: RandomRotation, _ kernels: Kernels) -> [Float] {
        var result = vector
        var scratch = vector
        result.withUnsafeMutableBufferPointer { result in
            scratch.withUnsafeMutableBufferPointer { rotation.apply(to: result, scratch: $0, kernels: kernels) }
        }
        return result
    }

    @Test(arguments: Kernels.available)
    func rotationsKeepInnerProductsAndMixComponents(kernels: Kernels) {
        var random = SplitMix(seed: 1)
        for columns in Self.dimensions {
            let rotation = RandomRotation(columns: columns)
            let (a, b) = (random.floats(columns), random.floats(columns))
            let (x, y) = (turned(a, rotation, kernels), turned(b, rotation, kernels))
            #expect(abs(Kernels.best.dot(x, y) - Kernels.best.dot(a, b)) < 1e-4 * Float(columns), "\(columns)")
            for (value, other) in zip(x, turned(a, rotation, .available[0])) { #expect(abs(value - other) < 1e-5) }
        }
        // One component alone is spread over all.
        var lonely = [Float](repeating: 0, count: 384)
        lonely[7] = 1
        let spread = turned(lonely, RandomRotation(columns: 384), kernels)
        #expect(spread.allSatisfy { abs($0) < 0.25 })
        #expect(spread.count { $0 != 0 } > 300)
    }

    /// What a scan must find, from the definition alone.
    private func bounds(
        _ rows: FloatMatrix, _ centre: [Float], _ query: [Float], _ rotation: RandomRotation, confidence: Float
    ) -> [Float] {
        let direction = turned(query, rotation, .available[0])
        let length = Kernels.best.dot(query, query).squareRoot()
        return (0..<rows.rows).map { index in
            let row = turned(zip(rows[index], centre).map { $0 - $1 }, rotation, .available[0])
            let total = row.reduce(0) { $0 + abs($1) }
            guard total > 0 else { return Kernels.best.dot(query, centre) }
            let scale = row.reduce(0) { $0 + $1 * $1 } / total
            let estimate = zip(row, direction).reduce(Float(0)) { $0 + ($1.0 >= 0 ? $1.1 : -$1.1) }
            return scale * (estimate + confidence * 0.6028 * length) + Kernels.best.dot(query, centre)
        }
    }

    @Test(arguments: Kernels.available)
    func scansFindWhatTheFormulaSays(kernels: Kernels) {
        var random = SplitMix(seed: 2)
        for columns in Self.dimensions {
            for count in [1, 63, 64, 65, 200] {
                let rows = unitRows(count, columns, &random)
                let centre = random.floats(columns).map { $0 * 0.1 }
                let query = random.floats(columns)
                let rotation = RandomRotation(columns: columns)
                let codes = rows.withUnsafeBuffer {
                    SignCodes($0, centre: centre, rotation: rotation, kernels: kernels)
                }
                let expected = bounds(rows, centre, query, rotation, confidence: 1)
                let prepared = SignQuery(query, rotation: rotation, confidence: 1)
                let threshold = expected.sorted()[count / 2]
                let admitted = (0..<4).map { _ in random.next() }
                var room = ScanRoom()
                var found: [UInt32: Float] = [:]
                var last = -1
                admitted.withUnsafeBufferPointer { words in
                    prepared.scan(
                        codes, centre: Kernels.best.dot(query, centre), admitted: words.baseAddress, above: threshold,
                        room: &room, kernels: kernels
                    ) {
                        #expect(Int($0.row) > last)
                        last = Int($0.row)
                        found[$0.row] = $0.bound
                    }
                }
                // A step of the tables is a 31st of the widest digit; 96 halves of them never all point one way.
                let length = Kernels.best.dot(query, query).squareRoot()
                for (row, bound) in expected.enumerated() {
                    let isAdmitted = admitted[row / 64] >> UInt64(row % 64) & 1 == 1
                    if let value = found[UInt32(row)] {
                        #expect(isAdmitted && value > threshold)
                        #expect(abs(value - bound) < 0.06 * length, "\(kernels.name), \(columns), \(row)")
                    } else {
                        #expect(!isAdmitted || bound < threshold + 0.06 * length, "\(kernels.name), \(columns), \(row)")
                    }
                }
            }
        }
    }

    @Test(arguments: Kernels.available)
    func everyInstructionSetFindsTheSame(kernels: Kernels) {
        var random = SplitMix(seed: 3)
        let rows = unitRows(300, 384, &random)
        let rotation = RandomRotation(columns: 384)
        let centre = random.floats(384).map { $0 * 0.02 }
        let prepared = SignQuery(random.floats(384), rotation: rotation, confidence: 2)
        let codes = rows.withUnsafeBuffer { SignCodes($0, centre: centre, rotation: rotation, kernels: .available[0]) }
        func found(_ kernels: Kernels) -> [Float] {
            var (room, bounds) = (ScanRoom(), [Float]())
            prepared.scan(codes, centre: 0.25, above: -.infinity, room: &room, kernels: kernels) {
                bounds.append($0.bound)
            }
            return bounds
        }
        let (here, portable) = (found(kernels), found(.available[0]))
        #expect(here.count == 300 && portable.count == 300)
        for (a, b) in zip(here, portable) { #expect(abs(a - b) < 1e-4) }
    }

    /// Estimates are unbiased, and a bound of two deviations is exceeded by few.
    @Test func estimatesAreAsGoodAsThePaperSays() {
        var random = SplitMix(seed: 4)
        let rows = unitRows(2000, 384, &random)
        let centre = rows.withUnsafeBuffer { elements in
            elements.baseAddress.map { Kernels.best.mean(MatrixView($0, rows: 2000, columns: 384)) } ?? []
        }
        let rotation = RandomRotation(columns: 384)
        let codes = rows.withUnsafeBuffer { SignCodes($0, centre: centre, rotation: rotation) }
        for confidence in [Float(0), 2] {
            var (errors, exceeding, count) = (Float(0), 0, 0)
            for _ in 0..<10 {
                var query = random.floats(384)
                Kernels.best.normalise(&query)
                let exact = rows.dot(query)
                var room = ScanRoom()
                SignQuery(query, rotation: rotation, confidence: confidence).scan(
                    codes, centre: Kernels.best.dot(query, centre), above: -.infinity, room: &room
                ) {
                    errors += $0.bound - exact[Int($0.row)]
                    exceeding += exact[Int($0.row)] > $0.bound ? 1 : 0
                    count += 1
                }
            }
            #expect(count == 20_000)
            if confidence == 0 {
                #expect(abs(errors / Float(count)) < 0.002)
            } else {
                #expect((0.005...0.045).contains(Double(exceeding) / Double(count)))
            }
        }
    }

    @Test func codesOfAnotherSizeAreRefused() {
        let blocks = FloatMatrix(rows: 2, columns: SignCodes.blockFloats(columns: 40))
        #expect(SignCodes(rows: 65, columns: 40, blocks: blocks) != nil)
        #expect(SignCodes(rows: 129, columns: 40, blocks: blocks) == nil)
        #expect(SignCodes(rows: 65, columns: 96, blocks: blocks) == nil)
    }
}
