import Corpus
import Foundation
import Testing

@testable import Transport

@Suite struct SecretTests {
    @Test func noDescriptionShowsIt() throws {
        let secret = try Secret(environmentVariable: "KEY", in: ["KEY": "sk-hidden"])
        var request = HTTPRequest(url: try #require(URL(string: "http://a.test/?k=sk-hidden")))
        request.credential = .bearer(secret)
        request.headers["X-Key"] = "sk-hidden"
        var dumped = ""
        dump(secret, to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), dumped, "\(request)", "\(request.headers)",
            "\(Credential.bearer(secret))", String(reflecting: Credential.header("a", secret)),
        ]
        for text in texts { #expect(!text.contains("sk-hidden"), "\(text)") }
        #expect(secret.redacted(from: "Incorrect key sk-hidden.") == "Incorrect key [redacted].")
    }

    @Test func filesAndVariablesAreTrimmed() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "byline-secret-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("\n sk-1 \n".utf8).write(to: file)
        let secret = try Secret(file: file)
        #expect(secret.reveal() == "sk-1")
        #expect(secret.origin == "the file \(file.path)")
        try Data("sk-1\nsk-2".utf8).write(to: file)
        #expect(throws: BylineError.self) { try Secret(file: file) }
        try Data().write(to: file)
        #expect(throws: BylineError.self) { try Secret(file: file) }
    }

    @Test func whatIsMissingIsNamed() async {
        let error = await expectError(.secretMissing, "There is no key in the environment variable KEY.") {
            _ = try Secret(environmentVariable: "KEY", in: [:])
        }
        #expect(error?.remedy == "Set KEY to the key.")
        await expectError(.secretMalformed, "holds spaces, line breaks or characters beyond ASCII.") {
            _ = try Secret(environmentVariable: "KEY", in: ["KEY": "a\r\nb"])
        }
        await expectError(.secretMissing, "The key in the file /nonexistent/key cannot be read.") {
            _ = try Secret(file: URL(filePath: "/nonexistent/key"))
        }
    }
}
