import Foundation
import Measuring
import Matrix
import Store

/// What can be asked for, one method a job.
struct Jobs {
    let rows: FloatMatrix
    let questions: [[Float]]
    let limit: Int
    private var collection = VectorCollection(dimension: VectorBenchmark.dimension)
    private let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("byline-vectors-\(ProcessInfo.processInfo.processIdentifier)")
    private static let groups = 100

    init(rows: FloatMatrix, questions: [[Float]], limit: Int) {
        self.rows = rows
        self.questions = questions
        self.limit = limit
    }

    mutating func run(_ name: String, _ words: [String]) throws -> VectorBenchmark.Answer {
        var answer = VectorBenchmark.Answer(job: name)
        switch name {
        case "memory": answer.milliseconds = questions.prefix(8).map { _ in milliseconds { _ = memorySum() } }
        case "build": answer.milliseconds = [milliseconds { build() }]
        case "cluster":
            answer.milliseconds = [try milliseconds { try collection.cluster() }]
            answer.note = "\(collection.clusters) clusters"
        case "exact": try each(&answer, .standing, .exact)
        case "search": try each(&answer, .standing, .automatic)
        case "filter": try each(&answer, filter(words), .automatic)
        case "filter-exact": try each(&answer, filter(words), .exact)
        case "threads": answer.milliseconds = try threads(words.first.flatMap(Int.init) ?? 2)
        case "batch": try batch(&answer, .exact)
        case "batch-search": try batch(&answer, .automatic)
        case "save": answer.milliseconds = [try milliseconds { try collection.write(to: file) }]
        case "open": try open(&answer)
        case "quiet": answer.milliseconds = try Churn.searches(collection, questions, limit, rounds: 20)
        case "churn":
            let churn = Churn(collection: collection, rows: rows, perSecond: words.first.flatMap(Int.init) ?? 5000)
            answer.milliseconds = try churn.run(questions, limit)
            answer.note = "\(collection.count) rows in the end, \(collection.clusters) clusters"
        case "footprint": answer.note = Self.footprint()
        default: answer.note = "unknown"
        }
        return answer
    }

    /// Takes what `save` wrote away: more than a gigabyte where there are a million rows.
    func clear() { try? FileManager.default.removeItem(at: file) }

    private func memorySum() -> Float { rows.withUnsafeBuffer { Kernels.best.sum($0) } }

    private mutating func build() {
        collection = VectorCollection(dimension: VectorBenchmark.dimension)
        for first in stride(from: 0, to: rows.rows, by: 4096) {
            collection.append((first..<min(first + 4096, rows.rows)).map(row))
        }
    }

    /// Outlets at random; dates by the likeness to the first question, so that a range of them is correlated with it.
    private func row(_ number: Int) -> VectorCollection.Row {
        let vector = rows[number]
        let likeness = questions.first.map { Kernels.best.dot($0, vector) } ?? 0
        let group = Int((UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> 32) % Self.groups
        return VectorCollection.Row(
            key: Int64(number), vector: vector, source: "outlet \(group)",
            publishedAt: Date(timeIntervalSince1970: Double(likeness) * 1e6))
    }

    /// `random PERCENT`, or `near LIKENESS`: rows at least so like the first question.
    private func filter(_ words: [String]) -> SearchFilter {
        guard let value = words.last.flatMap(Double.init) else { return .standing }
        if words.first == "near" {
            return SearchFilter(publishedFrom: Date(timeIntervalSince1970: value * 1e6))
        }
        return SearchFilter(sources: Set((0..<Int(value)).map { "outlet \($0)" }))
    }

    private func each(
        _ answer: inout VectorBenchmark.Answer, _ filter: SearchFilter, _ accuracy: VectorSearchAccuracy
    ) throws {
        // The first search with a filter works out what it admits; that is told apart.
        answer.note =
            "\(try milliseconds { _ = try collection.nearest(to: questions[0], limit: limit, filter: filter) }) ms first"
        for question in questions {
            var found: [ScoredChunk] = []
            answer.milliseconds.append(
                try milliseconds {
                    found = try collection.nearest(to: question, limit: limit, filter: filter, accuracy: accuracy)
                })
            answer.found.append(found.map(\.key))
        }
    }

    /// All rows by several threads at once, a part each: what two memory channels give.
    private func threads(_ count: Int) throws -> [Double] {
        let step = (rows.rows + count - 1) / count
        return questions.prefix(16).map { question in
            elapsed {
                DispatchQueue.concurrentPerform(iterations: count) { part in
                    let first = min(part * step, rows.rows)
                    let end = min(first + step, rows.rows)
                    var best = TopK(limit)
                    rows.withUnsafeBuffer { elements in
                        question.withUnsafeBufferPointer { question in
                            var scores = [Float](repeating: 0, count: 1024)
                            for block in stride(from: first, to: end, by: 1024) {
                                let size = min(1024, end - block)
                                let part = elements[(block * question.count)..<((block + size) * question.count)]
                                scores.withUnsafeMutableBufferPointer {
                                    let output = UnsafeMutableBufferPointer(rebasing: $0[..<size])
                                    Kernels.best.dot(question, rows: UnsafeBufferPointer(rebasing: part), into: output)
                                    best.insert(UnsafeBufferPointer(output), firstRow: block)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// 256 questions together.
    private func batch(_ answer: inout VectorBenchmark.Answer, _ accuracy: VectorSearchAccuracy) throws {
        let many = (0..<256).map { questions[$0 % questions.count] }
        var found: [[ScoredChunk]] = []
        answer.milliseconds = [
            try milliseconds { found = try collection.nearest(toEach: many, limit: limit, accuracy: accuracy) }
        ]
        answer.found = found.prefix(questions.count).map { $0.map(\.key) }
    }

    private mutating func open(_ answer: inout VectorBenchmark.Answer) throws {
        answer.milliseconds = [
            milliseconds {
                collection = VectorCollection(contentsOf: file, dimension: VectorBenchmark.dimension) ?? collection
            }
        ]
        answer.note =
            "\(try milliseconds { _ = try collection.nearest(to: questions[0], limit: limit) }) ms first search"
    }

    /// Memory in use as the system counts it.
    private static func footprint() -> String {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { $0.hasPrefix("VmRSS") || $0.hasPrefix("VmHWM") }
            .joined(separator: "; ").replacingOccurrences(of: "\t", with: " ")
    }
}
