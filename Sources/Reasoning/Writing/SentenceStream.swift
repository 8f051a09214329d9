import Foundation
import Corpus

/// Cuts a model's text into sentences while it comes, and takes the citations off them.
///
/// A sentence is complete when the next one has begun: what follows a full stop may still be the number of its passage, or show
/// that it was an abbreviation.
struct SentenceStream {
    /// A sentence with the passages that it cites, from 0.
    struct Piece: Equatable {
        let text: String
        let passages: [Int]
    }

    private var buffer = ""
    private let splitter = SentenceSplitter()

    /// Adds text; gives the sentences that are complete by it.
    mutating func append(_ text: String) -> [Piece] {
        buffer += text
        for mark in [".", "!", "?", "\"", "\u{201D}"] {
            buffer = buffer.replacingOccurrences(of: "\(mark)[", with: "\(mark) [")
        }
        // Without a mark of a sentence's end nothing can have become complete.
        guard text.contains(where: { ".!?\n[".contains($0) || $0.isLetter || $0.isNumber }) else { return [] }
        return drain(keepingLast: true)
    }

    /// The end of the text: what is left.
    mutating func finish() -> [Piece] { drain(keepingLast: false) }

    private mutating func drain(keepingLast: Bool) -> [Piece] {
        let scalars = Array(buffer.unicodeScalars)
        var sentences: [(text: String, end: Int)] = splitter.sentences(of: buffer).map { span in
            (String(String.UnicodeScalarView(scalars[span.scalars])), span.scalars.upperBound)
        }
        Self.moveCitations(&sentences)
        if keepingLast, let last = sentences.popLast(), Self.mayBeCitation(last.text) { _ = sentences.popLast() }
        guard let end = sentences.last?.end else { return [] }
        buffer = String(String.UnicodeScalarView(scalars[end...]))
        return sentences.map { Self.piece($0.text) }.filter { !$0.text.isEmpty }
    }

    /// Citations behind the full stop look like the beginning of the next sentence.
    private static func moveCitations(_ sentences: inout [(text: String, end: Int)]) {
        var index = 1
        while index < sentences.count {
            let text = sentences[index].text
            let rest = text.drop { "[]0123456789, ".contains($0) }
            let marks = text[..<rest.startIndex]
            if marks.contains("["), marks.filter({ $0 == "[" }).count == marks.filter({ $0 == "]" }).count {
                sentences[index - 1].text += " " + marks.trimmingCharacters(in: .whitespaces)
                if rest.isEmpty {
                    sentences[index - 1].end = sentences[index].end
                    sentences.remove(at: index)
                    continue
                }
                sentences[index].text = String(rest)
                sentences[index - 1].end = sentences[index].end - rest.unicodeScalars.count
            }
            index += 1
        }
    }

    /// Whether what has come of a sentence may still turn out to be the citation of the one before.
    private static func mayBeCitation(_ text: String) -> Bool { text.allSatisfy { "[]0123456789, ".contains($0) } }

    /// Takes `[1]` and `[2, 3]` out of a sentence, and marks of lists off its beginning.
    static func piece(_ sentence: String) -> Piece {
        var text = ""
        var passages: [Int] = []
        var rest = sentence[...]
        while let open = rest.firstIndex(of: "[") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "]") else { break }
            text += rest[..<open]
            let numbers = inside[..<close].split { ", ;".contains($0) }.map { Int($0) }
            if !numbers.isEmpty, !numbers.contains(nil) {
                for number in numbers.compactMap(\.self) where number > 0 && !passages.contains(number - 1) {
                    passages.append(number - 1)
                }
            } else {
                text += rest[open...close]
            }
            rest = inside[inside.index(after: close)...]
        }
        text += rest
        let words = text.split(separator: " ").joined(separator: " ").drop { "-*•# ".contains($0) }
        return Piece(text: closed(String(words)), passages: passages)
    }

    /// Without the space that a citation left before the mark.
    private static func closed(_ text: String) -> String {
        var text = text
        for mark in [".", "!", "?", ",", ";"] { text = text.replacingOccurrences(of: " \(mark)", with: mark) }
        return text
    }
}
