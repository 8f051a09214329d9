public import Corpus
public import Foundation

extension BylineError.Code {
    /// A file of weights is there, and the system does not let it be read.
    public static let weightsUnreadable: Self = "weights-unreadable"
    /// A file of weights breaks the rules of its format, or lacks a tensor that the model needs.
    public static let weightsMalformed: Self = "weights-malformed"
}

/// A file of named tensors, memory-mapped (https://huggingface.co/docs/safetensors, format section).
///
/// Everything that the header claims is checked when the file is opened, against the file and against itself: after
/// that, no tensor can lead outside the mapping or into another one. O(header) to open; data is paged in on use.
public struct Safetensors: Sendable {
    /// A larger header is refused before it is read; the limit of the reference implementation.
    public static let maximumHeaderBytes = 100_000_000

    /// The type of a tensor's elements.
    public enum ElementType: String, Sendable, Hashable, CaseIterable {
        case bool = "BOOL"
        case uint8 = "U8"
        case int8 = "I8"
        case uint16 = "U16"
        case int16 = "I16"
        case float16 = "F16"
        case bfloat16 = "BF16"
        case uint32 = "U32"
        case int32 = "I32"
        case float32 = "F32"
        case uint64 = "U64"
        case int64 = "I64"
        case float64 = "F64"

        /// Bytes of one element.
        public var size: Int {
            switch self {
            case .bool, .uint8, .int8: 1
            case .uint16, .int16, .float16, .bfloat16: 2
            case .uint32, .int32, .float32: 4
            case .uint64, .int64, .float64: 8
            }
        }
    }

    /// What the header says of a tensor.
    public struct Tensor: Sendable, Hashable {
        /// The type of its elements.
        public let type: ElementType
        /// Its dimensions, outermost first; none for a scalar.
        public let shape: [Int]
        /// Where its bytes stand in the file.
        public let bytes: Range<Int>
    }

    /// The tensors by name.
    public let tensors: [String: Tensor]
    private let file: MappedFile
    private let path: String

    /// Maps a file and checks its header. Throws `weights-unreadable` or `weights-malformed`.
    public init(contentsOf url: URL) throws {
        file = try MappedFile(url)
        path = url.path
        do {
            tensors = try SafetensorsHeader.parse(file.bytes)
        } catch let fault as SafetensorsHeader.Fault {
            throw Self.malformed(url.path, fault.reason)
        }
    }

    /// The elements of a tensor that must be there with this shape, as 32-bit floats: in the mapping itself, or widened
    /// from 16 bits. Throws `weights-malformed`.
    func floats(_ name: String, shape: [Int]) throws -> TensorFloats {
        guard let tensor = tensors[name] else { throw Self.malformed(path, "it has no tensor \(name)") }
        guard [.float32, .float16, .bfloat16].contains(tensor.type), tensor.shape == shape else {
            throw Self.malformed(
                path, "\(name) is \(tensor.type.rawValue) \(tensor.shape), where F32 \(shape) is needed")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[tensor.bytes])
        guard tensor.type == .float32 else { return TensorFloats(widening: bytes, from: tensor.type) }
        guard let base = bytes.baseAddress, Int(bitPattern: base).isMultiple(of: MemoryLayout<Float>.alignment) else {
            throw Self.malformed(path, "\(name) is empty or not aligned to its element size")
        }
        return TensorFloats(base: base.assumingMemoryBound(to: Float.self), count: bytes.count / 4, owner: file)
    }

    private static func malformed(_ path: String, _ reason: String) -> BylineError {
        BylineError(
            .weightsMalformed, "\(path) is not a usable safetensors file: \(reason).",
            remedy: "Remove it and run Scripts/fetch-weights, or fetch its model's folder again.")
    }
}
