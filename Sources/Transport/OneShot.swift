import Foundation
import Synchronization

/// Data that is handed out once.
final class OneShot: Sendable {
    private let data: Mutex<Data>

    init(_ data: Data) { self.data = Mutex(data) }

    /// The data at the first call, if there is any; nil from then on.
    func take() -> Data? {
        data.withLock { data in
            defer { data = Data() }
            return data.isEmpty ? nil : data
        }
    }
}
