import Testing

@testable import Matrix

@Suite struct WeightMemoryTests {
    @Test(arguments: [100, 1 << 20])
    func partsAreAlignedAndApart(floats: Int) throws {
        let memory = WeightMemory(floats: 2 * WeightMemory.room(floats))
        let first = try #require(memory.take(WeightMemory.room(floats)))
        let second = try #require(memory.take(WeightMemory.room(floats)))
        #expect(memory.take(1) == nil)
        #expect(second - first >= floats)
        for part in [first, second] { #expect(Int(bitPattern: part).isMultiple(of: FloatMatrix.alignment)) }
        for index in 0..<floats { (first[index], second[index]) = (1, 2) }
        #expect(first[0] == 1 && first[floats - 1] == 1 && second[0] == 2 && second[floats - 1] == 2)
    }

    @Test func layersShareItWhileThereIsRoom() {
        let (inputs, outputs) = (16, 32)
        var random = SplitMix(seed: 5)
        let (weights, bias, x) = (random.floats(inputs * outputs), random.floats(outputs), random.floats(3 * inputs))
        let memory = WeightMemory(floats: WeightMemory.floats(inputs: inputs, outputs: outputs))
        let results = weights.withUnsafeBufferPointer { weights in
            bias.withUnsafeBufferPointer { bias in
                x.withUnsafeBufferPointer { x -> [[Float]] in
                    guard let weights = weights.baseAddress, let bias = bias.baseAddress, let x = x.baseAddress else {
                        return []
                    }
                    let parts = [(weights: MatrixView(weights, rows: outputs, columns: inputs), bias: bias)]
                    // The second finds no room, the third asks for none.
                    let layers = [
                        LinearLayer(parts, in: memory), LinearLayer(parts, in: memory), LinearLayer(parts),
                    ]
                    return layers.map { layer in
                        [Float](unsafeUninitializedCapacity: 3 * outputs) { y, count in
                            guard let y = y.baseAddress else { return }
                            layer.apply(
                                to: MatrixView(x, rows: 3, columns: inputs),
                                into: MutableMatrixView(y, rows: 3, columns: outputs))
                            count = 3 * outputs
                        }
                    }
                }
            }
        }
        #expect(results.count == 3 && results[0].count == 3 * outputs)
        #expect(results.allSatisfy { $0 == results[0] })
        #expect(memory.take(1) == nil)
    }
}
