import Corpus
import Store

/// What passages of newcomers say again that a passage above them said already.
///
/// Who wants a claim to be believed has it printed more than once, in other words each time, so that no copy is found. Of
/// sources that are known, agreement is worth something; of newcomers that are not known to be reliable it is not, so one
/// claim of theirs takes one place, and other accounts follow before it is told again.
///
/// All passages on a question have the question in common. What makes two of them tell the same is what they share
/// beyond it: the cosine of their vectors after the question's direction was taken out of both. A passage is set back the
/// further, the closer it is to the question: who wrote for it is.
///
/// A question that joins three facts or more is left alone. Passages on different facts of it are as far from the whole as from
/// each other, and what several reports share beyond it is what was asked for; there ``ClauseCoverage`` keeps them apart.
struct Retellings: Sendable {
    /// The share of its relevance that a passage loses which surely tells again what stands above it.
    static let fall: Float = 0.6
    /// The cosine beyond the question from which on two passages begin to make one claim, and at which they surely do.
    private static let sameClaim: ClosedRange<Float> = 0.45...0.65
    /// The cosine of question and closest sentence from which on a passage begins to be written for it, and at which it surely may be.
    private static let echo: ClosedRange<Float> = 0.3...0.6
    /// Clauses of a question that still asks for one thing.
    private static let clauses = 2
    /// Hits whose claims are remembered: what stands below is not read as a page.
    private static let depth = 20

    private let candidates: [StoredPassage]
    /// Of each candidate: how far it may fall, 0 to 1; 0 where its source is no newcomer, has no name by which it could be told
    /// from others, or is named by the question, which wants to hear it.
    private let echoes: [Float]
    /// Of each candidate: the cosine with the question.
    private let closeness: [Float]
    private var shares: [Float]
    private var taken = 0

    /// - Parameter table: how close each candidate's closest sentence is to the question is one of its signals.
    init(_ set: CandidateSet, _ table: SignalTable, standings: [SourceStanding]) {
        candidates = set.candidates
        let closest = table.columns.first { $0.name == BestSentenceSignal.name }?.values
        let asksForOne = set.plan.clauses.count <= Self.clauses
        echoes = standings.indices.map { index in
            let (standing, source) = (standings[index], set.candidates[index].article.source)
            guard asksForOne, standing.isNewcomer, !standing.isNamed, !source.isEmpty else {
                return 0
            }
            return Self.echo.share(closest?[index] ?? 0)
        }
        closeness = set.candidates.map { $0.vector.cosine(set.questionVector) }
        shares = [Float](repeating: 0, count: set.candidates.count)
    }

    /// How surely a candidate tells again what was chosen before it, and was written for the question, 0 to 1; never falls.
    func share(_ candidate: Int) -> Float { shares[candidate] * echoes[candidate] }

    /// Costs O(newcomers × dimension) for the first ``depth`` choices, and nothing afterwards.
    mutating func take(_ candidate: Int) {
        guard taken < Self.depth else { return }
        taken += 1
        let article = candidates[candidate].article.id
        for other in candidates.indices where echoes[other] > 0 && candidates[other].article.id != article {
            shares[other] = max(shares[other], Self.sameClaim.share(beyondQuestion(candidate, other)))
        }
    }

    private func beyondQuestion(_ one: Int, _ other: Int) -> Float {
        let rests = (1 - closeness[one] * closeness[one]) * (1 - closeness[other] * closeness[other])
        // Nothing is left of a passage that is the question itself.
        guard rests > 1e-6 else { return 0 }
        let shared = candidates[one].vector.cosine(candidates[other].vector)
        return (shared - closeness[one] * closeness[other]) / rests.squareRoot()
    }
}
