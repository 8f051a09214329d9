/// What the scripted model answers.
public struct ScriptedReply: Sendable {
    /// Why it stops.
    public enum Finish: Sendable {
        case stop, length, contentFilter, toolCall
    }

    /// Its text in the pieces in which it is sent.
    public var pieces: [String]
    /// Why it stops.
    public var finish: Finish
    /// The model that it says it is; nil: the one that was asked for.
    public var model: String?
    /// Pieces a second; nil: all at once.
    public var piecesPerSecond: Double?
    /// What goes wrong.
    public var fault: ModelServerFault?

    /// Answers with a text, a word at a time.
    public init(
        _ text: String, finish: Finish = .stop, piecesPerSecond: Double? = nil, fault: ModelServerFault? = nil
    ) {
        self.init(
            pieces: Self.words(text), finish: finish, piecesPerSecond: piecesPerSecond, fault: fault)
    }

    /// Answers with these pieces.
    public init(
        pieces: [String], finish: Finish = .stop, model: String? = nil, piecesPerSecond: Double? = nil,
        fault: ModelServerFault? = nil
    ) {
        self.pieces = pieces
        self.finish = finish
        self.model = model
        self.piecesPerSecond = piecesPerSecond
        self.fault = fault
    }

    /// Misbehaves; where the fault leaves room for a text, this is it.
    public static func failing(_ fault: ModelServerFault, _ text: String = "The quay wall broke at four.") -> Self {
        ScriptedReply(text, fault: fault)
    }

    /// The pieces joined.
    public var text: String { pieces.joined() }

    /// Words with the space before them, which is about what models send.
    private static func words(_ text: String) -> [String] {
        var pieces: [String] = []
        for character in text {
            if character == " " || pieces.isEmpty { pieces.append("") }
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }
}
