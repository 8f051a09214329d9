/// A line of JSON with a vector that was made elsewhere: `{"chunk":"chk_…","vector":[0.1,…]}`; other members are skipped.
///
/// Read without a general decoder, which takes seven times as long over numbers.
public struct VectorLine: Sendable, Hashable {
    /// What the vector belongs to.
    public let chunk: String
    /// Its components; what is no number in the file is NaN here.
    public let vector: [Float]

    /// What is wrong with a line.
    public enum Fault: Error, Hashable, CustomStringConvertible {
        /// It is not JSON, from this byte on.
        case malformed(offset: Int)
        /// It lacks this member.
        case lacks(String)

        /// A part of a sentence.
        public var description: String {
            switch self {
            case .malformed(let offset): "is not JSON of that form at byte \(offset)"
            case .lacks(let member): "has no \"\(member)\""
            }
        }
    }

    /// Reads a line; `dimension` is only the room to reserve. O(bytes).
    public init(_ line: UnsafeBufferPointer<UInt8>, dimension: Int) throws(Fault) {
        var scanner = JSONScanner(line)
        var chunk: String?
        var vector: [Float]?
        do throws(JSONScanner.Fault) {
            try scanner.object { (name, scanner) throws(JSONScanner.Fault) in
                switch name {
                case "chunk": chunk = try scanner.string()
                case "vector":
                    var components: [Float] = []
                    components.reserveCapacity(dimension)
                    try scanner.array { (scanner) throws(JSONScanner.Fault) in
                        components.append(Float(try scanner.number()))
                    }
                    vector = components
                default: try scanner.skipValue()
                }
            }
            guard scanner.peek() == nil else { throw scanner.fault }
        } catch {
            throw .malformed(offset: error.offset)
        }
        guard let chunk else { throw .lacks("chunk") }
        guard let vector else { throw .lacks("vector") }
        self.chunk = chunk
        self.vector = vector
    }
}
