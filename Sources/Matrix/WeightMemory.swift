import Foundation

/// Memory for the packed weights of several layers or for several matrices, on large pages where the system has them: a tenth of the
/// page faults when a model is opened, and fewer misses of the address cache while it works.
public final class WeightMemory: @unchecked Sendable {
    // `Sendable` since who takes a part is its only writer, and `taken` changes under the caller's own `init`, before a
    // layer is shared.
    let base: UnsafeMutablePointer<Float>
    private let floats: Int
    private var taken = 0

    /// Linux's large pages on x86-64 and most arm64 machines.
    private static let largePage = 1 << 21

    /// Room for so many floats; takes memory only as it is written to. Layers and matrices are made in it one
    /// after another, by one thread.
    public init(floats: Int) {
        self.floats = floats
        let bytes = max(floats, 1) * MemoryLayout<Float>.stride
        let isLarge = bytes >= Self.largePage
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: bytes, alignment: isLarge ? Self.largePage : FloatMatrix.alignment)
        base = memory.bindMemory(to: Float.self, capacity: max(floats, 1))
        #if os(Linux)
            // Advice: where it is refused, pages are small.
            if isLarge { madvise(memory, bytes / Self.largePage * Self.largePage, MADV_HUGEPAGE) }
        #endif
    }

    deinit { base.deallocate() }

    /// The floats that a layer of so many inputs and outputs takes.
    public static func floats(inputs: Int, outputs: Int) -> Int { room(inputs * outputs) + room(outputs) }

    /// `count`, rounded up to the alignment.
    public static func room(_ count: Int) -> Int {
        let step = FloatMatrix.alignment / MemoryLayout<Float>.stride
        return (count + step - 1) / step * step
    }

    /// How many floats nobody has.
    public var remaining: Int { floats - taken }

    /// The next floats that nobody has; nil where too few are left.
    func take(_ count: Int) -> UnsafeMutablePointer<Float>? {
        guard taken + count <= floats else { return nil }
        defer { taken += count }
        return base + taken
    }
}
