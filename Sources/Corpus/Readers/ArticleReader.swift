/// Takes articles out of a file, a folder or standard input, one at a time.
///
/// A reader is pulled: it reads on only when asked, so that whoever drives it sets the pace. It holds one block of
/// input and one record, never a file. Calls block on the file system: drive it from a thread of its own. It is not
/// safe to use from two threads at once. ``ArticleReaders`` opens the right one.
public protocol ArticleReader: AnyObject {
    /// The next record, good or bad, in the order of the input; nil at the end.
    ///
    /// A bad record is an outcome, and reading goes on behind it.
    /// - Throws: `BylineError` with the code `input-unreadable`, which names the path, where the input cannot be read
    ///   at all. Nothing can be read after that.
    func next() throws -> ReadOutcome?

    /// How far reading has come. Costs nothing.
    var progress: ReadingProgress { get }
}

/// One record: an article, or what is wrong with it.
public enum ReadOutcome: Sendable, Hashable {
    case article(RawArticle, RecordLocation)
    case fault(RecordFault)
}

/// Where a record begins.
public struct RecordLocation: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The path as it was given, or `standard input`.
    public var file: String
    /// From 1; nil where the fault concerns the whole file.
    public var line: Int?

    /// `line` in `file`, or all of it.
    public init(file: String, line: Int?) {
        self.file = file
        self.line = line
    }

    /// `path:line`, as compilers write it.
    public var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// A record that could not be taken, with what a person can do about it.
public struct RecordFault: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Where the record begins.
    public var location: RecordLocation
    /// One sentence that says what is wrong.
    public var message: String
    /// One sentence that says what to do about it.
    public var remedy: String

    /// A fault in the words of a reader.
    public init(_ location: RecordLocation, _ message: String, remedy: String) {
        self.location = location
        self.message = message
        self.remedy = remedy
    }

    /// The fault of a record that was read well and then refused, for example by ``Normaliser``.
    public init(_ location: RecordLocation, _ error: BylineError) {
        self.init(location, error.message, remedy: error.remedy)
    }

    /// `path:line: message remedy`.
    public var description: String { "\(location): \(message) \(remedy)" }
}

/// How far a reader has come.
public struct ReadingProgress: Sendable, Hashable {
    /// Bytes taken from the input so far.
    public var bytesRead: Int64 = 0
    /// Nil where it cannot be known, as on standard input.
    public var totalBytes: Int64?
    /// Files begun.
    public var files = 0
    /// Files of a folder that are of no known kind, and were left out.
    public var skippedFiles = 0

    /// Nothing read.
    public init() {}
}

/// What the readers of records have in common.
public enum ReaderLimits {
    /// Input is read in blocks of so many bytes.
    public static let blockBytes = 256 << 10
    /// A record that is larger is reported and passed over, without being held.
    public static let recordBytes = 32 << 20
}
