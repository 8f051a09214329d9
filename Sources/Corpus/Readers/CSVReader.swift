/// The records of a file of values separated by commas (RFC 4180), semicolons or tabs, one at a time: one block and one
/// record are held, never a file.
///
/// A field that begins with a quotation mark may hold separators and line ends, and a doubled mark stands for one. Elsewhere in a
/// field a mark is a character like others. Lines end at a line feed, with a carriage return before it or without; empty ones are
/// passed over. The separator is the one of the three that the first line has most of, outside of quotations. Calls block on the
/// file system, and it is not safe to use from two threads at once.
final class CSVReader {
    /// A record, or why it is none.
    enum Outcome: Hashable {
        case record([String], line: Int)
        /// Larger than ``CSVReader/recordBytes``, as where a quotation is never closed. Reading goes on behind the next line
        /// feed.
        case tooLarge(line: Int)
        /// The input ended within a quotation.
        case unclosed(line: Int)
        /// No UTF-8.
        case notText(line: Int)
    }

    /// Far more than any record of this kind needs.
    static let recordBytes = 64 << 10

    /// The path as it was given, or `standard input`.
    var name: String { input.name }
    /// Known after the first record.
    private(set) var separator = UInt8(ascii: ",")

    private let input: BlockInput
    private var line = 1
    private var isFirst = true

    /// Opens the file at `path`, or standard input for `-`. Throws `input-unreadable`.
    init(path: String) throws {
        input = path == "-" ? try BlockInput(standardInput: 0) : try BlockInput(path: path)
        try input.skipByteOrderMark()
    }

    /// The next record, good or bad; nil at the end.
    func next() throws -> Outcome? {
        while let raw = try nextRaw() {
            switch raw {
            case .failure(let outcome): return outcome
            case .bytes(let bytes, let line):
                if bytes.isEmpty { continue }
                guard String(validating: bytes, as: UTF8.self) != nil else { return .notText(line: line) }
                if isFirst {
                    separator = Self.separator(of: bytes)
                    isFirst = false
                }
                return .record(Self.fields(of: bytes, separator: separator), line: line)
            }
        }
        return nil
    }

    private enum Raw {
        case bytes([UInt8], line: Int)
        case failure(Outcome)
    }

    /// Where in a record a byte stands.
    private enum Place {
        case fieldStart, plain, quoted
        /// Behind a mark within a quotation, which ends it unless another follows.
        case closing

        func after(_ byte: UInt8, isSeparator: Bool) -> Place {
            switch (self, byte == UInt8(ascii: "\"")) {
            case (.fieldStart, true), (.closing, true): .quoted
            case (.quoted, true): .closing
            case (.quoted, false): .quoted
            case (.plain, true): .plain
            case (_, false): isSeparator ? .fieldStart : .plain
            }
        }
    }

    /// The bytes up to a line feed outside of quotations.
    private func nextRaw() throws -> Raw? {
        let start = line
        var bytes: [UInt8] = []
        var place = Place.fieldStart
        var (isOver, isTooLarge, hasBegun) = (false, false, false)
        while !isOver, try input.fill() {
            hasBegun = true
            input.take { available in
                var taken = 0
                for byte in available {
                    taken += 1
                    if byte == UInt8(ascii: "\n") {
                        line += 1
                        isOver = place != .quoted || isTooLarge
                        if isOver { break }
                    }
                    // In the first record any of the separators may be the one.
                    let isSeparator = isFirst ? Self.separators.contains(byte) : byte == separator
                    place = place.after(byte, isSeparator: isSeparator)
                    if bytes.count < Self.recordBytes { bytes.append(byte) } else { isTooLarge = true }
                }
                return (taken, ())
            }
        }
        guard hasBegun else { return nil }
        if isTooLarge { return .failure(.tooLarge(line: start)) }
        if !isOver, place == .quoted { return .failure(.unclosed(line: start)) }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return .bytes(bytes, line: start)
    }

    private static let separators = Array(",;\t".utf8)

    private static func separator(of header: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in header {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, separators.contains(byte) { counts[byte, default: 0] += 1 }
        }
        let best = separators.max { counts[$0, default: 0] < counts[$1, default: 0] }
        return best ?? UInt8(ascii: ",")
    }

    private static func fields(of bytes: [UInt8], separator: UInt8) -> [String] {
        let mark = UInt8(ascii: "\"")
        var fields: [String] = []
        var field: [UInt8] = []
        var (isQuoted, index) = (false, 0)
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if isQuoted {
                if byte != mark {
                    field.append(byte)
                } else if index < bytes.count, bytes[index] == mark {
                    field.append(mark)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == separator {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else if byte == mark, field.isEmpty {
                isQuoted = true
            } else {
                field.append(byte)
            }
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}

/// Writes what ``CSVReader`` reads.
public enum CSVLine {
    /// One record with its line end (CRLF, as RFC 4180 has it), fields in quotation marks where they need them.
    public static func encode(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain = !field.isEmpty && field.utf8.allSatisfy { !"\",;\t\r\n".utf8.contains($0) }
            return isPlain || field.isEmpty ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\r\n"
    }
}
