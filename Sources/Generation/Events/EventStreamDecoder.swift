import Foundation

/// One event of a stream.
struct ServerSentEvent: Equatable {
    /// The field `event`; nil where there was none.
    var name: String?
    /// The fields `data`, joined by line feeds; never empty.
    var data: Data
}

/// Takes a byte stream apart into server-sent events (WHATWG HTML, section 9.2.6), as a pure state machine.
///
/// Lines end with CR, LF or CRLF, wherever the pieces are cut. An event that the stream's end cuts off is dropped. `id` and
/// `retry` are skipped, as nobody reconnects here. Lines that are no part of any event are kept as strays, since servers write
/// errors so: bare JSON, or a field of their own. Text stays bytes: whether it is UTF-8, who parses it says.
struct EventStreamDecoder {
    enum Item: Equatable {
        case event(ServerSentEvent)
        /// A line with a field that the specification does not know, whole.
        case stray(Data)
    }

    enum Fault: Error, Equatable {
        /// A line, or the data of one event, is longer than so many bytes.
        case tooLong(limit: Int)
    }

    /// Of a line, and of one event's data.
    let maximumBytes: Int
    private var line = Data()
    private var isAfterCarriageReturn = false
    private var isAtStart = true
    private var name: String?
    private var data: Data?

    init(maximumBytes: Int = 1 << 20) { self.maximumBytes = maximumBytes }

    /// The items that a piece of the stream completes, in their order.
    mutating func decode(_ piece: Data) throws(Fault) -> [Item] {
        var items: [Item] = []
        var rest = piece[...]
        if isAfterCarriageReturn, let first = rest.first {
            isAfterCarriageReturn = false
            if first == Self.lineFeed { rest = rest.dropFirst() }
        }
        while let end = Self.lineEnd(in: rest) {
            try append(rest[..<end])
            try endLine(into: &items)
            let isCarriageReturn = rest[end] == Self.carriageReturn
            rest = rest[rest.index(after: end)...]
            guard isCarriageReturn else { continue }
            if rest.isEmpty { isAfterCarriageReturn = true }
            if rest.first == Self.lineFeed { rest = rest.dropFirst() }
        }
        try append(rest)
        return items
    }

    /// What the end of the stream leaves over: the last line, where it is a stray. Events that are not complete are dropped.
    mutating func finish() -> [Item] {
        var items: [Item] = []
        // An empty one would complete the event that the end has cut off.
        guard !line.isEmpty else { return items }
        // Only a line that adds to the data can be too long, and data is of no use any more.
        try? endLine(into: &items)
        return items
    }

    /// The first CR or LF. By `memchr`, since a hostile line is megabytes long.
    private static func lineEnd(in bytes: Data) -> Data.Index? {
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return nil }
            let feed = memchr(start, Int32(lineFeed), raw.count).map { UnsafeRawPointer($0) - start }
            let carriageReturn = memchr(start, Int32(carriageReturn), feed ?? raw.count).map {
                UnsafeRawPointer($0) - start
            }
            return (carriageReturn ?? feed).map { bytes.startIndex + $0 }
        }
    }

    private mutating func append(_ bytes: Data) throws(Fault) {
        guard line.count + bytes.count <= maximumBytes else { throw .tooLong(limit: maximumBytes) }
        line.append(bytes)
    }

    private mutating func endLine(into items: inout [Item]) throws(Fault) {
        if isAtStart, line.starts(with: Self.byteOrderMark) { line.removeFirst(Self.byteOrderMark.count) }
        isAtStart = false
        defer { line.removeAll(keepingCapacity: true) }
        guard let first = line.first else { return dispatch(into: &items) }
        guard first != Self.colon else { return }  // A comment: a heartbeat.
        let end = line.firstIndex(of: Self.colon) ?? line.endIndex
        var value = line[end...].dropFirst()
        if value.first == Self.space { value = value.dropFirst() }
        switch String(decoding: line[..<end], as: UTF8.self) {
        case "data": try addData(Data(value))
        case "event": name = String(decoding: value, as: UTF8.self)
        case "id", "retry": break
        default: items.append(.stray(Data(line)))
        }
    }

    private mutating func addData(_ value: Data) throws(Fault) {
        guard let count = data?.count else {
            data = value
            return
        }
        guard count + value.count < maximumBytes else { throw .tooLong(limit: maximumBytes) }
        data?.append(Self.lineFeed)
        data?.append(value)
    }

    private mutating func dispatch(into items: inout [Item]) {
        if let data, !data.isEmpty { items.append(.event(ServerSentEvent(name: name, data: data))) }
        name = nil
        data = nil
    }

    private static let lineFeed: UInt8 = 0x0a
    private static let carriageReturn: UInt8 = 0x0d
    private static let colon: UInt8 = 0x3a
    private static let space: UInt8 = 0x20
    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
}
