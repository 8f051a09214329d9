#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lines of a file or of standard input that can be seen, one at a time: one block and one line are held, never a
/// file.
///
/// For input other than articles, such as vectors or questions. Lines end at a line feed, so the carriage return of a
/// Windows file stays at their end, where it is white space to JSON. Calls block on the file system, and it is not safe
/// to use from two threads at once.
public final class LineReader {
    /// A line with something visible in it.
    public struct Line: Sendable, Hashable {
        /// From 1; empty lines count.
        public let number: Int
        /// Without the line feed.
        public let bytes: [UInt8]
    }

    /// The path as it was given, or `standard input`.
    public var name: String { input.name }

    private let input: BlockInput
    private var splitter: LineSplitter
    private let lineBytes: Int

    /// Opens the file at `path`, or standard input for `-`.
    /// - Throws: `BylineError` `input-unreadable`.
    public init(path: String, lineBytes: Int = ReaderLimits.recordBytes) throws {
        input = path == "-" ? try BlockInput(standardInput: STDIN_FILENO) : try BlockInput(path: path)
        try input.skipByteOrderMark()
        splitter = LineSplitter(input, limit: lineBytes)
        self.lineBytes = lineBytes
    }

    /// The next line; nil at the end of the input.
    /// - Throws: `BylineError` `input-unreadable`, or `line-too-large`, after which reading can go on.
    public func next() throws -> Line? {
        switch try splitter.next() {
        case .record(let bytes, let line): return Line(number: line, bytes: bytes)
        case .tooLarge(let line), .incomplete(let line), .trailing(let line):
            throw BylineError(
                .lineTooLarge, "Line \(line) of \(name) is larger than \(lineBytes) bytes.",
                remedy: "Write one JSON object a line; look for line feeds that are missing.")
        case nil: return nil
        }
    }
}

extension BylineError.Code {
    /// A line is larger than a reader takes.
    public static let lineTooLarge: Self = "line-too-large"
}
