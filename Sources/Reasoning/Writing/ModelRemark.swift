import Corpus
import Foundation

/// A sentence of a model that is about its passages or about itself, and tells a reader nothing of the world.
enum ModelRemark: Equatable {
    /// The words that the prompt asks for where there is no answer; with what is missing, where it says so.
    case noAnswer(missing: String)
    /// That the passages do not say, in words of its own.
    case silence
    /// A greeting or a heading.
    case chatter

    /// Nil for a sentence that says something. One that cites passages says something unless it speaks of the passages themselves.
    init?(_ text: String, isCited: Bool) {
        let folded = text.lowercased().replacingOccurrences(of: "\u{2019}", with: "'")
        if let said = Self.behindNoAnswer(text) {
            self = .noAnswer(missing: said)
        } else if Self.passages.contains(where: folded.hasPrefix), Self.denials.contains(where: folded.contains) {
            self = .silence
        } else if !isCited, Self.confessions.contains(where: folded.hasPrefix),
            Self.denials.contains(where: folded.contains)
        {
            self = .silence
        } else if !isCited, folded.hasSuffix(":") || Self.openings.contains(where: folded.hasPrefix) {
            self = .chatter
        } else if !text.contains(where: { $0.isLetter || $0.isNumber }) {
            self = .chatter
        } else {
            return nil
        }
    }

    /// "NO ANSWER", in capitals or as all of a clause: a sentence may begin with "No answer came".
    private static func behindNoAnswer(_ text: String) -> String? {
        let words = "NO ANSWER"
        guard text.prefix(words.count).uppercased() == words else { return nil }
        let rest = text.dropFirst(words.count)
        guard text.hasPrefix(words) || rest.first.map({ ":.,-–— ".contains($0) && $0 != " " }) ?? true else {
            return nil
        }
        return rest.trimmingCharacters(in: CharacterSet(charactersIn: ": .,-–—"))
    }

    /// What a reader is told: the model's words where they name nothing that the question does not, since no gate has seen them.
    static func reason(_ said: String, question: String) -> String {
        let text = said.trimmingCharacters(in: CharacterSet(charactersIn: ". "))
        let asked = Set(Words.words(in: question).map(\.folded))
        let isBare = text.split(separator: " ").dropFirst().allSatisfy { word in
            let plain = word.trimmingCharacters(in: .punctuationCharacters)
            let isName = plain.first?.isUppercase == true || plain.contains(where: \.isNumber) || plain.contains("/")
            return !isName || Words.words(in: plain).allSatisfy { asked.contains($0.folded) }
        }
        guard !text.isEmpty, isBare, text.count <= longestReason else {
            return "The passages that were found do not say."
        }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    private static let longestReason = 300
    private static let passages = [
        "the passages", "these passages", "the passage does", "the passage itself", "the provided passage",
        "the given passage", "the provided information", "the provided text", "the provided context",
        "the provided sources", "the provided articles", "the given information", "none of the passages",
        "none of the provided", "neither passage", "neither of the passages", "no passage mentions", "no passage says",
        "unfortunately, the passages", "unfortunately, the provided",
    ]
    private static let confessions = [
        "there is no information", "there is no mention", "there is not enough information",
        "there isn't enough information", "the question cannot be answered", "this question cannot be answered",
        "it is not possible to answer", "i cannot", "i can't", "i could not", "i am unable", "i'm unable", "i don't",
        "i do not", "i'm sorry", "i am sorry", "sorry,", "unfortunately, there is no", "unfortunately, i",
    ]
    private static let denials = [" not ", "n't ", " no ", "cannot", "none of", "neither", "unable", "sorry", "lack"]
    private static let openings = [
        "sure!", "sure,", "certainly!", "certainly,", "of course!", "here is the answer", "here are the answer",
        "here's the answer", "i hope this", "let me know", "question:", "thank you for",
    ]
}
