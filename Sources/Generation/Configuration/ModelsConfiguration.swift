public import Corpus
public import Store

/// A chain of models as a file describes it: the first one is asked first.
public struct ModelsConfiguration: Sendable {
    /// In the order in which they are asked.
    public var models: [ModelConfiguration]
    /// Of all prices and costs; a label, nothing is converted.
    public var currency: String
    /// Of one answer, over all models.
    public var answerBudget: ModelBudget
    /// Of a day, over all models.
    public var dailyBudget: ModelBudget
    /// What the cache of calls keeps; nil: it is off.
    public var cache: CacheBounds?

    /// A chain of these parts.
    public init(
        models: [ModelConfiguration], currency: String = "USD", answerBudget: ModelBudget = .unlimited,
        dailyBudget: ModelBudget = .unlimited, cache: CacheBounds? = Self.standardCache
    ) {
        self.models = models
        self.currency = currency
        self.answerBudget = answerBudget
        self.dailyBudget = dailyBudget
        self.cache = cache
    }

    /// Unless told otherwise: 10,000 answers of 64 MiB in all.
    public static let standardCache: CacheBounds? = CacheBounds(entries: 10_000, bytes: 64 << 20)
}

extension BylineError.Code {
    /// A file of models that cannot be used; the message lists all that is wrong with it.
    public static let modelsFileInvalid: Self = "models-file-invalid"
}
