/// The answers that a question gives to choose from, with their vectors.
public struct OfferedChoices: Sendable {
    /// How many may be offered.
    public static let count = 2...20
    /// The longest one, in Unicode scalars.
    public static let maximumLength = 300

    /// As they were offered.
    public let texts: [String]
    /// Of the question with each choice behind it, in the space of the evidence.
    let asked: [[Float]]
    /// Of each choice alone.
    let alone: [[Float]]

    /// `vectors` are those of ``encoded(_:for:)``, in its order; without them, words and figures decide alone.
    public init(_ texts: [String], vectors: some Collection<[Float]> = []) {
        self.texts = texts
        let isComplete = vectors.count == 2 * texts.count
        asked = isComplete ? Array(vectors.prefix(texts.count)) : []
        alone = isComplete ? Array(vectors.suffix(texts.count)) : []
    }

    /// What has to be encoded: the question with each choice, then each choice.
    public static func encoded(_ texts: [String], for question: String) -> [String] {
        texts.map { "\(question) \($0)" } + texts
    }

    /// What is wrong with choices, as a sentence; nil for none at all and for such as can be read.
    public static func mistake(in texts: [String]) -> String? {
        guard !texts.isEmpty else { return nil }
        guard count.contains(texts.count) else {
            return "\(count.lowerBound) to \(count.upperBound) choices can be offered, not \(texts.count)"
        }
        if texts.contains(where: { $0.allSatisfy(\.isWhitespace) }) { return "a choice is empty" }
        if texts.contains(where: { $0.unicodeScalars.count > maximumLength }) {
            return "a choice is longer than the \(maximumLength) characters allowed"
        }
        return Set(texts).count < texts.count ? "a choice is offered twice" : nil
    }
}
