import Corpus
import Embedding
import Foundation
import Logging
import Matrix
import Store

/// Writes, opens and searches a store of random vectors, and prints what each took beside a read of the same bytes.
///
///     swift run -c release --package-path Tests/Benchmarks store-benchmark 8000 64
///
/// The first number is how many chunks, the second how many a transaction writes.
@main
struct StoreBenchmark {
    let chunks: Int
    let batch: Int
    let space = EmbeddingSpace(model: "random", weights: "none", dimension: 384)
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("byline-bench-\(UUID().uuidString)")

    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        try await StoreBenchmark(chunks: numbers.first ?? 8000, batch: numbers.dropFirst().first ?? 64).run()
    }

    func run() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        print("kernel \(Kernels.best.name), \(chunks) chunks, \(batch) a transaction")
        var store = try await open()
        try await store.createCorpus(.standard, chunking: Chunking(tokenizer: "random"), space: space)
        try await write(to: store)
        var clock = ContinuousClock().now
        await store.close()
        report("close", since: clock)
        for round in 1...3 {
            clock = ContinuousClock().now
            store = try await open()
            report("open \(round)", since: clock)
            clock = ContinuousClock().now
            _ = try await store.corpus(.standard)
            report("status \(round)", since: clock)
            if round < 3 { await store.close() }
        }
        await store.close()
        for file in try FileManager.default.contentsOfDirectory(
            at: directory.appendingPathComponent("index"), includingPropertiesForKeys: nil)
        { try FileManager.default.removeItem(at: file) }
        clock = ContinuousClock().now
        store = try await open()
        report("open without index files", since: clock)
        try await search(store)
        try await match(store)
        await store.close()
        let size = try FileManager.default.subpathsOfDirectory(atPath: directory.path).reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(
                atPath: directory.appendingPathComponent(path).path)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
        print("on disk: \(size / 1_000_000) MB")
    }

    private func open() async throws -> SQLiteStore {
        try await SQLiteStore.open(directory: directory, logger: Logger(label: "bench"))
    }

    private func write(to store: SQLiteStore) async throws {
        var random = SplitMix()
        var pending: [EncodedArticle] = []
        var (number, count, writing) = (0, 0, Duration.zero)
        while count < chunks {
            number += 1
            pending.append(article(number, chunks: min(8, chunks - count), &random))
            count += pending.last?.chunks.count ?? 0
            guard pending.reduce(0, { $0 + $1.chunks.count }) >= batch || count >= chunks else { continue }
            let clock = ContinuousClock().now
            try await store.write(pending, in: .standard, space: space)
            writing += clock.duration(to: ContinuousClock().now)
            pending = []
        }
        print("write: \(writing), \(Int(Double(chunks) / (writing / .seconds(1)))) chunks/s")
    }

    /// The exact search of all rows, against the fastest read of the same bytes that the kernels allow.
    private func search(_ store: SQLiteStore) async throws {
        var random = SplitMix()
        let matrix = FloatMatrix((0..<chunks).map { _ in vector(&random) }, columns: 384)
        let query = vector(&random)
        let reads = times(20) { _ = matrix.dot(query) }
        var searches: [Duration] = []
        for _ in 0..<20 {
            let clock = ContinuousClock().now
            _ = try await store.nearest(to: query, space: space, in: .standard, filter: .standing, limit: 200)
            searches.append(clock.duration(to: ContinuousClock().now))
        }
        let (read, search) = (reads.sorted()[10], searches.sorted()[10])
        print("exact search: \(search); inner products of the same bytes: \(read); ratio \(search / read)")
    }

    private func match(_ store: SQLiteStore) async throws {
        for terms in [3, 8, 20] {
            var results: [Duration] = []
            for round in 0..<20 {
                let words = (0..<terms).map { Self.word(($0 * 7 + round * 3) % 400) }
                let clock = ContinuousClock().now
                let hits = try await store.matching(words, in: .standard, filter: .standing, limit: 200).chunks
                results.append(clock.duration(to: ContinuousClock().now))
                if round == 0 {
                    let clock = ContinuousClock().now
                    _ = try await store.passages(hits.prefix(80).map(\.key), in: .standard)
                    report("80 passages", since: clock)
                }
            }
            print("matching \(terms) terms: p50 \(results.sorted()[10])")
        }
    }

    private func article(
        _ number: Int, chunks count: Int, _ random: inout SplitMix
    ) -> EncodedArticle {
        let lines = (0..<count).map { _ in
            // Words of falling frequency, as in a language.
            (0..<120).map { _ in Self.word(Int(pow(20_000, Double.random(in: 0..<1, using: &random)))) }
                .joined(separator: " ")
        }
        let id = ArticleID(hashing: ["\(number)"])
        let article = Article(
            id: id, version: VersionID(hashing: ["\(number)"]), corpus: .standard, source: "Source \(number % 40)",
            url: nil, title: Self.word(number % 5000), text: lines.joined(separator: "\n"), author: nil, category: nil,
            language: "en", publishedAt: Date(), updatedAt: nil, retracted: false, knownFrom: Date())
        var (chunks, start) = ([Chunk](), 0)
        for (ordinal, line) in lines.enumerated() {
            let range = start..<(start + line.utf8.count)
            let span = TextSpan(scalars: range, bytes: range)
            chunks.append(
                Chunk(
                    id: ChunkID(hashing: ["\(number)", "\(ordinal)"]), ordinal: ordinal, span: span, text: line,
                    sentences: Array(repeating: span, count: 6), tokenCount: 120))
            start = range.upperBound + 1
        }
        let vectors = chunks.map { _ in
            EmbeddedPassage(
                vector: vector(&random), sentences: (0..<6).map { _ in QuantisedVector(vector(&random)) })
        }
        return EncodedArticle(article: article, chunks: chunks, vectors: vectors)
    }

    private func vector(_ random: inout SplitMix) -> [Float] {
        (0..<384).map { _ in Float(random.next() & 0xFFFF) / 32768 - 1 }
    }

    private static func word(_ rank: Int) -> String { "w\(String(rank * 7919, radix: 36))x" }

    private func times(_ rounds: Int, _ body: () -> Void) -> [Duration] {
        (0..<rounds).map { _ in ContinuousClock().measure(body) }
    }

    private func report(_ what: String, since start: ContinuousClock.Instant) {
        print("\(what): \(start.duration(to: ContinuousClock().now))")
    }
}

/// Numbers that look random, quickly.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
