import Corpus
import Foundation
import Logging
import Store

/// Opens a data directory with and without the files of its full-text indexes, looks up the words of real questions in a
/// corpus of it, and prints what each took.
///
///     full-text-benchmark store DATA CORPUS questions.jsonl
///
/// Questions are the "query" or "question" of each line. The directory is only read, but for its index files.
struct StoreLookUps {
    let directory: URL
    let corpus: CorpusName
    let questions: [[String]]

    static func run(_ arguments: [String]) async throws {
        guard arguments.count == 3, let corpus = CorpusName(rawValue: arguments[1]) else {
            return print("usage: full-text-benchmark store DATA CORPUS QUESTIONS")
        }
        let questions = try Question.read(arguments[2])
        try await StoreLookUps(directory: URL(filePath: arguments[0]), corpus: corpus, questions: questions).run()
    }

    private func run() async throws {
        let terms = Double(questions.reduce(0) { $0 + $1.count }) / Double(max(1, questions.count))
        print("\(questions.count) questions of \(terms.formatted(.number.precision(.fractionLength(1)))) terms")
        for name in ["open", "open again"] { try await open(name).close() }
        let folder = directory.appendingPathComponent("index")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "text" {
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
            print("\(file.lastPathComponent): \(size / 1000) kB")
            try FileManager.default.removeItem(at: file)
        }
        let store = try await open("open without the full-text index's file")
        for (name, filter) in [("standing", SearchFilter.standing), ("as of now", SearchFilter(asOf: Date()))] {
            var times: [Duration] = []
            for terms in questions + questions {
                let start = ContinuousClock().now
                _ = try await store.matching(terms, in: corpus, filter: filter, limit: 200)
                times.append(start.duration(to: ContinuousClock().now))
            }
            times.sort()
            print("matching, \(name): p50 \(times[times.count / 2]), p95 \(times[times.count * 95 / 100])")
        }
        await store.close()
    }

    private func open(_ what: String) async throws -> SQLiteStore {
        let start = ContinuousClock().now
        let store = try await SQLiteStore.open(directory: directory, logger: Logger(label: "bench"))
        print("\(what): \(start.duration(to: ContinuousClock().now))")
        return store
    }
}
