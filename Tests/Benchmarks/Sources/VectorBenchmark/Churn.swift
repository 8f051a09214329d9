import Foundation
import Matrix
import Store
import Synchronization

/// Searches while one thread adds rows at a steady pace and removes every tenth, and another makes clusters anew when so
/// many came that it is worth it, as the store does.
struct Churn {
    let collection: VectorCollection
    let rows: FloatMatrix
    let perSecond: Int
    /// Rows that come in all.
    private static let arrivals = 1_000_000
    /// Where the numbers of new rows begin.
    private static let firstKey = 10_000_000

    /// Milliseconds by the clock of every search until all rows came.
    func run(_ questions: [[Float]], _ limit: Int) throws -> [Double] {
        let end = End()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            write()
            end.isReached.store(true, ordering: .relaxed)
        }
        let background = ComputePool(threads: 1, name: "churn-clusters", isBackground: true)
        group.enter()
        Task {
            try? await background.run {
                while !end.isReached.load(ordering: .relaxed) {
                    if collection.needsClustering { try? collection.cluster() }
                    Thread.sleep(forTimeInterval: 0.1)
                }
            }
            group.leave()
        }
        defer { group.wait() }
        var times: [Double] = []
        while !end.isReached.load(ordering: .relaxed) {
            times += try Self.searches(collection, questions, limit, rounds: 1)
        }
        return times
    }

    private final class End: Sendable {
        let isReached = Atomic<Bool>(false)
    }

    /// Milliseconds by the clock of so many rounds of all questions.
    static func searches(
        _ collection: VectorCollection, _ questions: [[Float]], _ limit: Int, rounds: Int
    ) throws -> [Double] {
        try (0..<rounds).flatMap { _ in
            try questions.map { question in
                try elapsed { _ = try collection.nearest(to: question, limit: limit) }
            }
        }
    }

    private func write() {
        let start = ContinuousClock.now
        var number = 0
        while number < Self.arrivals {
            let due = min(Self.arrivals, Int(start.duration(to: .now) / .seconds(1) * Double(perSecond)))
            let keys = (number..<max(number, due)).map { Int64(Self.firstKey + $0) }
            collection.append(keys.map { VectorCollection.Row(key: $0, vector: rows[Int($0) % rows.rows]) })
            collection.remove(keys.filter { $0.isMultiple(of: 10) })
            number += keys.count
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}
