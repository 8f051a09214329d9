import Corpus
import Foundation

/// The lines of a file of columns, such as qrels and runs: text in UTF-8, fields separated by white space or by tabs.
struct FieldLines {
    struct Line {
        let number: Int
        let fields: [String]
    }

    private let lines: LineReader
    private let file: String
    private let code: BylineError.Code
    private let remedy: String

    /// Faults are thrown with `code` and `remedy`. Throws `input-unreadable`.
    init(_ file: URL, code: BylineError.Code, remedy: String) throws {
        lines = try LineReader(path: file.path)
        self.file = file.lastPathComponent
        self.code = code
        self.remedy = remedy
    }

    /// The next line that has something visible in it; nil at the end.
    func next() throws -> Line? {
        guard let line = try lines.next() else { return nil }
        guard let text = String(validating: line.bytes, as: UTF8.self) else {
            throw malformed(line.number, "is not UTF-8")
        }
        let fields = text.unicodeScalars.split(whereSeparator: Self.isSpace).map { String($0) }
        return Line(number: line.number, fields: fields)
    }

    /// Runs have a hundred thousand lines: by scalars they are read in half the time that it takes by characters.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// A fault of a line, for throwing: "Line 3 of qrels.txt has 2 fields."
    func malformed(_ line: Int, _ what: String) -> BylineError {
        BylineError(code, "Line \(line) of \(file) \(what).", remedy: remedy)
    }

    /// A fault of the whole file, for throwing.
    func empty(_ what: String) -> BylineError {
        BylineError(code, "\(file) has no \(what).", remedy: remedy)
    }

    /// Throws `code` where a name is empty or has white space in it, which these formats have no way to write.
    static func check(_ name: String, _ what: String, code: BylineError.Code) throws {
        guard name.isEmpty || name.contains(where: \.isWhitespace) else { return }
        throw BylineError(
            code, "The \(what) '\(name)' cannot stand in a file of columns.",
            remedy: "Give it a name without white space.")
    }
}
