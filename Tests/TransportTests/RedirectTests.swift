import Corpus
import Foundation
import LoopbackServer
import Testing

@testable import Transport

@Suite struct RedirectTests {
    private func request(_ url: String, maximum: Int = 3) throws -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: try #require(URL(string: url)), headers: ["Cookie": "a=1"],
            credential: .header("api-key", Secret("k", origin: "a test")), body: Data("x".utf8),
            maximumRedirects: maximum)
    }

    private func next(
        _ request: HTTPRequest, _ status: Int, _ location: String, hop: Int = 0
    ) throws -> HTTPRequest? {
        try Redirect.next(
            after: request, head: HTTPResponseHead(status: status, headers: ["Location": location]), hop: hop)
    }

    @Test func methodsChangeAsBrowsersDo() throws {
        let request = try request("http://a.test/x/y?z")
        for (status, method) in [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")] {
            let next = try #require(try next(request, status, "../w"))
            #expect(next.method == method)
            #expect((next.body == nil) == (method == "GET"))
            #expect(next.url.absoluteString == "http://a.test/w")
            #expect(next.credential != nil)
        }
        #expect(try next(request, 304, "/w") == nil)
        #expect(try Redirect.next(after: request, head: HTTPResponseHead(status: 302), hop: 0) == nil)
    }

    @Test(arguments: ["http://b.test/", "http://a.test:81/", "https://a.test/"])
    func credentialsStayWithTheirServer(location: String) throws {
        let next = try #require(try next(request("http://a.test/"), 307, location))
        #expect(next.credential == nil)
        #expect(next.headers["Cookie"] == nil)
    }

    @Test func theSameServerIsRecognised() throws {
        #expect(try next(request("http://a.test/"), 307, "http://A.test:80/x")?.credential != nil)
    }

    @Test(arguments: ["http://a.test/", "file:///etc/passwd", "ftp://a.test/"])
    func lessSecureAddressesAreRefused(location: String) async throws {
        await expectError(.redirectRefused, "POST https://a.test/ was redirected to an address that is not http") {
            _ = try next(request("https://a.test/"), 307, location)
        }
    }

    @Test func redirectsAreOffByDefault() async throws {
        try await withServer { exchange in
            exchange.respond(302, headers: ["Location": "/next"])
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url()))
            #expect(response.status == 302)
            #expect(server.requests.count == 1)
        }
    }

    @Test func redirectsAreFollowedToTheirEnd() async throws {
        try await withServer { exchange in
            switch exchange.request.target {
            case "/end": exchange.respond(200, "there")
            case "/loop": exchange.respond(302, headers: ["Location": "/loop"], "moved")
            default: exchange.respond(302, headers: ["Location": "/end"], "moved")
            }
        } _: { server, client in
            let response = try await client.send(HTTPRequest(url: server.url(), maximumRedirects: 1))
            #expect(String(decoding: response.body, as: UTF8.self) == "there")
            await expectError(.tooManyRedirects, "/loop was redirected more than 3 times.") {
                _ = try await client.send(HTTPRequest(url: server.url("/loop"), maximumRedirects: 3))
            }
        }
    }
}
