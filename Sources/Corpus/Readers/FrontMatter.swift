/// What stands between two lines of `---` at the head of a text file: `key: value` lines with the keys of a JSON
/// record.
///
/// A small part of YAML: one-line values, bare or in single or double quotes, and comments. Keys that are not ours
/// may have any value, also over several indented lines; they are passed over.
struct FrontMatter {
    /// Values by key, with the line each stands in; without those that are empty or `null`.
    private(set) var values: [String: (text: String, line: Int)] = [:]

    static let keys: Set<String> = [
        "id", "url", "source", "title", "author", "category", "language", "published_at", "updated_at", "retracted",
    ]

    /// A fault with the line it was found in, from 1.
    struct Fault: Error {
        let line: Int
        let error: RecordError
    }

    private static let remedy =
        "Write lines of `key: value` between two lines of ---, with the keys \(keys.sorted().joined(separator: ", "))."

    /// Splits a text into its front matter and the rest; the front matter is empty where the text does not begin with
    /// `---`.
    static func split(_ text: String) throws(Fault) -> (FrontMatter, body: Substring) {
        var frontMatter = FrontMatter()
        var rest = text[...]
        guard isDelimiter(takeLine(&rest)) else { return (frontMatter, text[...]) }
        var line = 1
        var key: String?
        while !rest.isEmpty {
            let content = takeLine(&rest)
            line += 1
            if isDelimiter(content) || content == "..." { return (frontMatter, rest) }
            try frontMatter.read(content, line: line, after: &key)
        }
        throw Fault(
            line: 1, error: RecordError("The front matter that begins here is not closed.", remedy: remedy))
    }

    private static func isDelimiter(_ line: Substring) -> Bool {
        line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
    }

    private static func takeLine(_ text: inout Substring) -> Substring {
        let end = text.firstIndex(where: \.isNewline) ?? text.endIndex
        defer { text = end < text.endIndex ? text[text.index(after: end)...] : text[end...] }
        return text[..<end]
    }

    private mutating func read(_ line: Substring, line number: Int, after key: inout String?) throws(Fault) {
        func fault(_ message: String) -> Fault {
            Fault(line: number, error: RecordError(message, remedy: Self.remedy))
        }
        let trimmed = line.drop(while: \.isWhitespace)
        if trimmed.isEmpty || trimmed.hasPrefix("#") { return }
        if trimmed.startIndex > line.startIndex || trimmed.hasPrefix("- ") || trimmed == "-" {
            guard let key else { throw fault("This line of the front matter belongs to no key.") }
            if Self.keys.contains(key) { throw fault("`\(key)` has a value over several lines.") }
            return
        }
        guard let colon = line.firstIndex(of: ":"), line[..<colon].utf8.allSatisfy(Self.isNameByte),
            colon > line.startIndex
        else { throw fault("This line of the front matter is not `key: value`.") }
        let name = line[..<colon].lowercased()
        key = name
        guard Self.keys.contains(name) else { return }
        guard let value = Self.scalar(line[colon...].dropFirst()) else {
            throw fault("The value of `\(name)` is no one-line text.")
        }
        if values[name] != nil { throw fault("`\(name)` is given twice.") }
        if let text = value.text { values[name] = (text, number) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
            || (0x61...0x7A).contains(byte | 0x20)
    }

    /// The value of a scalar, whose text is nil where it is empty or null; nil where it is no one-line scalar.
    private static func scalar(_ raw: Substring) -> (text: String?, Void)? {
        let raw = raw.drop(while: \.isWhitespace)
        switch raw.first {
        case "\"", "'":
            guard let (text, rest) = quoted(raw), rest.allSatisfy(\.isWhitespace) || isComment(rest) else { return nil }
            return (text.isEmpty ? nil : text, ())
        case "|", ">":
            return nil
        default:
            var text = raw
            if let comment = text.firstRange(of: " #") { text = text[..<comment.lowerBound] }
            if text.hasPrefix("#") { text = "" }
            while text.last?.isWhitespace == true { text.removeLast() }
            return (["", "~", "null"].contains(text) ? nil : String(text), ())
        }
    }

    private static func isComment(_ rest: Substring) -> Bool {
        rest.first?.isWhitespace == true && rest.drop(while: \.isWhitespace).hasPrefix("#")
    }

    /// A quoted text and what follows it; nil where the quote is not closed or an escape is unknown.
    private static func quoted(_ raw: Substring) -> (text: String, rest: Substring)? {
        guard let quote = raw.first else { return nil }
        var rest = raw.dropFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == quote {
                guard quote == "'", rest.first == "'" else { return (text, rest) }
                rest.removeFirst()
                text.append("'")
            } else if character == "\\", quote == "\"" {
                guard let escaped = unescape(&rest) else { return nil }
                text.unicodeScalars.append(escaped)
            } else {
                text.append(character)
            }
        }
        return nil
    }

    private static func unescape(_ rest: inout Substring) -> Unicode.Scalar? {
        guard let character = rest.popFirst() else { return nil }
        switch character {
        case "n": return "\n"
        case "t": return "\t"
        case "\"", "\\", "/": return character.unicodeScalars.first
        case "u":
            let digits = rest.prefix(4)
            guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16) else { return nil }
            rest.removeFirst(4)
            return Unicode.Scalar(value)
        default: return nil
        }
    }
}
