/// One matter of which independent outlets say different things.
public struct Contradiction: Sendable, Hashable, Codable {
    /// In what they differ.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case number
        case date
        case name
        /// One affirms what the other denies.
        case polarity
    }

    /// What some outlets say.
    public struct Side: Sendable, Hashable, Codable {
        /// The sentence that says it, word by word.
        public let statement: String
        /// What differs, as it is written: `53`, `15 November`, `line 6`; for a polarity `yes` or `no`, to the question.
        public let value: String
        /// The outlets that say it, each once, in the order of the evidence.
        public let outlets: [String]
        /// The places that say it, the statement's first.
        public let quotes: [Quote]

        public init(statement: String, value: String, outlets: [String], quotes: [Quote]) {
            self.statement = statement
            self.value = value
            self.outlets = outlets
            self.quotes = quotes
        }
    }

    public let kind: Kind
    /// What it is about, to stand behind "Sources disagree on".
    public let matter: String
    /// At least two, the one with the most relevant statement first.
    public let sides: [Side]

    public init(kind: Kind, matter: String, sides: [Side]) {
        self.kind = kind
        self.matter = matter
        self.sides = sides
    }

    /// One sentence for a reader: "Sources disagree on the number of ships: Harbour Post says 47; Radio Sallow says 53."
    public var summary: String {
        let sides = sides.map { side in
            let outlets = side.outlets.isEmpty ? ["an unnamed source"] : side.outlets
            let verb = outlets.count == 1 ? "says" : "say"
            let said = kind == .polarity ? "\u{201C}\(side.statement)\u{201D}" : side.value
            return "\(outlets.joined(separator: ", ")) \(verb) \(said)"
        }
        let end = sides.last?.hasSuffix(".\u{201D}") == true ? "" : "."
        return "Sources disagree on \(matter): \(sides.joined(separator: "; "))\(end)"
    }
}
