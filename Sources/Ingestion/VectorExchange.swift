public import Corpus
public import Embedding
public import Foundation
import Matrix
public import Store
import Synchronization

/// Lets vectors be made elsewhere: the chunks of a corpus go out as JSON Lines, vectors come in the same way.
///
/// Out: `{"chunk":"chk_…","title":"…","text":"…"}`. In: `{"chunk":"chk_…","vector":[0.1,…]}`.
public struct VectorExchange: Sendable {
    private let store: any Store
    private static let batch = 512

    public init(store: any Store) { self.store = store }

    /// Writes the chunks that have no vector in `space`, a line each; how many there were. The space is declared by it.
    @discardableResult
    public func export(_ corpus: CorpusName, lackingVectorsIn space: EmbeddingSpace, to write: (Data) throws -> Void)
        async throws -> Int
    {
        try await store.addSpace(space, to: corpus)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var count = 0
        var last: ChunkKey?
        while true {
            let passages = try await store.passagesWithoutVector(
                in: space, of: corpus, after: last, limit: Self.batch)
            guard let end = passages.last else { return count }
            for passage in passages {
                let line = OutgoingLine(
                    chunk: passage.chunk.id.rawValue, title: passage.article.title, text: passage.chunk.text)
                try write(encoder.encode(line) + Data("\n".utf8))
            }
            count += passages.count
            last = end.key
        }
    }

    /// Reads vectors, a line each, into a space. Throws `vector-malformed` with the line's number for one that cannot
    /// be used; what stood before it is kept, so that a repaired file can be imported again. Chunks that the corpus does
    /// not have are passed over. How many were added.
    @discardableResult
    public func `import`(
        _ lines: sending LineReader, into space: EmbeddingSpace, of corpus: CorpusName,
        progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        try await store.addSpace(space, to: corpus)
        let vectors = IncomingVectors(lines, space: space)
        var added = 0
        while true {
            let batch = try await vectors.next(Self.batch)
            added += try await store.addVectors(batch.rows, to: space, of: corpus)
            progress(added)
            if let fault = batch.fault { throw fault }
            if batch.rows.count < Self.batch { return added }
        }
    }

    private struct OutgoingLine: Encodable {
        let chunk: String
        let title: String
        let text: String
    }
}

/// Vectors as they come out of a file, on a thread of their own: reading and decoding block. One caller at a time.
private final class IncomingVectors: Sendable {
    struct Batch: Sendable {
        var rows: [ChunkVector] = []
        /// What ended the batch before its time.
        var fault: (any Error)?
    }

    private let lines: Mutex<LineReader>
    private let space: EmbeddingSpace
    private let thread = ComputePool(threads: 1, name: "byline-vectors")

    init(_ lines: sending LineReader, space: EmbeddingSpace) {
        self.lines = Mutex(lines)
        self.space = space
    }

    /// The next `limit` vectors; fewer at the end of the file, or before a fault.
    func next(_ limit: Int) async throws -> Batch {
        try await thread.run { [self] in
            lines.withLock { lines in
                var batch = Batch()
                do {
                    while batch.rows.count < limit, let line = try lines.next() {
                        batch.rows.append(try vector(line))
                    }
                } catch {
                    batch.fault = error
                }
                return batch
            }
        }
    }

    private func vector(_ line: LineReader.Line) throws -> ChunkVector {
        func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
            BylineError(
                "vector-malformed", "Line \(line.number) of the vectors \(what).",
                remedy: "Each line is {\"chunk\":\"chk_…\",\"vector\":[…]} with \(space.dimension) numbers.",
                cause: cause)
        }
        let incoming: VectorLine
        do {
            incoming = try line.bytes.withUnsafeBufferPointer { try VectorLine($0, dimension: space.dimension) }
        } catch {
            throw malformed("is not such an object", cause: error)
        }
        guard incoming.vector.count == space.dimension else {
            throw malformed("has \(incoming.vector.count) numbers")
        }
        let length = incoming.vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length.isFinite, length > 0 else { throw malformed("has a length of \(length)") }
        if space.normalised, abs(length - 1) > 0.01 {
            throw malformed("has length \(length), where the space \(space.identifier) has vectors of length 1")
        }
        return ChunkVector(
            chunk: ChunkID(rawValue: incoming.chunk),
            embedding: EmbeddedPassage(vector: incoming.vector, sentences: []))
    }
}
