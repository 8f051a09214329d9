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

    /// Bytes after which a text without an end is taken for a sentence.
    private static let longestSentence = 64 << 10
    private var buffer = ""
    private let splitter = SentenceSplitter()

    /// Adds text; gives the sentences that are complete by it.
    mutating func append(_ text: String) -> [Piece] {
        // The last character that came may be what stands before a bracket.
        var tail = (buffer.popLast().map(String.init) ?? "") + text
        for mark in [".", "!", "?", "\"", "\u{201D}"] {
            for open in ["[", "【"] { tail = tail.replacingOccurrences(of: "\(mark)\(open)", with: "\(mark) \(open)") }
        }
        buffer += tail
        // Nobody writes such a sentence; to look for its end with every word would take longer and longer.
        guard buffer.utf8.count < Self.longestSentence else { return drain(keepingLast: false) }
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
        if keepingLast, let last = sentences.popLast(), CitationMarks.mayBegin(last.text) { _ = sentences.popLast() }
        guard let end = sentences.last?.end else { return [] }
        buffer = String(String.UnicodeScalarView(scalars[end...]))
        return sentences.map { Self.piece($0.text) }.filter { !$0.text.isEmpty }
    }

    /// Citations behind the full stop look like the beginning of the next sentence.
    private static func moveCitations(_ sentences: inout [(text: String, end: Int)]) {
        var index = 1
        while index < sentences.count {
            let text = sentences[index].text
            let marks = CitationMarks.leading(text)
            if !marks.isEmpty {
                let rest = text[marks.endIndex...]
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

    /// The sentence without its citations, and without what models put before one.
    static func piece(_ sentence: String) -> Piece {
        let (said, named) = LeadIn.take(from: sentence)
        let (text, cited) = CitationMarks.take(from: said)
        let words = text.split(separator: " ").joined(separator: " ").drop { "-*•# ".contains($0) }
        let passages = named + cited.filter { !named.contains($0) }
        return Piece(text: closed(String(words)), passages: passages)
    }

    /// Without the space that a citation left before the mark.
    private static func closed(_ text: String) -> String {
        var text = text
        for mark in [".", "!", "?", ",", ";"] { text = text.replacingOccurrences(of: " \(mark)", with: mark) }
        return text
    }
}
