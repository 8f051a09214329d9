import Corpus
import Foundation
import Logging
import LoopbackServer
import Testing
import Transport

/// Answers of a server that does as it should.
@Suite struct HTTPClientTests {
    @Test func sendsMethodHeadersCredentialAndBody() async throws {
        try await withServer { exchange in
            exchange.respond(201, headers: ["X-Answer": "yes"], body: exchange.request.body)
        } _: { server, client in
            let request = HTTPRequest(
                method: "POST", url: server.url("/v1/things?key=1"),
                headers: ["Content-Type": "application/json", "X-Empty": ""],
                credential: .bearer(try Secret(environmentVariable: "KEY", in: ["KEY": " sk-1 "])),
                body: Data("{\"a\":1}".utf8))
            let response = try await client.send(request)
            #expect(response.status == 201)
            #expect(response.headers["x-answer"] == "yes")
            #expect(response.body == Data("{\"a\":1}".utf8))
            let received = try #require(server.requests.first)
            #expect(received.method == "POST")
            #expect(received.target == "/v1/things?key=1")
            #expect(received.headers["authorization"] == "Bearer sk-1")
            #expect(received.headers["content-type"] == "application/json")
            #expect(received.headers["x-empty"] == "")
            #expect(received.headers["expect"] == nil)
        }
    }

    @Test(arguments: ["GET", "DELETE", "PUT", "POST"])
    func emptyBodiesAreSent(method: String) async throws {
        try await withServer {
            $0.respond(200, $0.request.method)
        } _: { server, client in
            let without = try await client.send(HTTPRequest(method: method, url: server.url()))
            #expect(String(decoding: without.body, as: UTF8.self) == method)
            let empty = try await client.send(HTTPRequest(method: method, url: server.url(), body: Data()))
            #expect(String(decoding: empty.body, as: UTF8.self) == method)
            #expect(server.requests.allSatisfy { $0.body.isEmpty })
        }
    }

    @Test func headHasNoBody() async throws {
        try await withServer {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        } _: { server, client in
            let response = try await client.send(HTTPRequest(method: "HEAD", url: server.url()))
            #expect(response.headers["Content-Length"] == "1000")
            #expect(response.body.isEmpty)
        }
    }

    @Test func statusesAreAnswers() async throws {
        try await withServer {
            $0.respond(503, "later")
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(response.status == 503)
            #expect(String(decoding: response.body, as: UTF8.self) == "later")
        }
    }

    @Test func interimAnswersAreSkipped() async throws {
        try await withServer { exchange in
            exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </style>\r\n\r\n")
            exchange.respond(200, headers: ["Set-Cookie": "a=1"], "done")
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(response.status == 200)
            #expect(response.headers["Link"] == nil)
        }
    }

    @Test func chunksArriveWhileTheServerStillSends() async throws {
        let firstRead = Latch()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n")
            exchange.sendChunk("one")
            #expect(firstRead.waitBlocking())
            exchange.sendChunk("two")
            exchange.send("0\r\nX-Sum: 6\r\n\r\n")
        } _: { server, client in
            let text = try await client.withResponse(to: HTTPRequest(url: server.url())) { head, body in
                #expect(head.status == 200)
                var text = ""
                for try await chunk in body {
                    text += String(decoding: chunk, as: UTF8.self)
                    firstRead.open()
                }
                return text
            }
            #expect(text == "onetwo")
        }
    }

    @Test func headsArriveBeforeTheBody() async throws {
        let headRead = Latch()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
            #expect(headRead.waitBlocking())
            exchange.send("body")
        } _: { server, client in
            let body = try await client.withResponse(to: HTTPRequest(url: server.url())) { _, body in
                headRead.open()
                return try await body.collect()
            }
            #expect(String(decoding: body, as: UTF8.self) == "body")
        }
    }

    @Test func compressedBodiesAreDecompressed() async throws {
        try await withServer { exchange in
            exchange.respond(200, headers: ["Content-Encoding": "gzip"], body: gzipped)
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(String(decoding: response.body, as: UTF8.self) == "compressed words")
            #expect(server.requests.first?.headers["accept-encoding"] == "gzip")
        }
    }

    @Test func slowDripsAreCollected() async throws {
        let text = String(repeating: "drip ", count: 40)
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n")
            for byte in text.utf8 { exchange.send(Data([byte])) }
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(String(decoding: response.body, as: UTF8.self) == text)
        }
    }

    @Test func connectionsAreKept() async throws {
        try await withServer {
            $0.respond(200, "\(ObjectIdentifier($0).hashValue)")
        } _: { server, client in
            for _ in 0..<5 { _ = try await client.send(HTTPRequest(url: server.url())) }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func manyTransfersRunAtOnce() async throws {
        let all = Latch()
        try await withServer { exchange in
            if exchange.number == 50 { all.open() }
            #expect(all.waitBlocking())
            exchange.respond(200, exchange.request.target)
        } _: { server, client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<50 {
                    group.addTask {
                        let response = try await client.send(HTTPRequest(url: server.url("/\(index)")))
                        return String(decoding: response.body, as: UTF8.self) == "/\(index)"
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test func aReaderThatIsBehindStopsTheServer() async throws {
        let whole = 64 << 20
        let sent = Counter()
        try await withServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: \(whole)\r\n\r\n")
            let piece = Data(repeating: 0x61, count: 64 * 1024)
            while sent.value < whole, exchange.send(piece) { sent.add(piece.count) }
        } _: { server, client in
            let request = HTTPRequest(url: server.url(), timeouts: HTTPTimeouts(idle: .seconds(2)))
            let read = try await client.withResponse(to: request) { _, body in
                var iterator = body.makeAsyncIterator()
                var count = try await iterator.next()?.count ?? 0
                // Longer than the idle timeout, which must stand still meanwhile.
                try await Task.sleep(for: .seconds(3))
                #expect(sent.value < whole / 2)
                while let chunk = try await iterator.next() { count += chunk.count }
                return count
            }
            #expect(read == whole)
        }
    }

    @Test func shutdownEndsTransfersAndRefusesNewOnes() async throws {
        let arrived = Latch()
        try await withServer { exchange in
            arrived.open()
            #expect(exchange.waitForClientToLeave())
        } _: { server, client in
            let pending = Task { try await client.send(HTTPRequest(url: server.url("/slow"))) }
            #expect(await arrived.wait())
            await client.shutdown()
            await expectError(.clientShutDown, "was not finished, because the HTTP client was shut down.") {
                _ = try await pending.value
            }
            await expectError(.clientShutDown, "was not finished") {
                _ = try await client.send(HTTPRequest(url: server.url("/late")))
            }
            await client.shutdown()
        }
    }
}
