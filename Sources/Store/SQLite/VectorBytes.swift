import Embedding
import Foundation

/// Vectors as bytes: components as little-endian 32-bit floats; eight-bit vectors as the scale, a little-endian 32-bit
/// float, and one byte for each component.
enum VectorBytes {
    static func encode(_ vector: [Float]) -> Data {
        #if _endian(little)
            return vector.withUnsafeBytes { Data($0) }
        #else
            return vector.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
        #endif
    }

    /// Nil where `bytes` do not hold exactly `dimension` components.
    static func decode(_ bytes: UnsafeRawBufferPointer, dimension: Int) -> [Float]? {
        guard bytes.count == dimension * MemoryLayout<Float>.size else { return nil }
        return [Float](unsafeUninitializedCapacity: dimension) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            #if _endian(big)
                for index in 0..<dimension { buffer[index] = Float(bitPattern: buffer[index].bitPattern.byteSwapped) }
            #endif
            count = dimension
        }
    }

    static func encode(_ vectors: [QuantisedVector]) -> Data {
        var data = Data(capacity: vectors.reduce(0) { $0 + $1.codes.count + 4 })
        for vector in vectors {
            withUnsafeBytes(of: vector.scale.bitPattern.littleEndian) { data.append(contentsOf: $0) }
            vector.codes.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        return data
    }

    /// Nil where `bytes` do not hold whole vectors of `dimension` components.
    static func decodeQuantised(_ bytes: UnsafeRawBufferPointer, dimension: Int) -> [QuantisedVector]? {
        let size = dimension + 4
        guard bytes.count.isMultiple(of: size) else { return nil }
        return stride(from: 0, to: bytes.count, by: size).map { start in
            let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
            // Every candidate of every search comes this way: copied whole, not byte by byte.
            let codes = [Int8](unsafeUninitializedCapacity: dimension) { buffer, count in
                UnsafeMutableRawBufferPointer(buffer)
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(start + 4)..<(start + size)]))
                count = dimension
            }
            return QuantisedVector(codes: codes, scale: Float(bitPattern: bits))
        }
    }
}
