/// Values that were wanted lately, by key: at most twice ``capacity`` of them.
///
/// Two generations instead of a list in order of use: when the younger is full, the elder is forgotten. What is kept again whenever it is
/// used stays. O(1); not safe for several threads by itself.
public struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// How many values a generation holds.
    public let capacity: Int
    private var younger: [Key: Value] = [:]
    private var elder: [Key: Value] = [:]

    /// Nothing yet.
    public init(capacity: Int) { self.capacity = capacity }

    /// What is kept under a key.
    public subscript(key: Key) -> Value? { younger[key] ?? elder[key] }

    /// Keeps a value, in the place of what was kept under its key.
    public mutating func keep(_ value: Value, for key: Key) {
        if younger.count >= capacity {
            elder = younger
            younger = [:]
        }
        younger[key] = value
    }
}
