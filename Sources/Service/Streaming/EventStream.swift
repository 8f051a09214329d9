import Hummingbird
import Reasoning

/// Server-sent events (WHATWG HTML, section 9.2) of one answer: `event`, `id` and `data` of each, comments between.
///
/// The producer waits until its event is written, so that a slow reader slows the work down; a reader who leaves cancels
/// it.
struct EventStream: Sendable {
    typealias Emit = @Sendable (AnswerEvent) async throws -> Void

    /// After so long without an event, a comment is sent.
    let heartbeat: Duration
    let correlationID: String
    /// Told of faults whose sentences the reader does not get.
    let onFault: @Sendable (any Error) -> Void

    /// Sends what `produce` emits. What it throws becomes `answer.failed`, since the head is sent by then.
    func response(
        to request: Request, produce: @escaping @Sendable (_ emit: @escaping Emit) async throws -> Void
    ) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .connection: "close",
        ]
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await write(to: &writer, produce: produce)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    private func write(
        to writer: inout any ResponseBodyWriter, produce: @escaping @Sendable (@escaping Emit) async throws -> Void
    ) async throws {
        let queue = EventQueue()
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                defer { queue.finish() }
                try await run(produce) { try await queue.offer(.event($0)) }
            }
            group.addTask { [heartbeat] in try await queue.beat(every: heartbeat) }
            var sequence = 0
            for await (item, acknowledgement) in queue.items {
                try await writer.write(try bytes(of: item, sequence: &sequence))
                queue.settle(acknowledgement)
            }
        }
    }

    private func run(_ produce: @Sendable (@escaping Emit) async throws -> Void, emit: @escaping Emit) async throws {
        do { try await produce(emit) } catch {
            // The reader left: there is nobody to tell.
            if Task.isCancelled { throw error }
            let problem = ProblemDetails(describing: error)
            if problem.isOfServer { onFault(error) }
            try await emit(.failed(code: problem.code, message: problem.detail, remedy: problem.remedy))
        }
    }

    private func bytes(of item: EventQueue.Item, sequence: inout Int) throws -> ByteBuffer {
        guard case .event(let event) = item else { return ByteBuffer(string: ": ping\n\n") }
        let data = try event.wireData(sequence: sequence, correlationID: correlationID)
        var bytes = ByteBuffer(string: "event: \(event.name)\nid: \(sequence)\ndata: ")
        bytes.writeImmutableBuffer(data)
        bytes.writeString("\n\n")
        sequence += 1
        return bytes
    }
}
