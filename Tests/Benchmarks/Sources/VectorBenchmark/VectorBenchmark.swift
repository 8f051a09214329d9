import Foundation
import Matrix
import Store

/// Measures the vector indexes, one job for each line that it reads, so that a script can take turns with other libraries:
/// see Scripts/compare-indexes.
///
///     vector-benchmark VECTORS QUESTIONS
///
/// Files of little-endian 32-bit floats, 384 a vector. Each answer is a line of JSON: milliseconds of every question, or of the
/// whole job, and the rows found.
@main
struct VectorBenchmark {
    static let dimension = 384
    let rows: FloatMatrix
    let questions: [[Float]]
    let limit = 10

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "encode" { return try QuestionEncoder.run(Array(arguments.dropFirst())) }
        guard arguments.count == 2, let vectors = arguments.first, let questions = arguments.last else {
            return print("usage: vector-benchmark VECTORS QUESTIONS")
        }
        let questionRows = try read(questions)
        try VectorBenchmark(
            rows: try read(vectors), questions: (0..<questionRows.rows).map { questionRows[$0] }
        ).serve()
    }

    private static func read(_ path: String) throws -> FloatMatrix {
        let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        let count = data.count / (dimension * 4)
        var matrix = FloatMatrix(columns: dimension, rowCapacity: count)
        data.withUnsafeBytes { matrix.append(contentsOf: $0.bindMemory(to: Float.self)) }
        return matrix
    }

    struct Answer: Encodable {
        var job: String
        var milliseconds: [Double] = []
        var found: [[Int64]] = []
        var note = ""
    }

    private func serve() throws {
        var jobs = Jobs(rows: rows, questions: questions, limit: limit)
        defer { jobs.clear() }
        let encoder = JSONEncoder()
        answer(try encoder.encode(Answer(job: "ready", note: "kernels \(Kernels.best.name), \(BLASLibrary.current)")))
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard let name = words.first, name != "quit" else { return }
            answer(try encoder.encode(try jobs.run(name, Array(words.dropFirst()))))
        }
    }

    private func answer(_ line: Data) {
        FileHandle.standardOutput.write(line + Data("\n".utf8))
    }
}

/// Milliseconds that pass while `body` runs.
func elapsed(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return start.duration(to: .now) / .milliseconds(1)
}
