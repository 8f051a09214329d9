import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads the requests of one connection: heads, and bodies by their `Content-Length`.
struct RequestReader {
    private let connection: Int32
    private var buffer = Data()

    init(_ connection: Int32) { self.connection = connection }

    /// The next request; nil when the client has gone.
    mutating func next() -> ReceivedRequest? {
        let separator = Data("\r\n\r\n".utf8)
        while true {
            if let end = buffer.firstRange(of: separator) {
                let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
                buffer = Data(buffer[end.upperBound...])
                return request(head)
            }
            guard fill() else { return nil }
            // No method begins like this: it is a TLS handshake, which ends the connection.
            if let first = buffer.first, first < 0x21 { return nil }
        }
    }

    private mutating func request(_ head: String) -> ReceivedRequest? {
        let lines = head.components(separatedBy: "\r\n")
        let parts = lines[0].split(separator: " ")
        guard parts.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < length { guard fill() else { return nil } }
        let body = Data(buffer.prefix(length))
        buffer = Data(buffer.dropFirst(length))
        return ReceivedRequest(method: String(parts[0]), target: String(parts[1]), headers: headers, body: body)
    }

    private mutating func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        buffer.append(contentsOf: bytes[..<count])
        return true
    }
}
