import Corpus
import Foundation
import LoopbackServer
import Testing

@testable import Transport

/// Every way in which a server can fail, and the error that a person then reads.
@Suite struct HTTPFaultTests {
    /// Requests in these tests carry what must never be printed.
    private func request(_ server: LoopbackServer, timeouts: HTTPTimeouts = HTTPTimeouts()) throws -> HTTPRequest {
        let url = try #require(URL(string: "http://user:pass@127.0.0.1:\(server.port)/v1/x?key=hidden#part"))
        return HTTPRequest(method: "POST", url: url, body: Data("hello".utf8), timeouts: timeouts)
    }

    private func expectFault(
        _ code: BylineError.Code, _ words: String, timeouts: HTTPTimeouts = HTTPTimeouts(),
        change: @escaping (inout HTTPRequest) -> Void = { _ in }, script: @escaping LoopbackServer.Script
    ) async throws {
        try await withServer(script) { server, client in
            var request = try request(server, timeouts: timeouts)
            change(&request)
            let sent = request
            let error = await expectError(code, words) { _ = try await client.send(sent) }
            let text = String(describing: error)
            #expect(text.contains("POST http") && text.contains("127.0.0.1:\(server.port)/v1/x"), "\(text)")
            #expect(!text.contains("hidden") && !text.contains("pass") && !text.contains("user:"), "\(text)")
        }
    }

    @Test func refusedConnection() async throws {
        let client = try HTTPClient(logger: quiet)
        let closed = try ClosedPort()
        let port = closed.port
        let url = try #require(URL(string: "http://127.0.0.1:\(port)/v1"))
        let error = await expectError(
            .connectionRefused, "Nothing accepts connections for GET http://127.0.0.1:\(port)/v1."
        ) {
            _ = try await client.send(HTTPRequest(url: url))
        }
        #expect(error?.remedy == "Start the server, or check host and port.")
        closed.stop()
        await client.shutdown()
    }

    @Test func unknownHost() async throws {
        let client = try HTTPClient(logger: quiet)
        // No part of a name may be so long, so that no name server is ever asked.
        let host = String(repeating: "x", count: 64) + ".invalid"
        let url = try #require(URL(string: "http://\(host)/v1"))
        await expectError(.nameNotResolved, "The host \(host) of GET http://\(host)/v1 is not known.") {
            _ = try await client.send(
                HTTPRequest(url: url, timeouts: HTTPTimeouts(connect: .seconds(60)), proxy: .none))
        }
        await client.shutdown()
    }

    @Test func plainServerBehindAnHTTPSAddress() async throws {
        try await withServer {
            $0.respond(200)
        } _: { server, client in
            let url = try #require(URL(string: "https://127.0.0.1:\(server.port)/v1"))
            // The server takes the handshake for a broken request and closes the connection.
            await expectError(.tls, "No secure connection could be made for GET https://127.0.0.1") {
                _ = try await client.send(HTTPRequest(url: url))
            }
        }
    }

    @Test func missingCertificateFile() async throws {
        try await withServer {
            $0.respond(200)
        } _: { server, client in
            let url = try #require(URL(string: "https://127.0.0.1:\(server.port)/v1"))
            let missing = URL(filePath: "/nonexistent/authorities.pem")
            await expectError(.tls, "The file of certificate authorities for GET https") {
                _ = try await client.send(HTTPRequest(url: url, certificateAuthorities: missing))
            }
        }
    }

    @Test func silenceWhileConnecting() async throws {
        // A TLS handshake that is never answered is still a connection under way.
        let client = try HTTPClient(logger: quiet)
        let silent = try SilentListener()
        let url = try #require(URL(string: "https://127.0.0.1:\(silent.port)/v1"))
        await expectError(.timeoutConnect, "could not connect within 200 milliseconds.") {
            _ = try await client.send(HTTPRequest(url: url, timeouts: HTTPTimeouts(connect: .milliseconds(200))))
        }
        silent.stop()
        await client.shutdown()
    }

    @Test func silenceBeforeTheAnswer() async throws {
        try await expectFault(
            .timeoutFirstByte, "The server did not begin to answer POST",
            timeouts: HTTPTimeouts(firstByte: .milliseconds(200))
        ) { #expect($0.waitForClientToLeave()) }
    }

    @Test func silenceInTheAnswer() async throws {
        try await expectFault(.timeoutIdle, "stopped for", timeouts: HTTPTimeouts(idle: .milliseconds(200))) {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            #expect($0.waitForClientToLeave())
        }
    }

    @Test func dripsWithoutEnd() async throws {
        try await expectFault(
            .timeoutTotal, "was not answered in full within 500 milliseconds.",
            timeouts: HTTPTimeouts(total: .milliseconds(500))
        ) {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while $0.sendChunk("drip") { usleep(10_000) }
            $0.close()
        }
    }

    @Test func closedWithoutAnAnswer() async throws {
        try await expectFault(.connectionLost, "closed the connection of POST") { $0.close() }
    }

    @Test func halfABody() async throws {
        try await expectFault(.responseTruncated, "ended too early.") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            $0.close()
        }
    }

    @Test func chunksWithoutTheLast() async throws {
        try await expectFault(.responseTruncated, "ended too early.") {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            $0.sendChunk("half")
            $0.close()
        }
    }

    @Test(arguments: [
        "complete garbage\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
    ])
    func garbage(answer: String) async throws {
        try await expectFault(.responseMalformed, "The answer to POST") {
            $0.send(answer)
            $0.close()
        }
    }

    @Test func brokenCompression() async throws {
        try await expectFault(.responseMalformed, "is not valid HTTP.") {
            $0.respond(200, headers: ["Content-Encoding": "gzip"], "these words are not compressed at all")
        }
    }

    @Test func moreThanPromised() async throws {
        try await withServer {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody and debris")
            $0.close()
        } _: { server, client in
            // Nothing tells debris from the next answer but its length, so the promise stands.
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(String(decoding: response.body, as: UTF8.self) == "body")
        }
    }

    @Test func hugeBody() async throws {
        try await expectFault(
            .responseTooLarge, "is larger than 1000000 bytes.", change: { $0.maximumResponseBytes = 1_000_000 }
        ) {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let piece = String(repeating: "x", count: 60_000)
            while $0.sendChunk(piece) {}
            $0.close()
        }
    }

    @Test func compressedBomb() async throws {
        // 2 kB that are 2 MB: the limit counts what comes out.
        try await expectFault(
            .responseTooLarge, "is larger than 1000000 bytes.", change: { $0.maximumResponseBytes = 1_000_000 }
        ) { $0.respond(200, headers: ["Content-Encoding": "gzip"], body: twoMegabytesOfZeros) }
    }

    @Test func endlessHeaders() async throws {
        try await expectFault(.responseTooLarge, "The header fields of the answer to POST") {
            $0.send("HTTP/1.1 200 OK\r\n")
            let line = "X-Filler: " + String(repeating: "x", count: 5_000) + "\r\n"
            while $0.send(line) {}
            $0.close()
        }
    }

    @Test func cancellationReachesTheServer() async throws {
        let arrived = Latch()
        let left = Latch()
        try await withServer { exchange in
            arrived.open()
            if exchange.waitForClientToLeave() { left.open() }
        } _: { server, client in
            let task = Task { try await client.send(HTTPRequest(url: server.url())) }
            #expect(await arrived.wait())
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            // Both sides would wait for longer than this without it.
            #expect(await left.wait())
        }
    }

    @Test func cancellationInTheBodyReachesTheServer() async throws {
        let reading = Latch()
        let left = Latch()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            if exchange.waitForClientToLeave() { left.open() }
        } _: { server, client in
            let task = Task {
                try await client.withResponse(to: HTTPRequest(url: server.url())) { _, body in
                    for try await _ in body { reading.open() }
                }
            }
            #expect(await reading.wait())
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(await left.wait())
        }
    }

    @Test func heartbeatsAreNoProgressToAReaderWhoKnows() async throws {
        let left = Latch()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while exchange.sendChunk(": still here\n") { usleep(5_000) }
            left.open()
            exchange.close()
        } _: { server, client in
            await expectError(.timeoutReader, "did not go on as soon as its reader wanted.") {
                try await client.withResponse(to: HTTPRequest(url: server.url())) { _, body in
                    var pieces = body.makeAsyncIterator()
                    let deadline = ContinuousClock.now + .milliseconds(100)
                    while try await pieces.next(by: ContinuousClock.now < deadline ? deadline : .now) != nil {}
                }
            }
            #expect(await left.wait())
        }
    }

    @Test func leavingTheScopeReachesTheServer() async throws {
        let left = Latch()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            if exchange.waitForClientToLeave() { left.open() }
        } _: { server, client in
            let status = try await client.withResponse(to: HTTPRequest(url: server.url())) { head, _ in head.status }
            #expect(status == 200)
            #expect(await left.wait())
        }
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        try await withServer {
            $0.respond(200)
        } _: { server, client in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await client.send(HTTPRequest(url: server.url()))
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "http:///nohost", "gopher://127.0.0.1/", "words"])
    func otherAddressesAreRefused(address: String) async throws {
        let client = try HTTPClient(logger: quiet)
        let url = try #require(URL(string: address))
        await expectError(.requestInvalid, "is not an http or https address") {
            _ = try await client.send(HTTPRequest(url: url))
        }
        await client.shutdown()
    }

    @Test func smuggledHeadersAreRefused() async throws {
        try await withServer {
            $0.respond(200)
        } _: { server, client in
            for headers: HTTPHeaders in [["X-A": "1\r\nX-B: 2"], ["X A": "1"], ["": "1"], ["X-A": "1\0"]] {
                await expectError(.requestInvalid, "holds a character that HTTP forbids.") {
                    _ = try await client.send(HTTPRequest(url: server.url(), headers: headers))
                }
            }
            await expectError(.requestInvalid, "is not an HTTP method.") {
                _ = try await client.send(HTTPRequest(method: "GET /x HTTP/1.1\r\n", url: server.url()))
            }
            #expect(server.requests.isEmpty)
        }
    }
}
