import Foundation
import Matrix

/// What stands on the encoder of a cross-encoder: a layer on the state of the first token, tanh, and a layer with one
/// output (Devlin et al. 2019, arXiv:1810.04805, section 4.1).
struct BERTClassifier: Sendable {
    let pooler: LinearLayer
    let output: LinearLayer

    /// The score of an input from the state of its first token, the first row of `states`.
    func score(_ states: MatrixView) -> Float {
        let width = states.columns
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 1) { memory in
            guard let base = memory.baseAddress else { return 0 }
            pooler.apply(
                to: MatrixView(states.base, rows: 1, columns: width),
                into: MutableMatrixView(base, rows: 1, columns: width))
            for index in 0..<width { memory[index] = tanh(memory[index]) }
            output.apply(
                to: MatrixView(base, rows: 1, columns: width),
                into: MutableMatrixView(base + width, rows: 1, columns: 1))
            return memory[width]
        }
    }
}
