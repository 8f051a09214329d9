import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

@testable import Service

/// The service on a loopback port of the system's choice, until the body returns.
struct LiveService: Sendable {
    let port: Int
    let group: ServiceGroup

    /// Runs `body` beside the service, then lets it drain, which must succeed.
    static func run(
        _ service: BylineService, _ body: @escaping @Sendable (LiveService) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        // As a service of a group, it is shut down as the signals would do it.
        let group = ServiceGroup(
            services: [Served(service: service, listening: continuation)], logger: TestNewsroom.quietLogger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return try await tasks.waitForAll() }
            do { try await body(LiveService(port: port, group: group)) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private struct Served: ServiceLifecycle.Service {
        let service: BylineService
        let listening: AsyncStream<Int>.Continuation

        func run() async throws {
            defer { listening.finish() }
            try await service.run(handlesSignals: false) { listening.yield($0) }
        }
    }

    /// Opens a connection, runs `body` and closes it.
    func connect<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Connection(inbound: inbound.makeAsyncIterator(), outbound: outbound))
        }
    }

    /// Bytes to and from the service, as they go over the wire.
    final class Connection {
        private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        private(set) var received = ""

        init(
            inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
            outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) {
            self.inbound = inbound
            self.outbound = outbound
        }

        func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

        /// Sends a request with a body of JSON.
        func post(_ path: String, _ json: String, headers: String = "") async throws {
            try await send(
                "POST \(path) HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n\(headers)"
                    + "Content-Length: \(json.utf8.count)\r\n\r\n\(json)")
        }

        /// Reads until all that was received contains `text`, or to the end; whether it does.
        @discardableResult
        func read(until text: String) async throws -> Bool {
            while !received.contains(text) {
                guard let bytes = try await inbound.next() else { return false }
                received += String(buffer: bytes)
            }
            return true
        }

        /// Reads to the end of the connection.
        func readToEnd() async throws -> String {
            while let bytes = try await inbound.next() { received += String(buffer: bytes) }
            return received
        }

        /// The body of what was received, taken out of its chunks.
        var chunkedBody: String {
            guard let head = received.range(of: "\r\n\r\n") else { return "" }
            var rest = Array(received[head.upperBound...].utf8)[...]
            var body: [UInt8] = []
            while let lineEnd = rest.firstIndex(of: 0x0A),
                let size = Int(String(decoding: rest[..<lineEnd].dropLast(), as: UTF8.self), radix: 16), size > 0
            {
                let start = lineEnd + 1
                guard start + size <= rest.endIndex else { break }
                body += rest[start..<start + size]
                rest = rest[min(start + size + 2, rest.endIndex)...]
            }
            return String(decoding: body, as: UTF8.self)
        }
    }
}
