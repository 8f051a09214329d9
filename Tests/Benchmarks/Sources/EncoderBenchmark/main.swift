import Corpus
import Embedding
import Foundation
import Matrix

// Throughput of the in-process encoder on one thread, beside what sgemm reaches in the same run.
//
//     swift run -c release --package-path Tests/Benchmarks encoder-benchmark [--seconds 5] [--texts FILE]
//
// FILE is a JSON array of {"name", "texts"}, as Scripts/compare-encoders writes it. One JSON line for each workload,
// by processor time: texts/s, tokens/s and useful GFLOP/s, which counts 21.23 MFLOP a token and 9,216 FLOP for each token of its sequence.

struct Workload: Codable {
    let name: String
    let texts: [String]
}

struct Measurement: Encodable {
    let encoder = "byline"
    let workload: String
    let textsPerSecond: Double
    let tokensPerSecond: Double
    let gigaflops: Double
    let sgemmGigaflops: Double
    let millisecondsPerText: Double
}

func argument(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

/// Processor time of this process, so that waiting for others does not count.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    try await body()
    return now() - start
}

/// The best of several products of the size of an encoder's layer, on this thread.
func sgemmPeak() async -> Double {
    let (rows, inner, columns) = (768, 384, 1536)
    let left = FloatMatrix(rows: rows, columns: inner)
    let right = FloatMatrix(rows: columns, columns: inner)
    var best = 0.0
    for _ in 0..<20 {
        let time = await seconds { _ = left.multiplied(by: right, .transposed) }
        best = max(best, 2 * Double(rows * inner * columns) / time / 1e9)
    }
    return best
}

func workloads() throws -> [Workload] {
    guard let path = argument("--texts") else { return Workload.standard }
    return try JSONDecoder().decode([Workload].self, from: Data(contentsOf: URL(filePath: path)))
}

let limit = argument("--seconds").flatMap(Double.init) ?? 5
let start = ContinuousClock.now
let files = try ModelFiles.locate()
let embedder = try BERTEmbedder(files, pool: ComputePool(threads: 1))
let opening = start.duration(to: .now)
let tokenizer = try files.tokenizer()
FileHandle.standardError.write(
    Data("\(BLASLibrary.current); kernels \(Kernels.best.name); opened in \(opening)\n".utf8))

for workload in try workloads() {
    let isQuestion = workload.name == "question"
    let lengths = workload.texts.map { min(tokenizer.encode($0).count + 2, embedder.space.maximumTokens) }
    let tokens = lengths.reduce(0, +)
    let flop = lengths.reduce(0.0) { $0 + Double($1) * (21.23e6 + 9216 * Double($1)) }
    let passages = workload.texts.map { Passage(title: "", text: $0) }
    var times: [Double] = []
    var spent = 0.0
    repeat {
        let time = try await seconds {
            if isQuestion {
                for text in workload.texts { _ = try await embedder.embed(query: text) }
            } else {
                _ = try await embedder.embed(passages)
            }
        }
        times.append(time)
        spent += time
    } while spent < limit || times.count < 3
    // The fastest round: what other processes take from it is not the encoder's.
    let time = times.min() ?? .infinity
    let measurement = Measurement(
        workload: workload.name, textsPerSecond: Double(passages.count) / time, tokensPerSecond: Double(tokens) / time,
        gigaflops: flop / time / 1e9, sgemmGigaflops: await sgemmPeak(),
        millisecondsPerText: time / Double(passages.count) * 1e3)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(measurement), as: UTF8.self))
}
