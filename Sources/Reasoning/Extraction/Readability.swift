import Corpus
import Foundation

/// Whether a sentence can stand in an answer: whole, and written for the reader rather than around the article.
enum Readability {
    /// A sentence that must not be quoted: a fragment, a headline, a call to subscribe, a question.
    static func isDebris(_ sentence: String, words: [Word]) -> Bool {
        guard words.count >= 4, words.count <= 90 else { return true }
        guard let first = sentence.unicodeScalars.first, !first.properties.isLowercase else { return true }
        guard endsLikeSentence(sentence) else { return true }
        return isHeadline(words) || isFurniture(sentence.lowercased())
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
        let closers: Set<Unicode.Scalar> = ["\"", "'", "\u{201D}", "\u{2019}", ")", "]", "\u{BB}"]
        for scalar in sentence.unicodeScalars.reversed() where !closers.contains(scalar) {
            return ".!\u{2026}。！।".unicodeScalars.contains(scalar)
        }
        return false
    }

    private static func isHeadline(_ words: [Word]) -> Bool {
        let letters = words.filter { !$0.isNumeric && !$0.isStopWord }
        guard letters.count >= 5 else { return false }
        let capitalised = letters.count { $0.text.first?.isUppercase == true }
        return capitalised * 10 >= letters.count * 9
    }

    private static func isFurniture(_ lowered: String) -> Bool { furniture.contains { lowered.contains($0) } }

    private static let backwardPronouns: Set<String> = [
        "he", "she", "they", "it", "this", "that", "these", "those", "his", "her", "their", "its", "such", "both",
        "neither", "here", "him", "them",
    ]
    private static let backwardConnectives: Set<String> = [
        "but", "and", "so", "or", "however", "instead", "meanwhile", "nevertheless", "still", "also", "moreover",
        "furthermore", "then", "yet", "otherwise", "therefore", "thus", "besides", "similarly", "hence", "nor",
    ]
    private static let furniture = [
        "sign up", "subscribe", "newsletter", "read more", "click here", "follow us", "all rights reserved",
        "getty images", "image credit", "photo by", "photograph:", "affiliate", "cookie", "terms of service",
        "privacy policy", "share this", "download the app", "listen to the podcast", "watch the video", "see also",
        "this article was", "this article originally", "@media", "http://", "https://", "commission on",
    ]
}
