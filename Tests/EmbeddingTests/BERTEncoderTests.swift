import Corpus
import Foundation
import Matrix
import Testing

@testable import Embedding

/// The encoder on small random weights against the formulas in double precision: needs no published model.
@Suite struct BERTEncoderTests {
    static let configuration = BERTConfiguration(
        layers: 2, hidden: 24, heads: 3, intermediate: 40, positions: 16, vocabulary: 11, layerNormEpsilon: 1e-12)

    private static let sequences: [[Int32]] = [
        [1], [2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 2, 3, 4, 5, 6], [7, 7, 7], [9, 0],
    ]

    /// The same by one thread, and by as many as are free of a pool and the calling one.
    @Test(arguments: [nil, ComputePool(threads: 1)])
    func statesAreThoseOfTheFormulas(helpers: ComputePool?) throws {
        let model = RandomModel(Self.configuration)
        let folder = try TemporaryFolder()
        let file = try Safetensors(contentsOf: folder.write(model.file, "model.safetensors"))
        let encoder = BERTEncoder(try BERTWeights(file, configuration: Self.configuration))
        let inputs = Self.sequences.map { EncoderInput(ids: $0) }
        let expected = Self.sequences.map { model.states($0) }
        for _ in 0..<5 {
            let states = encoder.encode(inputs, with: helpers, Self.rows)
            Self.expect(states, expected.flatMap(\.self))
            let first = encoder.encode(inputs, .first, with: helpers, Self.rows)
            Self.expect(first, expected.compactMap(\.first))
        }
        #expect(encoder.encode([], with: helpers, Self.rows).isEmpty)
    }

    private static func rows(_ states: MatrixView) -> [[Double]] {
        (0..<states.rows).map { row in (0..<24).map { Double(states.base[row * 24 + $0]) } }
    }

    private static func expect(_ states: [[Double]], _ expected: [[Double]]) {
        #expect(states.count == expected.count)
        for (row, reference) in zip(states, expected) {
            for (value, right) in zip(row, reference) { #expect(abs(value - right) < 2e-5) }
        }
    }

    @Test func weightsOfAnotherShapeAreRefused() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(RandomModel(Self.configuration).file, "model.safetensors")
        var other = Self.configuration
        other.layers = 3
        #expect {
            try BERTWeights(Safetensors(contentsOf: url), configuration: other)
        } throws: { error in
            (error as? BylineError)?.message.hasSuffix(
                "it has no tensor encoder.layer.2.attention.self.query.weight.") == true
        }
        other = Self.configuration
        other.vocabulary = 12
        #expect(throws: BylineError.self) { try BERTWeights(Safetensors(contentsOf: url), configuration: other) }
    }
}

/// Random tensors of a small encoder, and what it makes of a sequence, written down plainly.
private struct RandomModel {
    let configuration: BERTConfiguration
    private var tensors: [String: (shape: [Int], values: [Float])] = [:]

    init(_ configuration: BERTConfiguration) {
        self.configuration = configuration
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        add("embeddings.word_embeddings.weight", [configuration.vocabulary, hidden])
        add("embeddings.position_embeddings.weight", [configuration.positions, hidden])
        add("embeddings.token_type_embeddings.weight", [2, hidden])
        addNorm("embeddings", hidden)
        for layer in 0..<configuration.layers {
            let name = "encoder.layer.\(layer)"
            for role in ["query", "key", "value"] { addLinear("\(name).attention.self.\(role)", hidden, hidden) }
            addLinear("\(name).attention.output.dense", hidden, hidden)
            addNorm("\(name).attention.output", hidden)
            addLinear("\(name).intermediate.dense", wide, hidden)
            addLinear("\(name).output.dense", hidden, wide)
            addNorm("\(name).output", hidden)
        }
    }

    private mutating func add(_ name: String, _ shape: [Int]) {
        let count = shape.reduce(1, *)
        tensors[name] = (shape, (0..<count).map { _ in Float.random(in: -0.7...0.7) })
    }

    private mutating func addLinear(_ name: String, _ outputs: Int, _ inputs: Int) {
        add("\(name).weight", [outputs, inputs])
        add("\(name).bias", [outputs])
    }

    private mutating func addNorm(_ name: String, _ hidden: Int) {
        add("\(name).LayerNorm.weight", [hidden])
        add("\(name).LayerNorm.bias", [hidden])
    }

    /// The tensors as a safetensors file.
    var file: Data {
        var entries: [String] = []
        var data = Data()
        for (name, tensor) in tensors {
            let start = data.count
            tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
            entries.append(
                "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(tensor.shape),\"data_offsets\":[\(start),\(data.count)]}")
        }
        var header = "{" + entries.joined(separator: ",") + "}"
        while !header.utf8.count.isMultiple(of: 8) { header += " " }
        var file = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
        return file + Data(header.utf8) + data
    }

    private func tensor(_ name: String) -> [Double] { (tensors[name]?.values ?? []).map(Double.init) }

    private func linear(_ name: String, _ x: [Double]) -> [Double] {
        let (weights, bias) = (tensor("\(name).weight"), tensor("\(name).bias"))
        return bias.indices.map { row in x.indices.reduce(bias[row]) { $0 + weights[row * x.count + $1] * x[$1] } }
    }

    private func norm(_ name: String, _ x: [Double]) -> [Double] {
        let (gain, shift) = (tensor("\(name).LayerNorm.weight"), tensor("\(name).LayerNorm.bias"))
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
        return x.indices.map { (x[$0] - mean) / (variance + 1e-12).squareRoot() * gain[$0] + shift[$0] }
    }

    func states(_ ids: [Int32]) -> [[Double]] {
        let hidden = configuration.hidden
        let words = tensor("embeddings.word_embeddings.weight")
        let places = tensor("embeddings.position_embeddings.weight")
        let segment = tensor("embeddings.token_type_embeddings.weight")
        var states = ids.enumerated().map { position, id in
            let sum = (0..<hidden).map { words[Int(id) * hidden + $0] + places[position * hidden + $0] + segment[$0] }
            return norm("embeddings", sum)
        }
        for layer in 0..<configuration.layers {
            let name = "encoder.layer.\(layer)"
            let attended = attention(name, states).map { linear("\(name).attention.output.dense", $0) }
            states = zip(states, attended).map { norm("\(name).attention.output", zip($0, $1).map(+)) }
            states = states.map { state in
                let wide = linear("\(name).intermediate.dense", state).map { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }
                return norm("\(name).output", zip(state, linear("\(name).output.dense", wide)).map(+))
            }
        }
        return states
    }

    private func attention(_ name: String, _ states: [[Double]]) -> [[Double]] {
        let queries = states.map { linear("\(name).attention.self.query", $0) }
        let keys = states.map { linear("\(name).attention.self.key", $0) }
        let values = states.map { linear("\(name).attention.self.value", $0) }
        let width = configuration.headWidth
        return queries.map { query in
            (0..<configuration.heads).flatMap { head -> [Double] in
                let columns = (head * width)..<((head + 1) * width)
                let scores = keys.map { key in
                    exp(columns.reduce(0.0) { $0 + query[$1] * key[$1] } / Double(width).squareRoot())
                }
                let total = scores.reduce(0, +)
                return columns.map { column in
                    zip(scores, values).reduce(0.0) { $0 + $1.0 / total * $1.1[column] }
                }
            }
        }
    }
}
