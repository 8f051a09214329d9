import Logging
import Store

/// Looks calls up in a store's cache, and keeps them there. It never fails: a cache that does not work is none.
struct CallCache: Sendable {
    let store: any ModelCallCache
    let bounds: CacheBounds
    let logger: Logger

    func answer(to request: ModelRequest, of model: any LanguageModel) async -> CachedAnswer? {
        do {
            let key = try CachedAnswer.key(of: request, fingerprint: model.fingerprint)
            return try await store.modelCall(key).flatMap { CachedAnswer($0) }
        } catch {
            report(error, model)
            return nil
        }
    }

    func keep(
        _ text: String, _ completion: ModelCompletion, for request: ModelRequest, of model: any LanguageModel
    ) async {
        do {
            let key = try CachedAnswer.key(of: request, fingerprint: model.fingerprint)
            let value = try CachedAnswer(text: text, completion: completion).encoded()
            try await store.keepModelCall(value, for: key, within: bounds)
        } catch {
            report(error, model)
        }
    }

    private func report(_ error: any Error, _ model: any LanguageModel) {
        guard !(error is CancellationError) else { return }
        logger.warning("The cache of model calls failed.", metadata: ["model": "\(model.name)", "cause": "\(error)"])
    }
}
