import Embedding
import Foundation
import Matrix

// The in-process encoder and its tokenizer, beside what sgemm and multiply-adds reach in the same run.
//
//     swift run -c release --package-path Tests/Benchmarks encoder-benchmark [--seconds 5] [--threads 1] [--texts FILE]
//
// FILE is a JSON array of {"name", "job", "texts"}, job one of passages, questions and tokens. One JSON line for each
// workload, from the median round by processor time (of one thread; by the clock with more).
//
// With --serve, Scripts/compare-encoders drives it: it prints a line when it is ready, then does a round for each line
// that it reads, the name of a workload or 'limits', and prints the times of it.

struct Measurement: Encodable {
    let encoder = "byline"
    let kernels = Kernels.best.name
    let workload: String
    let textsPerSecond: Double
    let millisecondsPerText: Double
    let gigaflops: Double
    let limits: Limits
}

struct Ready: Encodable {
    let peer = "byline"
    let version = "kernels \(Kernels.best.name), \(BLASLibrary.current.name)"
    /// Seconds from the folder to an embedder.
    let opening: Times
    /// Of the first passage, to compare what the peers make of it.
    let vector: [Float]
}

func argument(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

func write(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
    fflush(nil)
}

func median(_ values: [Double]) -> Double {
    values.isEmpty ? .infinity : values.sorted()[values.count / 2]
}

let threads = argument("--threads").flatMap(Int.init) ?? 1
let workloads =
    try argument("--texts").map { try JSONDecoder().decode([Workload].self, from: Data(contentsOf: URL(filePath: $0))) }
    ?? Workload.standard
let pool = ComputePool(threads: threads)
var opened: BERTEmbedder?
let opening = try await Times.measure { opened = try BERTEmbedder(ModelFiles.locate(), pool: pool) }
guard let embedder = opened else { exit(1) }

if CommandLine.arguments.contains("--serve") {
    let sample = workloads.first { $0.job == .passages }?.texts.first ?? ""
    try write(Ready(opening: opening, vector: try await embedder.embed(query: sample)))
    while let line = readLine() {
        if line == "limits" {
            try write(await Limits.measure())
        } else if let workload = workloads.first(where: { $0.name == line }) {
            try write(try await Times.measure { try await workload.run(with: embedder) })
        }
    }
    exit(0)
}

let limit = argument("--seconds").flatMap(Double.init) ?? 5
FileHandle.standardError.write(
    Data("\(BLASLibrary.current); kernels \(Kernels.best.name); opened in \(opening.cpu) s of processor time\n".utf8))
for workload in workloads {
    var rounds: [Times] = []
    repeat {
        rounds.append(try await Times.measure { try await workload.run(with: embedder) })
    } while rounds.reduce(0, { $0 + $1.cpu }) < limit || rounds.count < 3
    let time = median(rounds.map { threads == 1 ? $0.cpu : $0.wall })
    try write(
        Measurement(
            workload: workload.name, textsPerSecond: Double(workload.texts.count) / time,
            millisecondsPerText: time / Double(workload.texts.count) * 1e3,
            gigaflops: workload.operations(embedder) / time / 1e9, limits: await Limits.measure()))
}
