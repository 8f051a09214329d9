import Corpus
public import Foundation
public import Reasoning

/// Two sentences of two articles, labelled by whether they contradict each other.
public struct LabelledContradiction: Sendable, Hashable, Codable {
    public struct Side: Sendable, Hashable, Codable {
        public let url: String
        public let sentence: String
        public let value: String

        public init(url: String, sentence: String, value: String) {
            self.url = url
            self.sentence = sentence
            self.value = value
        }
    }

    public let id: String
    /// Whose answer should name both sides, where they contradict.
    public let question: String
    public let kind: Contradiction.Kind
    /// False for a control: two sentences that only look as if they did.
    public let contradiction: Bool
    /// Two.
    public let sides: [Side]
    /// The moment as of which it is asked.
    public let asOf: Date?

    public init(
        id: String, question: String, kind: Contradiction.Kind, contradiction: Bool, sides: [Side], asOf: Date? = nil
    ) {
        self.id = id
        self.question = question
        self.kind = kind
        self.contradiction = contradiction
        self.sides = sides
        self.asOf = asOf
    }

    /// Reads labels, one a line; lines of further fields are read as they are. Throws `labels-malformed` with the line, and
    /// `input-unreadable`.
    public static func read(_ file: URL) throws -> [LabelledContradiction] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONLines.decoder()
        var labels: [LabelledContradiction] = []
        while let line = try lines.next() {
            let label = try? decoder.decode(LabelledContradiction.self, from: Data(line.bytes))
            guard let label, label.sides.count == 2 else {
                throw BylineError(
                    "labels-malformed",
                    "Line \(line.number) of \(file.lastPathComponent) is no labelled contradiction.",
                    remedy:
                        "A label is an object with id, question, kind (number, date, name or polarity), contradiction "
                        + "(true or false), two sides (url, sentence, value) and, where it matters, as_of.")
            }
            labels.append(label)
        }
        return labels
    }

    /// Whether it belongs to the half on which nothing was tuned: by a hash of its id, so that labels that are added later change
    /// the half of no other (FNV-1a, the parity of its 17th bit).
    public var isHeldOut: Bool {
        var hash: UInt32 = 2_166_136_261
        for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return (hash >> 16) & 1 == 1
    }

    /// Whether a contradiction of an answer has both sides of this one, on its two sides: an article of each, with the sentence or
    /// the value that is labelled; for a polarity the article is enough.
    public func isNamed(by named: AnswerContradiction, in citations: [Citation]) -> Bool {
        let places = sides.map { side in
            named.sides.indices.filter { place in
                named.sides[place].citations.contains { number in
                    citations.first { $0.number == number }.map { holds(side, $0) } ?? false
                }
            }
        }
        return places[0].contains { first in places[1].contains { $0 != first } }
    }

    private func holds(_ side: Side, _ citation: Citation) -> Bool {
        guard citation.url == side.url else { return false }
        return kind == .polarity || citation.quote == side.sentence
            || citation.quote.lowercased().contains(side.value.lowercased())
    }
}
