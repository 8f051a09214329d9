/// The passages that several runs rank high, to be judged once each without telling which run they are of (pooling, Spärck
/// Jones and van Rijsbergen 1975).
public struct JudgementPool: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public let question: String
        public let document: String
    }

    /// Questions in an order of chance, and the passages of each in one too, so that neither rank nor run shows.
    public let items: [Item]

    /// The first `depth` documents of each run, for those of `questions` that a run has. The same seed gives the same order.
    public init(_ runs: [Run], depth: Int, questions: Set<String>, seed: UInt64) {
        var documents: [String: Set<String>] = [:]
        for run in runs {
            for (question, ranking) in run.rankings where questions.contains(question) {
                documents[question, default: []].formUnion(ranking.prefix(depth).map(\.id))
            }
        }
        var generator = SeededGenerator(seed: seed)
        items = generator.shuffled(documents.keys.sorted()).flatMap { question in
            generator.shuffled((documents[question] ?? []).sorted()).map { Item(question: question, document: $0) }
        }
    }
}
