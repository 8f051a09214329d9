/// Puts the lines of one head together, RFC 9112 section 4.
struct HeaderLines {
    enum Outcome: Equatable {
        case incomplete
        case complete(HTTPResponseHead)
        case malformed
    }

    private(set) var byteCount = 0
    private var head: HTTPResponseHead?

    /// Takes a line, with or without its line break; the empty one completes the head.
    mutating func append(_ raw: String) -> Outcome {
        byteCount += raw.utf8.count
        let line = raw.trimmed
        guard var head else {
            guard let status = Self.status(of: line) else { return .malformed }
            head = HTTPResponseHead(status: status)
            return .incomplete
        }
        guard !line.isEmpty else { return .complete(head) }
        guard let colon = line.utf8.firstIndex(of: 0x3a) else { return .incomplete }  // Obsolete folding, and debris.
        let value = line.utf8[line.utf8.index(after: colon)...]
        head.headers.add(String(Substring(line.utf8[..<colon])).trimmed, String(Substring(value)).trimmed)
        self.head = head
        return .incomplete
    }

    /// Of `HTTP/1.1 200 OK` or `HTTP/2 200`.
    private static func status(of line: String) -> Int? {
        let parts = line.utf8.split(separator: 0x20, maxSplits: 2)
        guard parts.count >= 2, parts[0].starts(with: "HTTP/".utf8), parts[1].count == 3,
            let status = Int(String(decoding: parts[1], as: UTF8.self)), (100...999).contains(status)
        else { return nil }
        return status
    }
}

extension String {
    /// Without spaces, tabs and line breaks at its ends. Works on bytes: to Swift, CR LF is one character.
    fileprivate var trimmed: String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
        guard let first = utf8.firstIndex(where: { !isSpace($0) }), let last = utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(Substring(utf8[first...last]))
    }
}
