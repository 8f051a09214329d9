import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few socket calls that the server needs, which each platform spells in its own way.
enum Socket {
    /// A listener on 127.0.0.1, at a port that the system chooses or at the given one; `isOpen: false` takes the port without listening, so
    /// that every connection to it is refused.
    static func listen(port: Int = 0, isOpen: Bool = true) throws -> (listener: Int32, port: Int) {
        #if canImport(Glibc)
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard listener >= 0 else { throw SocketError(call: "socket", number: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(clamping: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && (!isOpen || Self.listen(listener))
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isListening else {
            let number = errno
            close(listener)
            throw SocketError(call: "listen", number: number)
        }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func listen(_ listener: Int32) -> Bool {
        #if canImport(Glibc)
            Glibc.listen(listener, 128) == 0
        #elseif canImport(Musl)
            Musl.listen(listener, 128) == 0
        #else
            Darwin.listen(listener, 128) == 0
        #endif
    }

    /// Sends without a signal when the other side has gone.
    static func send(_ connection: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #elseif canImport(Musl)
            Musl.send(connection, bytes.baseAddress, bytes.count, MSG_NOSIGNAL)
        #else
            Darwin.send(connection, bytes.baseAddress, bytes.count, 0)
        #endif
    }

    /// Makes every blocked call on the socket return.
    static func interrupt(_ socket: Int32) {
        #if canImport(Glibc) || canImport(Musl)
            shutdown(socket, Int32(SHUT_RDWR))
        #else
            shutdown(socket, SHUT_RDWR)
        #endif
    }
}

/// A system call that failed.
struct SocketError: Error {
    var call: String
    var number: Int32
}
