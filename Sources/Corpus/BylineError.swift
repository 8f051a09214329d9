/// A fault that a person can do something about: what went wrong, what to do, and what caused it.
///
/// The code is open: every module declares its own as static members of ``Code``. Messages never contain keys.
public struct BylineError: Error, Sendable, CustomStringConvertible {
    /// A stable name for a kind of fault, in lower-case words with hyphens: `embedding-space-mismatch`.
    public struct Code: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { self.init(rawValue: value) }
        public var description: String { rawValue }
    }

    public let code: Code
    /// One sentence that says what is wrong, with the names of the things concerned.
    public let message: String
    /// One sentence that says what to do about it.
    public let remedy: String
    public let cause: (any Error)?

    public init(_ code: Code, _ message: String, remedy: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.cause = cause
    }

    public var description: String {
        let cause = cause.map { " (\($0))" } ?? ""
        return "\(message)\(cause) \(remedy)"
    }
}
