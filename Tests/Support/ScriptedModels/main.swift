import Foundation
import LoopbackServer

// Serves scripted language models on loopback until its standard input ends, for clients in other languages: see
// `Scripts/check-models`.
//
// The first argument is the port (0: any), the second how many words a second it sends (0: all at once). The answer repeats
// the last message of the request; a model by the name of `fault-NAME` misbehaves so.
let arguments = CommandLine.arguments.dropFirst().map { Double($0) ?? 0 }
let rate = arguments.count > 1 && arguments[1] > 0 ? arguments[1] : nil
let server = try ScriptedModelServer(port: Int(arguments.first ?? 0)) { request in
    let said = request.messages.last?.text ?? ""
    return ScriptedReply(request.hasSchema ? #"{"said":"so"}"# : "You said: \(said)", piecesPerSecond: rate)
}
FileHandle.standardOutput.write(Data("http://127.0.0.1:\(server.server.port)\n".utf8))
_ = try? FileHandle.standardInput.readToEnd()
server.stop()
