/// How far two judges agree on the passages that both judged.
public struct JudgeAgreement: Sendable, Hashable, Codable {
    public let first: String
    public let second: String
    /// Passages that both judged.
    public let passages: Int
    /// The share on which they gave the same grade.
    public let observed: Double
    /// Cohen's kappa (1960): agreement beyond what their habits alone would give; 1 is full. Nil where it has no value:
    /// nothing in common, or both gave one and the same grade only.
    public let kappa: Double?
    /// The same with linear weights (Cohen 1968): a disagreement by two grades counts double.
    public let weightedKappa: Double?

    /// Every pair of judges, by name.
    public static func pairs(_ judgements: [PassageJudgement]) -> [JudgeAgreement] {
        let judges = Dictionary(grouping: judgements, by: \.judge).sorted { $0.key < $1.key }
        return judges.indices.flatMap { first in
            judges[(first + 1)...].map { second in
                JudgeAgreement(judges[first].key, judges[first].value, second.key, second.value)
            }
        }
    }

    private struct Passage: Hashable {
        let question: String
        let document: String

        init(_ judgement: PassageJudgement) {
            question = judgement.question
            document = judgement.document
        }
    }

    private init(_ first: String, _ ours: [PassageJudgement], _ second: String, _ theirs: [PassageJudgement]) {
        let other = Dictionary(theirs.map { (Passage($0), $0.grade) }) { $1 }
        let grades = ours.compactMap { judgement -> (Int, Int)? in
            guard let mine = judgement.grade, let its = other[Passage(judgement)] ?? nil else { return nil }
            return (mine.rawValue, its.rawValue)
        }
        self.first = first
        self.second = second
        passages = grades.count
        observed = grades.isEmpty ? 0 : Double(grades.count { $0 == $1 }) / Double(grades.count)
        kappa = Self.kappa(grades) { $0 == $1 ? 0 : 1 }
        weightedKappa = Self.kappa(grades) { Double(abs($0 - $1)) }
    }

    /// 1 − disagreement seen ÷ disagreement expected if each judge drew from their own grades by chance.
    private static func kappa(_ grades: [(Int, Int)], disagreement: (Int, Int) -> Double) -> Double? {
        let seen = grades.reduce(0) { $0 + disagreement($1.0, $1.1) } / Double(max(1, grades.count))
        let (mine, theirs) = (counts(grades.map(\.0)), counts(grades.map(\.1)))
        var expected = 0.0
        for (grade, count) in mine {
            for (other, times) in theirs { expected += disagreement(grade, other) * Double(count * times) }
        }
        expected /= Double(max(1, grades.count * grades.count))
        return expected > 0 ? 1 - seen / expected : nil
    }

    /// Grade and how often, by grade, so that sums are the same every time.
    private static func counts(_ grades: [Int]) -> [(Int, Int)] {
        Dictionary(grouping: grades) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }
}
