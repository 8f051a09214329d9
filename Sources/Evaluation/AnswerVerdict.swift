import Foundation
public import Reasoning

/// How an answer did.
public enum AnswerVerdict: String, Sendable, Hashable, Codable {
    /// Answered, and right.
    case correct
    /// Answered, and not right; or answered where the corpus does not say.
    case wrong
    /// Did not answer, though the corpus says.
    case missed
    /// Did not answer, and the corpus does not say: right.
    case declined

    /// The rule: an answer is correct when, of every group of accepted strings, one occurs in the answer's sentences
    /// *and* in the passages that it cites, without regard to case and white space. Where the corpus does not say, the
    /// right answer is to abstain.
    public init(_ answer: Answer, to question: JudgedQuestion) {
        switch (answer.status, question.isUnanswerable) {
        case (.abstained, true): self = .declined
        case (.abstained, false): self = .missed
        case (.answered, true): self = .wrong
        case (.answered, false):
            let said = Self.folded(answer.sentences.map(\.text).joined(separator: " "))
            let cited = Self.folded(answer.citations.map(\.quote).joined(separator: " "))
            let isCorrect = question.accepted.allSatisfy { group in
                group.contains { text in
                    let text = Self.folded(text)
                    return !text.isEmpty && Self.occurs(text, in: said) && Self.occurs(text, in: cited)
                }
            }
            self = isCorrect ? .correct : .wrong
        }
    }

    /// Whether it is what a careful reader would want.
    public var isRight: Bool { self == .correct || self == .declined }

    /// Lower case, runs of white space as one space.
    private static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `14` does not occur in `2014`, nor `43` in `43.5`: a figure must stand alone.
    private static func occurs(_ needle: String, in text: String) -> Bool {
        var start = text.startIndex
        while let range = text.range(of: needle, range: start..<text.endIndex) {
            if isWhole(range, of: needle, in: text) { return true }
            start = text.index(after: range.lowerBound)
        }
        return false
    }

    private static func isWhole(_ range: Range<String.Index>, of needle: String, in text: String) -> Bool {
        if needle.first?.isNumber == true, range.lowerBound > text.startIndex {
            let before = text[text.index(before: range.lowerBound)]
            if before.isNumber || before == "." || before == "," { return false }
        }
        if needle.last?.isNumber == true, range.upperBound < text.endIndex {
            let after = text[range.upperBound...].prefix(2)
            if after.first?.isNumber == true { return false }
            if let mark = after.first, mark == "." || mark == ",", after.count == 2, after.last?.isNumber == true {
                return false
            }
        }
        return true
    }
}
