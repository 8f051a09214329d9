import Foundation

/// Recognises that an outlet says in an article that it corrected the article.
///
/// A changed text alone is no correction: news grows while it happens. What counts is that a new version has a line, which the
/// version before lacks, that opens as a correction does or speaks of an earlier version of the article. English only; where an
/// outlet words it otherwise, nothing is learned, and nothing is held against it.
public enum CorrectionNotice {
    private static let openings = ["correction", "corrections", "corrected"]
    private static let phrases = phraseTexts.map { Array($0.utf8) }
    private static let phraseTexts = [
        "earlier version of this article", "earlier version of this story", "earlier version of this report",
        "previous version of this article", "previous version of this story", "previous version of this report",
        "this article has been corrected", "this story has been corrected", "this report has been corrected",
        "this article was corrected", "this story was corrected", "this report was corrected",
    ]

    /// Whether `text` holds a notice that `before` lacks. Linear in both.
    public static func appears(in text: String, after before: String) -> Bool {
        let notices = notices(in: text)
        return !notices.isEmpty && !notices.isSubset(of: self.notices(in: before))
    }

    /// The lines of a text that are no notice: what the article itself says. Linear.
    public static func without(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).filter { !isNotice($0) }
            .joined(separator: "\n")
    }

    private static func notices(in text: String) -> Set<Substring> {
        Set(text.split(whereSeparator: \.isNewline).filter(isNotice))
    }

    private static func isNotice(_ line: Substring) -> Bool {
        let line = line.lowercased()
        if Array(line.utf8).withUnsafeBytes({ line in phrases.contains { occurs($0, in: line) } }) { return true }
        // "Correction:" and "Correction (3 April 2025):", not "Correction facilities are full".
        guard let opening = openings.last(where: line.hasPrefix) else { return false }
        let rest = line.dropFirst(opening.count).drop { $0 == " " }
        if rest.first == ":" { return true }
        guard rest.first == "(", let end = rest.firstIndex(of: ")") else { return false }
        return rest[end...].dropFirst().drop { $0 == " " }.first == ":"
    }

    /// By bytes: a search by characters takes ten times as long, and every line of two versions is looked through.
    private static func occurs(_ phrase: [UInt8], in line: UnsafeRawBufferPointer) -> Bool {
        guard line.count >= phrase.count, let base = line.baseAddress else { return false }
        return (0...(line.count - phrase.count)).contains { start in
            line[start] == phrase[0] && memcmp(base + start, phrase, phrase.count) == 0
        }
    }
}
