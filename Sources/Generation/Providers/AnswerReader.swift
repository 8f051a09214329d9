import Foundation

/// Reads the events of one answer in one provider's protocol, as a pure state machine.
protocol AnswerReader: Sendable {
    /// What is known of the answer so far.
    var ending: AnswerEnding { get }

    /// Whether the end marker has come: nothing after it is read.
    var isComplete: Bool { get }

    /// Whether the stream may end here: the end marker has come, or the protocol has none and the model said why it
    /// stopped.
    var mayEnd: Bool { get }

    /// Reads an event of a stream.
    mutating func read(_ event: ServerSentEvent) throws(AnswerFault) -> AnswerPart

    /// Reads an answer that came in one piece, as servers send it that do not stream; returns its text.
    mutating func read(whole body: Data) throws(AnswerFault) -> String
}

/// What an event brings.
enum AnswerPart: Equatable {
    case text(String)
    /// The model thinks aloud, which readers do not see: a sign of life, but no text.
    case thought
    /// Framing, a heartbeat, or something that this version does not know.
    case nothing
}

/// What a protocol says of an answer's end.
struct AnswerEnding: Equatable {
    /// Why the model stopped, in the terms of all protocols.
    enum Finish: Equatable {
        case stop, length, toolCall
        case refused(String)
        /// The server gave up.
        case failed(String)
        case other(String)
    }

    /// nil until the model has stopped.
    var finish: Finish?
    var usage: ModelUsage?
    var model: String?
}

/// What is wrong with an answer.
enum AnswerFault: Error, Equatable {
    /// It breaks the protocol; the words complete the sentence "The answer of … ".
    case malformed(String)
    /// It is the server's report of an error, whole.
    case reported(Data)
    /// It wants to call a tool.
    case toolCall
    /// The model declines, or the prompt was blocked before it; in the provider's words.
    case refused(String)
}

extension AnswerFault {
    /// Text came after the model had stopped: either the end or the text is not true.
    static let goesOnAfterEnd = AnswerFault.malformed("goes on after its end.")
}

/// Decodes one JSON value of a protocol.
enum AnswerJSON {
    static func decode<Value: Decodable>(_: Value.Type, _ data: Data) throws(AnswerFault) -> Value {
        // Foundation's decoder repairs or skips what is not UTF-8, depending on where it stands.
        guard String(validating: data, as: UTF8.self) != nil else {
            throw .malformed("holds bytes that are not UTF-8.")
        }
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw .malformed("holds an event that is not the JSON of the protocol.")
        }
    }

    /// Notes that a member is there and not null, whatever it is.
    struct Presence: Decodable {
        init(from decoder: any Decoder) {}
    }
}
