import Corpus
import Foundation

/// Cuts a question into clauses that each state a fact of their own: a question that joins several facts is rarely
/// answered by one passage, and each fact must be looked for with its own words.
///
/// At commas, semicolons, colons, conjunctions and relative pronouns; a piece that says too little belongs to the one
/// before it.
enum Clauses {
    /// Most clauses of a question; what follows stays with the last.
    static let limit = 8
    /// Words that carry meaning which a clause must have.
    private static let minimumTerms = 2

    /// The clauses in order; one where the question is of one piece. O(length).
    static func split(_ question: String) -> [String] {
        var clauses: [String] = []
        var pending = ""
        for piece in pieces(of: question) {
            let text = pending.isEmpty ? piece : pending + " " + piece
            if saysEnough(piece), clauses.count < limit || !pending.isEmpty {
                clauses.append(text)
                pending = ""
            } else if let last = clauses.popLast() {
                clauses.append(last + " " + text)
            } else {
                // The question's opening alone says nothing yet.
                pending = text
            }
        }
        if !pending.isEmpty { clauses.append(pending) }
        return clauses
    }

    private static func pieces(of question: String) -> [String] {
        var pieces: [String] = []
        var current: [Substring] = []
        func flush() {
            if !current.isEmpty { pieces.append(current.joined(separator: " ")) }
            current = []
        }
        let tokens = question.split(whereSeparator: \.isWhitespace)
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            // A question may begin with such a word; behind a comma it joins no less.
            if let skipped = joint(token, next), !(current.isEmpty && pieces.isEmpty) {
                flush()
                index += skipped
                continue
            }
            current.append(token)
            if endsPiece(token, before: next) { flush() }
            index += 1
        }
        flush()
        return pieces
    }

    /// How many tokens a conjunction takes; nil where there is none.
    private static func joint(_ token: Substring, _ next: Substring?) -> Int? {
        let word = token.lowercased()
        if joints.contains(word) { return 1 }
        if word == "compared", let next, ["to", "with"].contains(next) { return 2 }
        return nil
    }

    /// A comma between figures belongs to a date or a number.
    private static func endsPiece(_ token: Substring, before next: Substring?) -> Bool {
        guard let last = token.unicodeScalars.last, let next, [",", ";", ":"].contains(last) else { return false }
        let isFigure = token.dropLast().allSatisfy(\.isNumber) && next.first?.isNumber == true
        return !isFigure
    }

    private static func saysEnough(_ piece: String) -> Bool {
        var stems: Set<String> = []
        for word in Words.words(in: piece) where !word.isStopWord && !FrameWords.contains(word) {
            stems.insert(word.stem)
            if stems.count == minimumTerms { return true }
        }
        return false
    }

    private static let joints: Set<String> = [
        "while", "whereas", "and", "but", "after", "before", "between", "versus", "vs", "vs.", "who", "which", "that",
        "whose",
    ]
}
