/// Parts of a set of questions that are apart by chance: a model is fitted to one and measured on the other.
public enum Halves {
    /// For each of `kinds`, in which of `count` parts the question of that place is: every kind spread over the parts as evenly as it
    /// goes. The same kinds and seed give the same parts.
    public static func assign(_ kinds: [String], count: Int = 2, seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        var assigned = [Int](repeating: 0, count: kinds.count)
        var next = 0
        for (_, members) in Dictionary(grouping: kinds.indices, by: { kinds[$0] }).sorted(by: { $0.key < $1.key }) {
            for place in generator.shuffled(members) {
                assigned[place] = next % count
                next += 1
            }
        }
        return assigned
    }
}
