import Corpus

/// One request of a call, while it runs and when it has ended.
struct CallAttempt {
    let pause: Duration
    private let callStart: ContinuousClock.Instant
    private var start: ContinuousClock.Instant
    private var duration = Duration.zero
    private(set) var firstText: Duration?
    /// All that was handed over, where it is kept for the cache.
    private(set) var text = ""
    private var byteCount = 0
    /// Whether the reader of the text threw.
    var hasReaderFailed = false
    private(set) var usage = ModelUsage(promptTokens: 0, answerTokens: 0)
    private var isEstimated = false
    var cost = ModelCost.zero
    var error: String?
    var fault: ModelFault?
    private var requestID: String?
    private var wasSent = false

    init(pause: Duration, callStart: ContinuousClock.Instant) {
        self.pause = pause
        self.callStart = callStart
        start = .now
    }

    mutating func begin() {
        start = .now
        wasSent = true
    }

    mutating func take(_ piece: String, keepsText: Bool) {
        if firstText == nil { firstText = start.duration(to: .now) }
        byteCount += piece.utf8.count
        if keepsText { text += piece }
    }

    mutating func end(_ result: Result<ModelCompletion, any Error>, reservedPrompt: Int) {
        duration = start.duration(to: .now)
        switch result {
        case .success(let completion):
            requestID = completion.requestID
            isEstimated = completion.usage == nil
            usage = completion.usage ?? estimate(reservedPrompt)
        case .failure(let error):
            requestID = (error as? BylineError)?.modelFault?.requestID
            guard Self.mayCost(error) || firstText != nil else { return }
            isEstimated = true
            usage = estimate(reservedPrompt)
        }
    }

    /// What the attempt says about the provider.
    func outcome(_ result: Result<ModelCompletion, any Error>) -> CircuitBreaker.Outcome {
        switch result {
        case .success: .success(after: firstText ?? duration)
        case .failure where hasReaderFailed: .unknown
        case .failure(let error): CircuitBreaker.Outcome(after: error)
        }
    }

    /// Adds it to the call's report. An attempt that a budget forbade was none.
    func add(to report: inout ModelCallReport) {
        guard wasSent else { return }
        report.attempts.append(
            ModelCallReport.Attempt(
                pause: pause / .seconds(1), firstText: firstText.map { $0 / .seconds(1) },
                duration: duration / .seconds(1), error: error, status: fault?.status, requestID: requestID))
        report.usage = ModelUsage(
            promptTokens: report.usage.promptTokens + usage.promptTokens,
            answerTokens: report.usage.answerTokens + usage.answerTokens)
        report.isUsageEstimated = report.isUsageEstimated || isEstimated
        report.cost = report.cost + cost
        if let firstText, report.firstText == nil {
            report.firstText = callStart.duration(to: start + firstText) / .seconds(1)
        }
    }

    private func estimate(_ promptTokens: Int) -> ModelUsage {
        ModelUsage(promptTokens: promptTokens, answerTokens: BudgetGuard.tokens(ofBytes: byteCount))
    }

    /// Whether a failed request may have been paid for: not where the server refused it or was not reached.
    private static func mayCost(_ error: any Error) -> Bool {
        let free: Set<BylineError.Code> = [
            .modelUnavailable, .modelRateLimited, .modelQuotaUsedUp, .modelKeyRejected, .modelKeyMissing,
            .modelNotFound, .modelRequestRefused, .modelRequestInvalid, .modelRedirected, .modelContextExceeded,
            .modelTooSlowConnect,
        ]
        guard let error = error as? BylineError else { return true }
        return !free.contains(error.code)
    }
}
