public import Foundation

/// The first part of an answer: all but its body.
public struct HTTPResponseHead: Sendable, Hashable {
    /// 200 and above; interim answers (1xx) are not shown.
    public var status: Int
    /// As they came: `Content-Encoding` and `Content-Length` describe the body before decompression.
    public var headers: HTTPHeaders

    /// A head of these parts.
    public init(status: Int, headers: HTTPHeaders = [:]) {
        self.status = status
        self.headers = headers
    }
}

/// A whole answer.
public struct HTTPResponse: Sendable, Hashable {
    /// Status and header fields.
    public var head: HTTPResponseHead
    /// Decompressed.
    public var body: Data

    /// An answer of these parts.
    public init(head: HTTPResponseHead, body: Data) {
        self.head = head
        self.body = body
    }

    /// The head's.
    public var status: Int { head.status }
    /// The head's.
    public var headers: HTTPHeaders { head.headers }
}

/// The body of an answer, piece by piece, in the order and about the sizes in which it comes.
///
/// It can be read once, by one task, inside the scope of ``HTTPClient/withResponse(to:_:)``. A reader who is
/// behind by 256 KiB pauses the transfer, so that memory stays bounded however large the answer is.
public struct HTTPBody: AsyncSequence, Sendable {
    /// A piece as it came, decompressed.
    public typealias Element = Data

    enum Source: Sendable {
        case transfer(Transfer)
        case data(OneShot)
    }

    let source: Source

    /// Reads on where the last piece ended.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let source: Source

        /// The next piece, never empty; nil at the end.
        ///
        /// - Throws: the transfer's error, after all that came before it has been read; `CancellationError`.
        public mutating func next() async throws -> Data? { try await next(by: nil) }

        /// The next piece, if it is there or comes before `deadline`; a later one ends the transfer with `timeout-reader`.
        ///
        /// For readers who know what progress is: bytes that keep the connection busy reset the idle timeout, but not this.
        public mutating func next(by deadline: ContinuousClock.Instant?) async throws -> Data? {
            switch source {
            case .transfer(let transfer): try await transfer.nextChunk(by: deadline)
            case .data(let data): data.take()
            }
        }
    }

    /// Does not start over: all iterators read the one stream.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source) }

    /// All that is left, in one piece. Its size is bounded by the request's `maximumResponseBytes`.
    public func collect() async throws -> Data {
        var whole = Data()
        for try await chunk in self { whole.append(chunk) }
        return whole
    }
}
