import Foundation
import Matrix

/// What stands on the encoder of a cross-encoder: a layer on the state of the first token, tanh or GELU, and a layer with
/// an output for each label (Devlin et al. 2019, arXiv:1810.04805, section 4.1).
struct BERTClassifier: Sendable {
    /// What comes behind the first layer.
    enum Activation: Sendable {
        case tanh
        /// As in DeBERTa.
        case gelu
    }

    let pooler: LinearLayer
    let activation: Activation
    let output: LinearLayer

    /// A logit for each label from the state of an input's first token, the first row of `states`.
    func logits(_ states: MatrixView) -> [Float] {
        let width = states.columns
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: width + output.outputs) { memory in
            guard let base = memory.baseAddress else { return [] }
            pooler.apply(
                to: MatrixView(states.base, rows: 1, columns: width), activation == .gelu ? .gelu : .none,
                into: MutableMatrixView(base, rows: 1, columns: width))
            if activation == .tanh {
                for index in 0..<width { memory[index] = Foundation.tanh(memory[index]) }
            }
            output.apply(
                to: MatrixView(base, rows: 1, columns: width),
                into: MutableMatrixView(base + width, rows: 1, columns: output.outputs))
            return Array(memory[width...])
        }
    }
}
