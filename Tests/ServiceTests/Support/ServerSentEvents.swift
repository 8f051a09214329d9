/// What came over an event stream, read as strictly as the specification (WHATWG HTML, section 9.2.6) lets one.
struct ServerSentEvents: Equatable {
    struct Event: Equatable {
        let name: String
        let id: String
        let data: String
    }

    enum Fault: Error {
        case incomplete(String)
        case field(String)
    }

    private(set) var events: [Event] = []
    private(set) var comments: [String] = []

    /// Throws for a line that is neither a comment nor one of the three fields, for a repeated field, and for an event
    /// that is cut off.
    init(_ text: String) throws {
        var fields: [String: String] = [:]
        guard text.hasSuffix("\n\n") else { throw Fault.incomplete(String(text.suffix(80))) }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.isEmpty {
                if fields.isEmpty { continue }
                guard let name = fields["event"], let id = fields["id"], let data = fields["data"] else {
                    throw Fault.incomplete("\(fields)")
                }
                events.append(Event(name: name, id: id, data: data))
                fields = [:]
            } else if line.hasPrefix(":") {
                comments.append(String(line.dropFirst()))
            } else {
                guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else {
                    throw Fault.field(String(line))
                }
                let name = String(line[..<colon])
                let value = String(line[colon...].dropFirst(2))
                guard ["event", "id", "data"].contains(name), fields.updateValue(value, forKey: name) == nil else {
                    throw Fault.field(String(line))
                }
            }
        }
    }
}
