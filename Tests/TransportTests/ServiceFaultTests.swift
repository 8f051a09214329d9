import Foundation
import Testing

@testable import Transport

@Suite struct ServiceFaultTests {
    @Test(arguments: [
        (
            #"{"error":{"message":"m","type":"t","param":null,"code":"c"}}"#,
            ServiceFault(message: "m", type: "t", code: "c")
        ),
        (#"{"error":{"code":400,"message":"m","type":"t"}}"#, ServiceFault(message: "m", type: "t", code: "400")),
        (#"[{"error":{"code":400,"message":"m"}}]"#, ServiceFault(message: "m", code: "400")),
        (#"{"error":"m","error_type":"t"}"#, ServiceFault(message: "m", type: "t")),
        (
            #"{"object":"error","message":"m","type":"t","param":null,"code":40303}"#,
            ServiceFault(message: "m", type: "t", code: "40303")
        ),
        (#"{"detail":"Not Found"}"#, ServiceFault(message: "Not Found")),
        (#"{"detail":[{"loc":["a"],"msg":"m"},{"msg":"n"}]}"#, ServiceFault(message: "m; n")),
        (#"{"type":"about:blank","title":"m","status":400}"#, ServiceFault(message: "m", type: "about:blank")),
        (#"{"title":"t","detail":"d"}"#, ServiceFault(message: "d")),
    ])
    func formsOfServers(body: String, fault: ServiceFault) { #expect(ServiceFault(Data(body.utf8)) == fault) }

    @Test(arguments: [
        "", "<html>", "{}", "[]", "null", "7", #"{"error":{}}"#, #"{"error":""}"#, #"{"detail":[]}"#, "\u{1}",
    ])
    func otherBodiesAreNone(body: String) { #expect(ServiceFault(Data(body.utf8)) == nil) }

    @Test func messagesAreShortAndPrintable() {
        let body = #"{"error":"a\n\u001b[31mb"# + String(repeating: "c", count: 1_000) + #""}"#
        let message = ServiceFault(Data(body.utf8))?.message
        #expect(message?.hasPrefix("a  [31mbcc") == true)
        #expect(message?.count == 500)
        #expect(ServiceFault(Data(repeating: 0x20, count: 2 << 20)) == nil)
    }
}
