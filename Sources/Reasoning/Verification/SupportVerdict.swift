/// Whether the passages that a sentence cites say what it says, and why.
public struct SupportVerdict: Sendable, Hashable, Codable {
    /// What one check found.
    public struct Check: Sendable, Hashable, Codable {
        /// The check's name, as ``SupportVerifier/checkNames`` lists it.
        public let name: String
        public let passed: Bool
        /// A sentence for the reader, and for whoever writes the sentence anew.
        public let reason: String

        public init(name: String, passed: Bool, reason: String) {
            self.name = name
            self.passed = passed
            self.reason = reason
        }
    }

    /// Every check passed.
    public let isSupported: Bool
    /// How likely the passages support the sentence, in [0, 1]; at least 0.5 exactly where ``isSupported``.
    public let confidence: Double
    /// One for each check, in the order of ``SupportVerifier/checkNames``; those that objected from outside stand behind them.
    public let checks: [Check]
    /// What the confidence rests on.
    public let signals: SupportSignals

    /// The first reason against the sentence; nil where it is supported.
    public var objection: String? { checks.first { !$0.passed }?.reason }

    public init(isSupported: Bool, confidence: Double, checks: [Check], signals: SupportSignals) {
        self.isSupported = isSupported
        self.confidence = confidence
        self.checks = checks
        self.signals = signals
    }

    /// The same with one objection more.
    public func refused(by check: String, _ objection: String) -> SupportVerdict {
        let signals = SupportSignals(
            objections: signals.objections + 1, similarity: signals.similarity, coverage: signals.coverage,
            verbatim: signals.verbatim)
        return SupportVerdict(
            isSupported: false, confidence: SupportConfidence.confidence(signals),
            checks: checks + [Check(name: check, passed: false, reason: objection)], signals: signals)
    }
}
