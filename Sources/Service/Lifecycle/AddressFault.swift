import Corpus
import Foundation
import NIOCore

/// Why an address cannot be listened on, in words.
enum AddressFault {
    /// Nil where the error is of another kind.
    static func error(for error: any Error, configuration: ServiceConfiguration) -> BylineError? {
        let (host, port) = (configuration.host, configuration.port)
        if error is SocketAddressError || error is SocketAddressError.FailedToParseIPByteBuffer
            || error is SocketAddressError.UnknownHost
        {
            return fault(
                "There is no host '\(host)'.", remedy: "Name an address of this machine with --host.", cause: error)
        }
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return fault(
                "Port \(port) of \(host) is taken by another program.",
                remedy: "Stop that program, or choose another port with --port; 0 lets the system choose.", cause: error
            )
        case EADDRNOTAVAIL:
            return fault(
                "\(host) is no address of this machine.", remedy: "Name one of its addresses with --host.",
                cause: error)
        case EACCES, EPERM:
            return fault(
                "This user may not listen on port \(port) of \(host).",
                remedy: "Choose a port from 1024 on with --port.",
                cause: error)
        default: return nil
        }
    }

    private static func fault(_ message: String, remedy: String, cause: any Error) -> BylineError {
        BylineError("address-unavailable", message, remedy: remedy, cause: cause)
    }
}
