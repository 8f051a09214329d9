import Foundation

/// Reads one article from a Markdown or plain text file, with or without front matter.
///
/// Without a `title` in the front matter, a heading at the top is the title, or the first line where it is short
/// enough for one; it is then no part of the text. In Markdown, lines of a paragraph are joined, as a browser would
/// show them; marks of emphasis and links are left as they are.
final class TextFileReader: ArticleReader {
    private let input: BlockInput
    private let isMarkdown: Bool
    private let recordBytes: Int
    private var isDone = false

    /// A first line with more scalars is prose.
    private static let longestTitle = 200

    init(_ input: BlockInput, isMarkdown: Bool, recordBytes: Int) {
        self.input = input
        self.isMarkdown = isMarkdown
        self.recordBytes = recordBytes
    }

    var progress: ReadingProgress { ReadingProgress(input) }

    func next() throws -> ReadOutcome? {
        guard !isDone else { return nil }
        isDone = true
        guard let bytes = try readAll() else {
            return fault(
                nil,
                RecordError(
                    "The file is larger than \(recordBytes) bytes and was passed over.",
                    remedy: "Split it into several articles."))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return fault(
                nil, RecordError("The file is not valid UTF-8.", remedy: "Convert the file to UTF-8."))
        }
        do throws(FrontMatter.Fault) {
            let (frontMatter, body) = try FrontMatter.split(text)
            return .article(try article(frontMatter, body), RecordLocation(file: input.name, line: 1))
        } catch {
            return fault(error.line, error.error)
        }
    }

    private func fault(_ line: Int?, _ error: RecordError) -> ReadOutcome {
        .fault(RecordFault(RecordLocation(file: input.name, line: line), error.message, remedy: error.remedy))
    }

    /// Nil where the file is over the limit.
    private func readAll() throws -> [UInt8]? {
        try input.skipByteOrderMark()
        var bytes: [UInt8] = []
        while try input.fill() {
            input.take { available in
                bytes.append(contentsOf: available)
                return (available.count, ())
            }
            if bytes.count > recordBytes { return nil }
        }
        return bytes
    }

    private func article(_ frontMatter: FrontMatter, _ body: Substring) throws(FrontMatter.Fault) -> RawArticle {
        func text(_ key: String) -> String? { frontMatter.values[key]?.text }
        func date(_ key: String) throws(FrontMatter.Fault) -> Date? {
            guard let (text, line) = frontMatter.values[key] else { return nil }
            guard let date = ArticleDate.date(text) else {
                throw FrontMatter.Fault(line: line, error: .date(key, text))
            }
            return date
        }
        var article = RawArticle(title: "", text: "")
        if let title = text("title") {
            (article.title, article.text) = (title, self.text(body))
        } else {
            (article.title, article.text) = titled(body)
        }
        if article.title.isEmpty, article.text.allSatisfy(\.isWhitespace) {
            throw FrontMatter.Fault(
                line: 1,
                error: RecordError(
                    "The file has neither a title nor a text.", remedy: "Write an article into it, or remove it."))
        }
        (article.id, article.url, article.source) = (text("id"), text("url"), text("source"))
        (article.author, article.category, article.language) = (text("author"), text("category"), text("language"))
        (article.publishedAt, article.updatedAt) = (try date("published_at"), try date("updated_at"))
        if let (value, line) = frontMatter.values["retracted"] {
            guard ["true", "false"].contains(value) else {
                throw FrontMatter.Fault(line: line, error: .type("retracted", expected: "true or false"))
            }
            article.retracted = value == "true"
        }
        return article
    }

    /// The title that the text itself has, and the rest; a text of one line is both.
    private func titled(_ body: Substring) -> (title: String, text: String) {
        let body = body.drop(while: \.isWhitespace)
        let firstLine = body.prefix { !$0.isNewline }
        let heading = firstLine.drop { $0 == "#" }
        let level = firstLine.count - heading.count
        let isHeading = isMarkdown && (1...6).contains(level) && heading.first?.isWhitespace == true
        let title = (isHeading ? heading : firstLine).drop(while: \.isWhitespace)
        let rest = body[firstLine.endIndex...].drop(while: \.isWhitespace)
        guard isHeading || title.unicodeScalars.count <= Self.longestTitle else { return ("", text(body)) }
        return (String(title), rest.isEmpty && !isHeading ? String(title) : text(rest))
    }

    private func text(_ body: Substring) -> String {
        isMarkdown ? MarkdownParagraphs.join(body) : String(body)
    }
}

/// Undoes hard wrapping: a line break within a Markdown paragraph is a blank (CommonMark 0.31, section 6.8).
enum MarkdownParagraphs {
    /// `body` with the lines of each paragraph joined, except for hard breaks and before lists, quotations, headings
    /// and tables.
    static func join(_ body: Substring) -> String {
        var text = ""
        text.reserveCapacity(body.utf8.count)
        var joinsNext = false
        for line in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let content = line.drop(while: \.isWhitespace)
            if !text.isEmpty { text.append(joinsNext && !content.isEmpty && !beginsBlock(content) ? " " : "\n") }
            text += content
            joinsNext = !content.isEmpty && !line.hasSuffix("  ") && !line.hasSuffix("\\") && !isHeading(content)
        }
        return text
    }

    private static func isHeading(_ content: Substring) -> Bool { content.hasPrefix("#") }

    private static func beginsBlock(_ content: Substring) -> Bool {
        if isHeading(content) || content.hasPrefix(">") || content.hasPrefix("|") || content.hasPrefix("```") {
            return true
        }
        let marker = content.prefix { !$0.isWhitespace }
        if ["-", "*", "+", "***", "---"].contains(marker) { return true }
        return (marker.hasSuffix(".") || marker.hasSuffix(")")) && (2...4).contains(marker.utf8.count)
            && marker.dropLast().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
