import Corpus
import Retrieval

/// Finds where independent outlets say different things of what a question asks.
///
/// Two sentences contradict each other when they speak of one matter, which the question asks for, differ in the figure, date,
/// name or polarity that answers it, come from different outlets and texts, and nothing in time explains it: no growth, no
/// correction, no other year. Words and numbers alone decide, so what it says can be checked by reading the two sentences; a
/// contradiction in other words is missed. O(n²) comparisons of at most ``limit`` sentences for each part of the question, each of
/// some microseconds.
public struct ContradictionFinder: Sendable {
    /// Sentences that are compared: the most relevant ones.
    static let limit = 24
    /// Contradictions that are named of one question.
    static let named = 2
    /// Share of the question's words, by weight, that a sentence with its surroundings must have.
    static let minimumCoverage: Float = 0.35
    /// How far below the most relevant sentence another may score.
    static let margin: Float = 0.3

    public init() {}

    /// The contradictions on what a task asks, the surest first. Pure: the same evidence gives the same.
    public func contradictions(in task: WritingTask) -> [Contradiction] {
        let reading = task.reading
        let questions = [task.whole] + task.parts
        var found: [Contradiction] = []
        var seen: Set<Quote> = []
        // A question of several parts is compared part by part: its whole is no matter of its own.
        let places = task.parts.isEmpty ? 0..<1 : 1..<questions.count
        for place in places where place < reading.rankings.count {
            let kind = task.parts.isEmpty ? task.plan.kind : QuestionPlanner().plan(questions[place].question).kind
            let matter = DisputedQuestion(questions[place].question, kind: kind)
            let disputes = disputes(among: testimonies(reading.rankings[place], reading.pool), on: matter)
            for contradiction in Self.grouped(disputes) {
                let quotes = contradiction.sides.flatMap(\.quotes)
                guard seen.isDisjoint(with: quotes) else { continue }
                seen.formUnion(quotes)
                found.append(contradiction)
            }
        }
        return Array(found.prefix(Self.named))
    }

    private func testimonies(_ ranking: Ranking, _ pool: SentencePool) -> [Testimony] {
        guard let best = ranking.quotations.first?.score.total else { return [] }
        return ranking.quotations.prefix { $0.score.total >= best - Self.margin }
            .filter { $0.score.coverage >= Self.minimumCoverage }.prefix(Self.limit).map { Testimony($0, in: pool) }
    }

    private func disputes(among testimonies: [Testimony], on matter: DisputedQuestion) -> [Dispute] {
        let tests = Self.tests(for: matter)
        var disputes: [Dispute] = []
        for (index, one) in testimonies.enumerated() {
            for other in testimonies.dropFirst(index + 1) where one.isIndependent(of: other) {
                for (test, threshold) in tests {
                    guard let dispute = test.dispute(one, other, matter), dispute.strength >= threshold,
                        !Supersession.explains(one, other, isSettled: dispute.kind == .polarity && matter.isOfThePast)
                    else { continue }
                    disputes.append(dispute)
                }
            }
        }
        return disputes.sorted { one, other in
            if one.strength != other.strength { return one.strength > other.strength }
            return one.order.lexicographicallyPrecedes(other.order)
        }
    }

    /// What can differ in the answer to a question, and how surely two sentences must speak of one matter. Where the question does
    /// not say what it wants, they must be closer.
    private static func tests(for matter: DisputedQuestion) -> [(any DisputeTest, Float)] {
        if matter.isYesNo { return [(PolarityDispute(), 0.35)] }
        switch matter.expectation {
        case .number: return [(FigureDispute(), 0.4)]
        case .date: return [(DateDispute(), 0.4)]
        case .person, .place: return [(NameDispute(), 0.35)]
        case .reason: return []
        case .anything: return [(FigureDispute(), 0.5), (DateDispute(), 0.55), (NameDispute(), 0.45)]
        }
    }

    /// Disputes of one kind with their sides: those that say the same stand together.
    private static func grouped(_ disputes: [Dispute]) -> [Contradiction] {
        var groups: [DisputeGroup] = []
        for dispute in disputes {
            if let place = groups.firstIndex(where: { $0.takes(dispute) }) {
                groups[place].add(dispute)
            } else if groups.allSatisfy({ $0.isApart(from: dispute) }) {
                groups.append(DisputeGroup(dispute))
            }
        }
        return groups.map(\.contradiction)
    }
}

extension Dispute {
    /// Decides between disputes of one strength: the order of the evidence.
    fileprivate var order: [Int] {
        [first.sentence.evidence, first.sentence.index, second.sentence.evidence, second.sentence.index]
    }
}
