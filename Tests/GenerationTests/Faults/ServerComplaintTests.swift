import Corpus
import Foundation
import Testing
import Transport

@testable import Generation

@Suite struct ServerComplaintTests {
    /// Status, body, and what it means: the errors that the providers document, and their servers' deviations.
    private static let table: [(Int, String, ServerComplaint)] = [
        (400, #"{"error":{"message":"bad","type":"invalid_request_error","code":null}}"#, .request),
        (400, #"{"error":{"message":"m","code":"context_length_exceeded"}}"#, .context),
        (
            400,
            #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"#,
            .context
        ),
        (400, #"{"error":{"message":"The response was filtered","code":"content_filter"}}"#, .refused),
        (
            400,
            #"{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}"#,
            .key
        ),
        (
            400,
            #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#,
            .context
        ),
        (401, "", .key), (403, "", .key), (402, "", .quota), (404, "", .notFound), (405, "", .notFound),
        (408, "", .unavailable), (409, "", .unavailable), (413, "", .context), (422, "", .request),
        (429, "", .rateLimit),
        (429, #"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}"#, .quota),
        (429, #"{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}"#, .rateLimit),
        (500, "", .unavailable), (502, "<html>", .unavailable), (503, "", .unavailable), (504, "", .unavailable),
        (529, #"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#, .unavailable),
        (501, "", .request), (505, "", .request), (302, "", .redirected), (304, "", .redirected),
        (
            400,
            #"{"object":"error","message":"This model's maximum context length is 4096 tokens","type":"BadRequestError","code":400}"#,
            .context
        ),
        (404, #"{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}"#, .notFound),
    ]

    @Test(arguments: table.indices) func statusesAndBodies(index: Int) {
        let (status, body, complaint) = Self.table[index]
        #expect(ServerComplaint(status: status, fault: ServiceFault(Data(body.utf8))) == complaint, "\(status) \(body)")
    }

    @Test func googlesPausesAreRead() {
        let body =
            #"{"error":{"code":429,"message":"m","details":[{"@type":"x"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}}"#
        #expect(RetryInfo.pause(in: Data(body.utf8)) == .seconds(3.5))
        #expect(RetryInfo.pause(in: Data("[\(body)]".utf8)) == .seconds(3.5))
        for delay in ["soon", "-1s", "nans", "3", ""] {
            #expect(
                RetryInfo.pause(in: Data(body.replacingOccurrences(of: "3.5s", with: delay).utf8)) == nil, "\(delay)")
        }
    }

    @Test func itsOwnWordsDoNotReachTheMessageButTheCause() throws {
        let key = Secret("sk-very-secret", origin: "the environment variable K")
        let configuration = ModelConfiguration(
            provider: try #require(ModelProvider.named("openai")), model: "m",
            baseURL: try #require(URL(string: "https://user:pass@host.example/v1?k=1")), key: .found(key))
        let head = HTTPResponseHead(status: 401, headers: ["x-request-id": "r\u{1}1"])
        let error = ModelErrors(configuration: configuration).error(
            for: head, body: Data(#"{"error":{"message":"wrong key sk-very-secret"}}"#.utf8))
        #expect(error.code == .modelKeyRejected)
        #expect(error.message == "openai:m at https://host.example/v1 refuses the key.")
        #expect(
            error.remedy
                == "Check the key in the environment variable K, when it expires, and what it is allowed to do.")
        #expect(error.modelFault?.detail == "wrong key [redacted]")
        #expect(error.description.contains("status 401: wrong key [redacted]; request r 1"))
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!dumped.contains("sk-very") && !"\(error)".contains("sk-very"))
    }

    @Test func theServerMayOverruleTheRecovery() throws {
        let configuration = ModelConfiguration(
            provider: try #require(ModelProvider.named("openai")), model: "m",
            baseURL: try #require(URL(string: "https://host.example/v1")))
        let errors = ModelErrors(configuration: configuration)
        func recovery(_ status: Int, _ header: String) -> ModelRecovery? {
            errors.error(
                for: HTTPResponseHead(status: status, headers: ["x-should-retry": header]), body: Data()
            ).modelFault?.recovery
        }
        #expect(recovery(500, "false") == .switchModel && recovery(500, "maybe") == .retry)
        #expect(recovery(400, "true") == .retry && recovery(402, "true") == .switchModel)
    }
}
