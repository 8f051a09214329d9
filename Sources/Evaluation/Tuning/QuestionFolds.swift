/// Which fold each question is held out in: every set and kind is spread over the folds as evenly as it goes, by chance.
enum QuestionFolds {
    /// Question → fold from 0, in the order of `questions`. The same seed gives the same folds.
    static func assign(_ questions: [FeatureTable.Question], folds: Int, seed: UInt64) -> [Int] {
        struct Stratum: Hashable {
            let set: Int
            let kind: String
        }
        var generator = SeededGenerator(seed: seed)
        let strata = Dictionary(grouping: questions.indices) {
            Stratum(set: questions[$0].set, kind: questions[$0].kind)
        }
        var assigned = [Int](repeating: 0, count: questions.count)
        // Dealing goes on from stratum to stratum, so that many small kinds do not all begin with the first fold.
        var next = 0
        for (_, members) in strata.sorted(by: { ($0.key.set, $0.key.kind) < ($1.key.set, $1.key.kind) }) {
            for question in generator.shuffled(members) {
                assigned[question] = next % folds
                next += 1
            }
        }
        return assigned
    }
}
