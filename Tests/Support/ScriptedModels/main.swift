import Foundation
import LoopbackServer

// Serves scripted language models on loopback until it is ended, for clients in other languages: see `Scripts/check-models`.
//
// The first argument is the port (0: any), the second how many words a second it sends (0: all at once). The answer repeats the last
// message of the request.
let arguments = CommandLine.arguments.dropFirst().map { Double($0) ?? 0 }
let rate = arguments.count > 1 && arguments[1] > 0 ? arguments[1] : nil
let server = try ScriptedModelServer(port: Int(arguments.first ?? 0)) { request in
    let said = request.messages.last?.text ?? ""
    return ScriptedReply(request.hasSchema ? #"{"said":"so"}"# : "You said: \(said)", piecesPerSecond: rate)
}
print("http://127.0.0.1:\(server.server.port)")
fflush(stdout)
while true { sleep(60) }
