#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
/// | `text` (or `body`) | the article, in lines, with an empty line between paragraphs; HTML references are decoded |
/// | `author` | text, or an array of texts |
/// | `category` | section of the outlet |
/// | `language` | BCP 47 tag; detected where it is missing |
/// | `published_at`, `updated_at` | RFC 3339, `yyyy-MM-dd HH:mm:ss` (UTC), `yyyy-MM-dd`, (milli)seconds since 1970 |
/// | `retracted` | `true` where the outlet withdrew the article |
///
/// Null and the empty text mean unknown. Other keys are passed over, but for BEIR's `metadata`: an object that may
/// hold what the record itself does not say. Where a key stands twice, the first counts. The front matter of Markdown
/// and text files has the same keys.
public enum ArticleReaders {
    /// Opens what stands at `path`: a file, a folder with all below it, or `-` for standard input.
    ///
    /// Without a `format` it is told by the extension and, for JSON, by the first byte: `[` begins an array. Of a
    /// folder, `format` concerns the files with a known extension; others are skipped and counted. Opening a folder
    /// walks it once to learn its size: some 2 µs a file.
    /// - Throws: `BylineError` `input-unreadable` or `unknown-format`.
    public static func open(_ path: String, format: ReaderFormat? = nil) throws -> any ArticleReader {
        if path == "-" { return try reader(of: BlockInput(standardInput: STDIN_FILENO), format: format) }
        if FolderWalk.isFolder(path) { return try FolderReader(path, format: format) }
        return try reader(of: BlockInput(path: path), format: format)
    }

    static func reader(
        of input: BlockInput, format: ReaderFormat?, recordBytes: Int = ReaderLimits.recordBytes
    ) throws -> any ArticleReader {
        try input.skipByteOrderMark()
        let first = try input.firstVisibleByte()
        switch try format ?? ReaderFormat(path: input.name) ?? ReaderFormat(firstByte: first, of: input.name) {
        case .jsonLines:
            return JSONReader(input, byLine: first != UInt8(ascii: "["), recordBytes: recordBytes)
        case .json: return JSONReader(input, byLine: false, recordBytes: recordBytes)
        case .markdown: return TextFileReader(input, isMarkdown: true, recordBytes: recordBytes)
        case .plainText: return TextFileReader(input, isMarkdown: false, recordBytes: recordBytes)
        }
    }
}

extension ReaderFormat {
    /// The format of an input without a telling name: only JSON can be told by its first visible byte. Empty input is
    /// JSON Lines without a line.
    fileprivate init(firstByte: UInt8?, of name: String) throws {
        switch firstByte {
        case UInt8(ascii: "["): self = .json
        case UInt8(ascii: "{"), nil: self = .jsonLines
        default: throw BylineError.unknownFormat(of: name)
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
            .unknownFormat, "Neither its name nor its beginning tells what '\(path)' holds.",
            remedy: "Name the format: one of \(choices).")
    }
}
