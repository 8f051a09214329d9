import Corpus
import Foundation

/// Whether a sentence can stand in an answer: whole, and written for the reader rather than around the article.
enum Readability {
    /// A sentence that must not be quoted: a fragment, a headline, a call to subscribe, a question.
    static func isDebris(_ sentence: String, words: [Word]) -> Bool {
        guard words.count >= 4, words.count <= 90 else { return true }
        guard let first = sentence.unicodeScalars.first, !first.properties.isLowercase else { return true }
        guard endsLikeSentence(sentence) else { return true }
        return isHeadline(words) || isFurniture(sentence)
    }

    /// Starts with a word that points to a sentence before it.
    static func leansBackward(_ words: [Word]) -> Bool {
        guard let first = words.first?.folded else { return false }
        if backwardPronouns.contains(first) {
            // "It is known that …" and "There …" lean on nothing; "It rose …" does. Telling them apart needs a parser.
            return true
        }
        return backwardConnectives.contains(first)
    }

    /// An opening quotation mark without its closing one, or the other way round.
    static func hasBrokenQuotes(_ sentence: String) -> Bool {
        let opening = sentence.unicodeScalars.count { $0 == "\u{201C}" }
        let closing = sentence.unicodeScalars.count { $0 == "\u{201D}" }
        let straight = sentence.unicodeScalars.count { $0 == "\"" }
        return opening != closing || !straight.isMultiple(of: 2)
    }

    private static func endsLikeSentence(_ sentence: String) -> Bool {
        for scalar in sentence.unicodeScalars.reversed() where !closers.contains(scalar) {
            return marks.contains(scalar)
        }
        return false
    }

    /// What may stand behind the mark that ends a sentence, and such marks.
    private static let closers: [Unicode.Scalar] = ["\"", "'", "\u{201D}", "\u{2019}", ")", "]", "\u{BB}"]
    private static let marks = Array(".!\u{2026}。！।".unicodeScalars)

    private static func isHeadline(_ words: [Word]) -> Bool {
        let letters = words.filter { !$0.isNumeric && !$0.isStopWord }
        guard letters.count >= 5 else { return false }
        let capitalised = letters.count { $0.text.first?.isUppercase == true }
        return capitalised * 10 >= letters.count * 9
    }

    /// Compares bytes where a word begins, because every sentence of all evidence is looked at.
    private static func isFurniture(_ sentence: String) -> Bool {
        let bytes = sentence.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var begins = true
        for place in bytes.indices {
            if begins, let phrases = furniture[bytes[place]],
                phrases.contains(where: { bytes[place...].starts(with: $0) })
            {
                return true
            }
            begins = !(0x61...0x7A).contains(bytes[place]) && !(0x30...0x39).contains(bytes[place])
        }
        return false
    }

    private static let backwardPronouns: Set<String> = [
        "he", "she", "they", "it", "this", "that", "these", "those", "his", "her", "their", "its", "such", "both",
        "neither", "here", "him", "them",
    ]
    private static let backwardConnectives: Set<String> = [
        "but", "and", "so", "or", "however", "instead", "meanwhile", "nevertheless", "still", "also", "moreover",
        "furthermore", "then", "yet", "otherwise", "therefore", "thus", "besides", "similarly", "hence", "nor",
    ]
    /// In lower case, by their first bytes.
    private static let furniture: [UInt8: [[UInt8]]] = Dictionary(
        grouping: furniturePhrases.map { Array($0.utf8) }, by: { $0.first ?? 0 })
    private static let furniturePhrases = [
        "sign up", "subscribe", "newsletter", "read more", "click here", "follow us", "all rights reserved",
        "getty images", "image credit", "photo by", "photograph:", "affiliate", "cookie", "terms of service",
        "privacy policy", "share this", "download the app", "listen to the podcast", "watch the video", "see also",
        "this article was", "this article originally", "@media", "http://", "https://", "commission on",
    ]
}
