import Corpus
import Foundation
import Logging
import LoopbackServer
import Synchronization
import Testing
import Transport

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs a test with a server of that script and a client, and ends both.
func withServer(
    _ script: @escaping LoopbackServer.Script,
    _ test: (LoopbackServer, HTTPClient) async throws -> Void
) async throws {
    let server = try LoopbackServer(script)
    let client = try HTTPClient(logger: quiet)
    do {
        try await test(server, client)
    } catch {
        server.stop()
        await client.shutdown()
        throw error
    }
    server.stop()
    await client.shutdown()
}

/// Expects an error of that code whose message contains `words`; returns it.
@discardableResult
func expectError(
    _ code: BylineError.Code, _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ action: () async throws -> Void
) async -> BylineError? {
    do {
        try await action()
        Issue.record("no error, where \(code) was expected", sourceLocation: sourceLocation)
    } catch let error as BylineError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        #expect(error.message.contains(words), "\(error)", sourceLocation: sourceLocation)
        #expect(!error.remedy.isEmpty, sourceLocation: sourceLocation)
        return error
    } catch {
        Issue.record("\(error), where \(code) was expected", sourceLocation: sourceLocation)
    }
    return nil
}

/// A number that several threads add to.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add(_ more: Int) { count.withLock { $0 += more } }
}

/// `compressed words`, as gzip.
let gzipped = Data([
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0xce, 0xcf, 0x2d, 0x28, 0x4a,
    0x2d, 0x2e, 0x4e, 0x4d, 0x51, 0x28, 0xcf, 0x2f, 0x4a, 0x29, 0x06, 0x00, 0xbc, 0xb9, 0xf4, 0x01,
    0x10, 0x00, 0x00, 0x00,
])
