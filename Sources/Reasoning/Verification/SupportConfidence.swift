import Foundation

/// How likely a sentence is supported, by a logistic model over ``SupportSignals``.
///
/// Fitted to the tuning part of the sample corpus's pairs, of which about a third are supported, by
/// `byline evaluate support corpora/vennermouth/support/pairs.jsonl --fit`. Where most sentences are sound, as of a careful
/// writer, it states too little rather than too much.
enum SupportConfidence {
    /// In the order of ``SupportSignals/features``.
    private static let weights = [-0.94, -4.16, -1.74, 4.00, -2.48, 2.41]

    /// At least 0.5 exactly where no check objects: the checks decide, and the confidence says how surely.
    static func confidence(_ signals: SupportSignals) -> Double {
        let sum = zip(weights, signals.features).reduce(0) { $0 + $1.0 * $1.1 }
        let chance = 1 / (1 + exp(-sum))
        return signals.objections == 0 ? max(0.5, chance) : min(0.499, chance)
    }
}
