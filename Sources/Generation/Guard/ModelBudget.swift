import Corpus
import Synchronization

/// Limits of what may be spent; nil: none.
public struct ModelBudget: Sendable, Hashable {
    /// Tokens of prompts and answers together.
    public var tokens: Int?
    /// Money.
    public var cost: ModelCost?

    /// Limits of these parts.
    public init(tokens: Int? = nil, cost: ModelCost? = nil) {
        self.tokens = tokens
        self.cost = cost
    }

    /// No limit.
    public static let unlimited = ModelBudget()
}

/// What the calls for one answer may spend together, whichever models make them. Make one for each answer.
///
/// Before a call the most that it can cost is set aside, and what it did not use is given back after it: calls that run
/// at once cannot overdraw.
public final class AnswerBudget: Sendable {
    /// The limits.
    public let limit: ModelBudget
    private let spent = Mutex((tokens: 0, cost: ModelCost.zero))

    /// Nothing is spent yet.
    public init(_ limit: ModelBudget = .unlimited) { self.limit = limit }

    /// Spent and set aside so far.
    public var spending: (tokens: Int, cost: ModelCost) { spent.withLock { $0 } }

    /// Sets an amount aside; false, and nothing set aside, where a limit does not allow it.
    func reserve(tokens: Int, cost: ModelCost) -> Bool {
        spent.withLock { spent in
            let next = (tokens: spent.tokens + tokens, cost: spent.cost + cost)
            guard next.tokens <= limit.tokens ?? .max, next.cost <= limit.cost ?? ModelCost(nanos: .max) else {
                return false
            }
            spent = next
            return true
        }
    }

    /// Corrects what was set aside to what was used: the differences are added.
    func settle(tokens: Int, cost: ModelCost) {
        spent.withLock { $0 = ($0.tokens + tokens, $0.cost + cost) }
    }
}
