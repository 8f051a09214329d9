public import Corpus
public import Transport

/// The key of a model, as far as it is there.
///
/// A key that is missing does not keep a chain from starting: its model is passed over until it is there.
public enum ModelKey: Sendable {
    /// The server wants none.
    case none
    /// A key, with the place that it came from.
    case found(Secret)
    /// The configured place has no usable key; the error says which place, and what to do.
    case missing(BylineError)

    /// The key, if it is there.
    public var secret: Secret? {
        if case .found(let secret) = self { secret } else { nil }
    }

    /// Reads a key; what is wrong with it is kept for when it is needed.
    init(reading read: () throws -> Secret) {
        do {
            self = .found(try read())
        } catch let error as BylineError {
            self = .missing(error)
        } catch {
            self = .missing(
                BylineError(.secretMissing, "The key cannot be read.", remedy: "Check its file.", cause: error))
        }
    }
}
