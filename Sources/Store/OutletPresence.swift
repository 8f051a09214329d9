public import Foundation

/// An outlet in a corpus, and since when: how long it is there says what its articles' own words cannot.
public struct OutletPresence: Sendable, Hashable {
    /// In lower case.
    public let name: String
    /// The moment from which on the first version of any of its articles was known.
    public let knownSince: Date

    public init(name: String, knownSince: Date) {
        self.name = name
        self.knownSince = knownSince
    }
}
