/// The elements of a tensor as 32-bit floats, and whoever owns their memory: valid as long as a copy of this value lives.
struct TensorFloats: @unchecked Sendable {
    // `Sendable` since nothing is written to after `init`.
    let base: UnsafePointer<Float>
    let count: Int
    private let owner: AnyObject

    /// Floats in the memory of `owner`.
    init(base: UnsafePointer<Float>, count: Int, owner: AnyObject) {
        self.base = base
        self.count = count
        self.owner = owner
    }

    /// Floats of its own from IEEE half floats, or from the upper halves of floats (bfloat16); exact. O(elements).
    init(widening bytes: UnsafeRawBufferPointer, from type: Safetensors.ElementType) {
        let memory = Memory(count: bytes.count / 2)
        for index in 0..<memory.count {
            let bits = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
            (memory.floats + index).initialize(
                to: type == .bfloat16 ? Float(bitPattern: UInt32(bits) << 16) : Self.float(half: bits))
        }
        self.init(base: memory.floats, count: memory.count, owner: memory)
    }

    /// By hand, since `Float16` is not on every platform.
    private static func float(half bits: UInt16) -> Float {
        let sign = UInt32(bits >> 15) << 31
        let (exponent, fraction) = (UInt32(bits >> 10 & 31), UInt32(bits & 1023))
        switch exponent {
        case 0: return Float(bitPattern: sign | (Float(fraction) * 0x1p-24).bitPattern)
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }

    private final class Memory {
        let floats: UnsafeMutablePointer<Float>
        let count: Int

        init(count: Int) {
            floats = .allocate(capacity: count)
            self.count = count
        }

        deinit { floats.deallocate() }
    }
}
