/// The kinds of input, by the names that the command line and the file names use.
public enum ReaderFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// One JSON object a line: our schema, BEIR's `corpus.jsonl`, or any mixture.
    case jsonLines = "jsonl"
    /// A JSON array of such objects, or objects that follow one another.
    case json
    /// Markdown with or without front matter, one article a file.
    case markdown
    /// Plain text with or without front matter, one article a file.
    case plainText = "text"

    /// The format that a flag names: a raw value, or `ndjson`, `beir`, `array`, `md`, `txt`.
    /// - Throws: `BylineError` `unknown-format`, which lists the choices.
    public init(flag: String) throws {
        let aliases: [String: ReaderFormat] = [
            "ndjson": .jsonLines, "beir": .jsonLines, "array": .json, "md": .markdown, "txt": .plainText,
        ]
        let name = flag.lowercased()
        guard let format = ReaderFormat(rawValue: name) ?? aliases[name] else {
            let choices = ReaderFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw BylineError(.unknownFormat, "There is no format '\(flag)'.", remedy: "Choose one of \(choices).")
        }
        self = format
    }

    /// The format of files that are named like `path`; nil for unknown ones.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "jsonl", "ndjson": self = .jsonLines
        case "json": self = .json
        case "md", "markdown": self = .markdown
        case "txt": self = .plainText
        default: return nil
        }
    }
}

/// Opens the reader that fits an input.
///
/// The schema of a JSON record, in which every key is optional but `title` or `text`:
///
/// | Key | Value |
/// |---|---|
/// | `id` (BEIR: `_id`) | text or number, unique within the source; identifies the article where there is no `url` |
/// | `url` | where the article stands on the web |
/// | `source` | name of the outlet |
/// | `title` | headline |
/// | `text` (or `body`) | the article; a line feed ends a line, an empty line a paragraph; HTML references are decoded |
/// | `author` | text, or an array of texts |
/// | `category` | section of the outlet |
/// | `language` | BCP 47 tag; detected where it is missing |
/// | `published_at`, `updated_at` | RFC 3339, `yyyy-MM-dd HH:mm:ss` (UTC), `yyyy-MM-dd`, or seconds or milliseconds since 1970 |
/// | `retracted` | `true` where the outlet withdrew the article |
///
/// Null and the empty text mean unknown. Other keys are passed over, but for BEIR's `metadata`: an object that may hold what the
/// record itself does not say. The front matter of Markdown and text files has the same keys.
public enum ArticleReaders {
    /// Opens what stands at `path`: a file, or `-` for standard input.
    ///
    /// Without a `format` it is told by the extension and, for JSON, by the first byte: `[` begins an array.
    /// - Throws: `BylineError` `input-unreadable` or `unknown-format`.
    public static func open(_ path: String, format: ReaderFormat? = nil) throws -> any ArticleReader {
        if path == "-" { return try reader(of: BlockInput(standardInput: 0), format: format ?? .jsonLines) }
        let input = try BlockInput(path: path)
        guard let format = format ?? ReaderFormat(path: path) else { throw BylineError.unknownFormat(of: path) }
        return try reader(of: input, format: format)
    }

    static func reader(
        of input: BlockInput, format: ReaderFormat, recordBytes: Int = ReaderLimits.recordBytes
    ) throws -> any ArticleReader {
        switch format {
        case .jsonLines, .json:
            try input.skipByteOrderMark()
            let isArray = try input.firstVisibleByte() == UInt8(ascii: "[")
            return JSONReader(input, byLine: format == .jsonLines && !isArray, recordBytes: recordBytes)
        case .markdown, .plainText:
            throw BylineError.unknownFormat(of: input.name)
        }
    }
}

extension BylineError.Code {
    /// A file is of no known kind, or a flag names none.
    public static let unknownFormat: Self = "unknown-format"
}

extension BylineError {
    static func unknownFormat(of path: String) -> BylineError {
        let choices = ReaderFormat.allCases.map(\.rawValue).joined(separator: ", ")
        return BylineError(
            .unknownFormat, "It cannot be told from the name of '\(path)' what it holds.",
            remedy: "Name the format: one of \(choices).")
    }
}
