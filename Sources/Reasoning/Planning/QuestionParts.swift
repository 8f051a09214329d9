import Corpus
import Foundation

/// Takes a question apart into questions that can be looked for on their own.
enum QuestionParts {
    /// Most parts that are looked for beside the whole.
    static let limit = 4

    /// The parts of a question, empty where it asks one thing. Each part is itself a question or a clause of one.
    static func parts(of question: String, kind: QuestionPlan.Kind) -> [String] {
        let bare = question.trimmingCharacters(in: CharacterSet(charactersIn: " ?.!"))
        let parts = sentences(bare) ?? coordinated(bare) ?? (kind == .comparison ? alternatives(bare) : nil) ?? []
        return Array(parts.prefix(limit))
    }

    /// "Who chaired it? And what did it cost?"
    private static func sentences(_ text: String) -> [String]? {
        let parts = text.components(separatedBy: "? ").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { Words.words(in: $0).contains { !$0.isStopWord } }
        return parts.count > 1 ? parts : nil
    }

    /// "Who chaired the inquiry, and how many witnesses did it hear", "A while B".
    private static func coordinated(_ text: String) -> [String]? {
        var rest = text[...]
        var parts: [String] = []
        while let joint = firstJoint(in: rest) {
            parts.append(String(rest[..<joint.lowerBound]))
            rest = rest[joint.upperBound...]
        }
        parts.append(String(rest))
        let meaningful = parts.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " ,")) }
            .filter { Words.words(in: $0).filter { !$0.isStopWord }.count >= 2 }
        return meaningful.count > 1 ? meaningful : nil
    }

    /// A conjunction that begins a new question; the question word stays with the part that follows.
    private static func firstJoint(in text: Substring) -> Range<Substring.Index>? {
        let lowered = text.lowercased()
        guard lowered.utf8.count == text.utf8.count else { return nil }
        var joint: Range<Substring.Index>?
        for pattern in joints {
            guard let found = lowered.range(of: pattern) else { continue }
            let offset = lowered.utf8.distance(from: lowered.startIndex, to: found.lowerBound)
            let start = text.utf8.index(text.startIndex, offsetBy: offset)
            let kept = pattern.split(separator: " ").last.map { interrogative($0) ? $0.utf8.count + 1 : 0 } ?? 0
            let end = text.utf8.index(start, offsetBy: pattern.utf8.count - kept)
            if joint.map({ start < $0.lowerBound }) ?? true { joint = start..<end }
        }
        return joint
    }

    private static func interrogative(_ word: Substring) -> Bool {
        QuestionPlanner.interrogatives.contains(String(word)) || QuestionPlanner.auxiliaries.contains(String(word))
    }

    private static let joints: [String] =
        ["who", "what", "when", "where", "why", "how", "which", "did", "was", "is", "does", "were"].map {
            " and \($0) "
        }
        + ["how", "what", "who", "when", "by", "from"].map { "; \($0) " } + [" while ", " whereas "]

    /// "Which is larger, A or B", "the difference between A and B": the question with one alternative at a time.
    private static func alternatives(_ text: String) -> [String]? {
        for (opening, joint) in [("between ", " and "), (", ", " or "), ("compared with ", ""), (" than ", "")] {
            guard let begin = text.range(of: opening, options: .backwards) else { continue }
            let frame = text[..<begin.lowerBound]
            let pair = text[begin.upperBound...]
            if joint.isEmpty { return [String(frame), String(pair)].filter { !$0.isEmpty } }
            guard let middle = pair.range(of: joint) else { continue }
            return ["\(frame) \(pair[..<middle.lowerBound])", "\(frame) \(pair[middle.upperBound...])"]
        }
        if let middle = text.range(of: " or ") {
            return [String(text[..<middle.lowerBound]), String(text[middle.upperBound...])]
        }
        return nil
    }
}
