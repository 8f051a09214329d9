import Embedding
import Foundation
import Matrix

/// Encodes questions, one a line, to a file of vectors.
///
///     vector-benchmark encode QUESTIONS.txt VECTORS
enum QuestionEncoder {
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 2 else { return print("usage: vector-benchmark encode QUESTIONS VECTORS") }
        let texts = try String(contentsOf: URL(filePath: arguments[0]), encoding: .utf8)
            .split(whereSeparator: \.isNewline).map(String.init)
        let done = DispatchSemaphore(value: 0)
        let path = arguments[1]
        Task {
            do {
                let embedder = try BERTEmbedder(ModelFiles.locate(), pool: .shared)
                let vectors = try await embedder.embed(queries: texts)
                try vectors.reduce(into: Data()) { data, vector in
                    vector.withUnsafeBytes { data.append(contentsOf: $0) }
                }.write(to: URL(filePath: path))
            } catch {
                print(error)
            }
            done.signal()
        }
        done.wait()
    }
}
