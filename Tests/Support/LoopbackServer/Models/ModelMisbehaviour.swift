import Foundation

/// Carries a fault out.
struct ModelMisbehaviour {
    let exchange: Exchange
    let framing: ModelFraming

    func perform(_ fault: ModelServerFault) {
        switch fault {
        case .hang: _ = exchange.waitForClientToLeave()
        case .closed: exchange.close()
        case .hangAfterHeaders, .hangInText, .endlessHeartbeats, .oneByteASecond, .neverEnds, .endless:
            performSlow(fault)
        case .rateLimited, .rateLimitedSilently, .internalError, .badGateway, .unavailable, .overloaded, .htmlError,
            .redirect, .unknownModel, .expiredKey, .quotaUsedUp, .contextExceeded:
            performStatus(fault)
        case .html, .wrongContentType, .decompressionBomb: performContent(fault)
        case .halfClosed, .resetInEvent, .hugeLine, .mixedLineEnds, .splitUTF8, .invalidUTF8, .badJSON:
            performBytes(fault)
        case .duplicateEvents, .textAfterEnd, .errorInStream, .contentFilter, .lengthStop, .emptyAnswer, .toolCall,
            .otherModel:
            performEvents(fault)
        }
    }

    private var pieces: [String] { framing.reply.pieces.map(framing.piece) }
    private var ordinary: [String] { framing.opening + pieces + framing.closing + framing.end }
    /// A text that is begun.
    private var half: [String] { framing.opening + pieces.prefix(max(1, pieces.count / 2)) }

    private func begin(_ contentType: String = "text/event-stream") {
        exchange.send("HTTP/1.1 200 OK\r\nContent-Type: \(contentType)\r\nTransfer-Encoding: chunked\r\n\r\n")
    }

    private func send(_ events: [String]) { for event in events { exchange.sendChunk(event) } }

    private func stream(_ events: [String]) {
        begin()
        send(events)
        exchange.sendChunk("")
    }

    private func performSlow(_ fault: ModelServerFault) {
        begin()
        switch fault {
        case .hangInText:
            send(half)
            _ = exchange.waitForClientToLeave()
        case .endlessHeartbeats: while exchange.sendChunk(": still here\n\n") { usleep(5_000) }
        case .oneByteASecond:
            for byte in Data(ordinary.joined().utf8) {
                guard exchange.sendChunk(Data([byte])) else { break }
                usleep(1_000_000)
            }
        case .neverEnds:
            send(framing.opening)
            while exchange.sendChunk(framing.piece(" more")) { usleep(20_000) }
        case .endless:
            send(framing.opening)
            let piece = framing.piece(String(repeating: " and more", count: 1_000))
            while exchange.sendChunk(piece) {}
        default: _ = exchange.waitForClientToLeave()
        }
        exchange.close()
    }

    private func performStatus(_ fault: ModelServerFault) {
        func fail(_ status: Int, _ type: String, _ words: String, _ headers: [String: String] = [:]) {
            exchange.respond(
                status,
                headers: headers.merging(["Content-Type": "application/json", "x-request-id": "req_scripted"]) { $1 },
                framing.error(status, type, words))
        }
        switch fault {
        case .rateLimited:
            fail(429, "rate_limit_error", "Too many requests.", ["Retry-After": "7"])
        case .rateLimitedSilently: fail(429, "rate_limit_error", "Too many requests.")
        case .internalError: fail(500, "api_error", "Something broke.")
        case .badGateway: fail(502, "api_error", "The upstream broke.")
        case .unavailable: fail(503, "unavailable", "Loading the model.")
        case .overloaded: fail(529, "overloaded_error", "Overloaded.")
        case .htmlError:
            exchange.respond(503, headers: ["Content-Type": "text/html"], "<html><h1>503 Unavailable</h1></html>")
        case .redirect: exchange.respond(302, headers: ["Location": "http://10.0.0.1:8080/v1/chat/completions"])
        case .unknownModel: fail(404, "not_found_error", "There is no such model.")
        case .expiredKey:
            // Servers echo keys, and clients must not.
            let field = ["authorization", "x-api-key", "x-goog-api-key", "api-key"]
            let key = field.lazy.compactMap { exchange.request.headers[$0] }.first ?? ""
            fail(401, "authentication_error", "The key \(key) has expired.")
        case .quotaUsedUp:
            switch framing.request.dialect {
            case .chat: fail(429, "insufficient_quota", "You exceeded your current quota.")
            case .anthropic: fail(402, "billing_error", "Your credit balance is too low.")
            case .gemini: fail(429, "resource_exhausted", "You exceeded your current quota.")
            }
        default: fail(400, "context_length_exceeded", "The prompt is longer than the maximum context length.")
        }
    }

    private func performContent(_ fault: ModelServerFault) {
        switch fault {
        case .html: exchange.respond(200, headers: ["Content-Type": "text/html"], "<html><h1>Welcome</h1></html>")
        case .wrongContentType:
            begin("text/plain")
            send(ordinary)
            exchange.sendChunk("")
        default:
            exchange.respond(
                200, headers: ["Content-Type": "text/event-stream", "Content-Encoding": "gzip"],
                body: twoMegabytesOfZeros)
        }
    }

    private func performBytes(_ fault: ModelServerFault) {
        switch fault {
        case .halfClosed: return stream(half)
        case .mixedLineEnds: return performMixedLineEnds()
        case .badJSON: return stream(half + ["data: {\"choices\": [\n\n"] + framing.closing + framing.end)
        default: begin()
        }
        switch fault {
        case .resetInEvent:
            send(half + ["data: {\"cho"])
            // The client should have read what came before.
            usleep(20_000)
            exchange.reset()
        case .hugeLine:
            send(framing.opening)
            let filler = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
            exchange.sendChunk("data: ")
            for _ in 0..<64 { guard exchange.sendChunk(filler) else { break } }
            exchange.close()
        case .splitUTF8:
            for byte in Data(ordinary.joined().utf8) { exchange.sendChunk(Data([byte])) }
            exchange.sendChunk("")
        default:
            var bytes = Data(half.joined().utf8)
            if let place = bytes.lastIndex(of: UInt8(ascii: "u")) { bytes[place] = 0xff }
            exchange.sendChunk(bytes)
            send(framing.closing + framing.end)
            exchange.sendChunk("")
        }
    }

    /// Each event ends its lines in one way, the next in another: a CR before an LF would be one line's end.
    private func performMixedLineEnds() {
        begin()
        let ends = [[0x0d], [0x0a], [0x0d, 0x0a]].map { (bytes: [UInt8]) in bytes.map { Data([$0]) } }
        for (index, event) in ordinary.enumerated() {
            for line in event.components(separatedBy: "\n").dropLast() {
                if !line.isEmpty { exchange.sendChunk(line) }
                for byte in ends[index % 3] { exchange.sendChunk(byte) }
            }
        }
        exchange.sendChunk("")
    }

    private func performEvents(_ fault: ModelServerFault) {
        var framing = framing
        switch fault {
        case .duplicateEvents:
            let twice = { (events: [String]) in events.flatMap { [$0, $0] } }
            return stream(twice(framing.opening) + pieces + twice(framing.closing) + twice(framing.end))
        case .textAfterEnd:
            let after = framing.piece(" And this, too.")
            return stream(framing.opening + pieces + framing.closing + [after] + framing.end + [after])
        case .errorInStream:
            return stream(half + [framing.errorEvent(529, "overloaded_error", "Overloaded.")])
        case .emptyAnswer: return stream(framing.opening + framing.closing + framing.end)
        case .toolCall:
            framing = framing.stopping(.toolCall)
            return stream(framing.opening + framing.toolCall + framing.closing + framing.end)
        case .contentFilter: framing = framing.stopping(.contentFilter)
        case .lengthStop: framing = framing.stopping(.length)
        default: framing = framing.named("another-model")
        }
        let half = framing.reply.pieces.prefix(max(1, framing.reply.pieces.count / 2))
        let sent = fault == .otherModel ? framing.reply.pieces : Array(half)
        stream(framing.opening + sent.map(framing.piece) + framing.closing + framing.end)
    }
}

extension ModelFraming {
    fileprivate func stopping(_ finish: ScriptedReply.Finish) -> ModelFraming {
        var reply = reply
        reply.finish = finish
        return ModelFraming(request: request, reply: reply)
    }

    fileprivate func named(_ model: String) -> ModelFraming {
        var reply = reply
        reply.model = model
        return ModelFraming(request: request, reply: reply)
    }
}
