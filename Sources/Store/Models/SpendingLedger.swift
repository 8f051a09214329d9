/// What calls of language models used.
public struct Spending: Sendable, Hashable {
    /// Of prompts and answers.
    public var tokens: Int64
    /// Billionths of the currency's unit.
    public var nanos: Int64

    /// An amount of these parts.
    public init(tokens: Int64, nanos: Int64) {
        self.tokens = tokens
        self.nanos = nanos
    }

    /// Nothing.
    public static let zero = Spending(tokens: 0, nanos: 0)

    /// The difference of two amounts; what would overflow stays at the end of the range.
    public static func - (one: Spending, other: Spending) -> Spending {
        Spending(
            tokens: one.tokens.adding(0 &- other.tokens), nanos: one.nanos.adding(0 &- other.nanos))
    }

    /// The sum; what would overflow stays at the end of the range.
    public static func + (one: Spending, other: Spending) -> Spending {
        Spending(tokens: one.tokens.adding(other.tokens), nanos: one.nanos.adding(other.nanos))
    }
}

/// Somebody's money for a day, and how much of it there is.
public struct SpendingAccount: Sendable, Hashable {
    /// A stable name.
    public var name: String
    /// Tokens in a day; nil: no limit.
    public var tokens: Int64?
    /// Billionths of the currency's unit in a day; nil: no limit.
    public var nanos: Int64?

    /// An account of these parts.
    public init(name: String, tokens: Int64? = nil, nanos: Int64? = nil) {
        self.name = name
        self.tokens = tokens
        self.nanos = nanos
    }
}

/// Keeps what was spent on a day, over restarts and for all processes of a data directory.
public protocol SpendingLedger: Sendable {
    /// Books an amount on all accounts, if none of them exceeds its limits by it, in one transaction; otherwise books nothing and
    /// returns the first that would. `day` is any stable name of a day.
    func book(_ amount: Spending, on day: String, to accounts: [SpendingAccount]) async throws -> SpendingAccount?

    /// Books an amount whatever the limits, such as the (negative) difference between what was set aside and what was used.
    /// No account falls below zero.
    func correct(by amount: Spending, on day: String, accounts names: [String]) async throws

    /// What was spent on a day, by account; accounts without spending are left out.
    func spending(on day: String) async throws -> [String: Spending]
}

extension Int64 {
    fileprivate func adding(_ other: Int64) -> Int64 {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? (other > 0 ? .max : .min) : sum
    }
}
