@testable import Store

extension TopicFilter {
    /// About two thirds of the versions with ids up to 1,000, as if of one category.
    static func some(_ random: inout Seeded) -> TopicFilter {
        TopicFilter(
            categories: ["some"], languages: nil, naming: nil,
            versions: Set((Int64(0)...1_000).filter { _ in random.next() % 3 != 0 }))
    }
}
