import Corpus
import Foundation
import Transport

/// Reads one answer from its connection: decides by status and type what it is, and hands its text over as it comes.
struct AnswerExchange {
    private let configuration: ModelConfiguration
    private let errors: ModelErrors
    private let head: HTTPResponseHead
    private var body: HTTPBody.AsyncIterator
    private var reader: any AnswerReader
    private var decoder = EventStreamDecoder()
    /// By when the next sign of the model must come.
    private var due: ContinuousClock.Instant
    /// Lines that are no events, which may be an error in a form of its own.
    private var strays = Data()
    /// Whether the model has said or thought anything.
    private var hasBegun = false
    /// Whether any text was handed over.
    private(set) var hasText = false

    init(
        configuration: ModelConfiguration, errors: ModelErrors, head: HTTPResponseHead, body: HTTPBody,
        start: ContinuousClock.Instant
    ) {
        self.configuration = configuration
        self.errors = errors
        self.head = head
        self.body = body.makeAsyncIterator()
        reader = configuration.provider.wire.reader(of: configuration)
        due = start + configuration.deadlines.firstToken
    }

    /// Reads to the end. Throws the errors of this module, those of the transport, and what `sink` throws.
    mutating func run(_ sink: (String) async throws -> Void) async throws -> AnswerEnding {
        guard (200..<300).contains(head.status) else {
            // The status says enough where the body does not come, or has no end.
            let body = (try? await collect(limit: Self.errorBytes)) ?? Data()
            try Task.checkCancellation()
            throw errors.error(for: head, body: body)
        }
        do {
            switch head.mediaType {
            case nil, "text/event-stream": try await readStream(sink)
            case "application/json": try await readWhole(sink)
            case .some: throw AnswerFault.malformed("has a content type that is neither an event stream nor JSON.")
            }
        } catch let fault as AnswerFault {
            throw errors.error(for: fault, head: head)
        } catch let fault as EventStreamDecoder.Fault {
            throw errors.error(for: fault, head: head)
        }
        return reader.ending
    }

    private mutating func readStream(_ sink: (String) async throws -> Void) async throws {
        while !reader.isComplete {
            guard let piece = try await nextPiece() else {
                for item in decoder.finish() { try await take(item, sink) }
                break
            }
            for item in try decoder.decode(piece) {
                try await take(item, sink)
                if reader.isComplete { break }
            }
        }
        guard reader.mayEnd else {
            if !strays.isEmpty { throw AnswerFault.reported(strays) }
            throw errors.truncated(head: head, hasText: hasText)
        }
        if reader.isComplete { try await releaseConnection() }
    }

    /// The next bytes; nil at the stream's end.
    private mutating func nextPiece() async throws -> Data? {
        // Heartbeats may come so fast that there is always something to read.
        guard ContinuousClock.now < due else {
            if reader.mayEnd { return nil }
            throw errors.tooSlow(hasBegun ? .gap : .firstToken)
        }
        do {
            return try await body.next(by: due)
        } catch let error as BylineError where error.code == .timeoutReader {
            // It has said that it is done; only the connection is left open.
            if reader.mayEnd { return nil }
            throw errors.tooSlow(hasBegun ? .gap : .firstToken)
        }
    }

    private mutating func take(_ item: EventStreamDecoder.Item, _ sink: (String) async throws -> Void) async throws {
        switch item {
        case .stray(let line):
            if strays.count + line.count < Self.errorBytes { strays += Self.strayValue(line) + Data("\n".utf8) }
        case .event(let event):
            switch try reader.read(event) {
            case .nothing: break
            case .thought: noteProgress()
            case .text(let text):
                hasText = true
                try await sink(text)
                noteProgress()
            }
        }
        // All has been said; what is still to come is at most the usage, and the end of the connection.
        if reader.mayEnd { due = min(due, .now + .seconds(1)) }
    }

    /// The next sign is due a gap from now: the time that the reader took is its own.
    private mutating func noteProgress() {
        hasBegun = true
        due = .now + configuration.deadlines.gap
    }

    private mutating func readWhole(_ sink: (String) async throws -> Void) async throws {
        let text = try reader.read(whole: try await collect(limit: Self.wholeBytes))
        guard !text.isEmpty else { return }
        hasText = true
        try await sink(text)
    }

    /// The body, whole; more than `limit` bytes throw `model-response-too-large`.
    private mutating func collect(limit: Int) async throws -> Data {
        var whole = Data()
        while let piece = try await nextPiece() {
            guard whole.count + piece.count <= limit else { throw errors.tooLarge(limit: limit, head: head) }
            whole += piece
        }
        return whole
    }

    /// Reads what ends the body, so that the connection can be used again; it must be there already. Whatever else comes is dropped
    /// with the connection.
    private mutating func releaseConnection() async throws {
        let until = ContinuousClock.now + .milliseconds(10)
        for _ in 0..<2 {
            do {
                guard try await body.next(by: until) != nil else { return }
            } catch let error as CancellationError {
                throw error
            } catch {
                return
            }
        }
    }

    /// llama.cpp wrote errors as `error: {…}`.
    private static func strayValue(_ line: Data) -> Data {
        let field = Data("error:".utf8)
        return line.starts(with: field) ? Data(line.dropFirst(field.count)) : line
    }

    /// Of an error's body; what is longer is of no use to anybody.
    private static let errorBytes = 1 << 20
    /// Of an answer that does not stream.
    private static let wholeBytes = 4 << 20
}

extension HTTPResponseHead {
    /// The type without parameters, in lower case.
    fileprivate var mediaType: String? {
        headers["Content-Type"]?.split(separator: ";").first.map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        }
    }
}
