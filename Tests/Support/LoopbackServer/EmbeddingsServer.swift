import Foundation

/// A server of embeddings made up from the text's bytes: different for different texts, the same for the same.
public enum EmbeddingsServer {
    /// What a request for embeddings asks for.
    public struct Question: Decodable {
        public var model: String
        public var input: [String]
        public var encoding_format: String
        public var dimensions: Int?

        /// Throws `DecodingError` where the body is no such request.
        public init(_ exchange: Exchange) throws {
            self = try JSONDecoder().decode(Question.self, from: exchange.request.body)
        }
    }

    /// Components of a vector.
    public static let dimension = 8

    /// A vector that is not of length 1.
    public static func vector(_ text: String) -> [Float] {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        return (0..<dimension).map { component in
            for byte in text.utf8 + [UInt8(component)] { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return Float(Int64(bitPattern: state) >> 32) / Float(1 << 30)
        }
    }

    /// The same of length 1.
    public static func unit(_ text: String) -> [Float] {
        let vector = vector(text)
        let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    /// A whole answer for those vectors, in that order of indices.
    public static func answer(_ vectors: [[Float]], order: [Int]? = nil) -> String {
        let data = (order ?? Array(vectors.indices)).map { index in
            #"{"object":"embedding","index":\#(index),"embedding":\#(vectors[index])}"#
        }
        let usage = #""usage":{"prompt_tokens":1,"total_tokens":1}"#
        return #"{"object":"list","model":"m","data":[\#(data.joined(separator: ","))],\#(usage)}"#
    }

    /// Answers as it should.
    public static func respond(_ exchange: Exchange) {
        guard let question = try? Question(exchange) else { return exchange.respond(400, "no question") }
        exchange.respond(
            200, headers: ["Content-Type": "application/json"], answer(question.input.map { vector($0) }))
    }
}
