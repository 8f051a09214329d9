import CCurl
public import Corpus
import Foundation

/// What ended a transfer before its time.
enum TransferFault: Error, Equatable {
    enum Limit: String { case connect, firstByte, idle, total }

    case cancelled
    case shutDown
    case timedOut(Limit, after: Duration)
    /// The moment has passed until which the reader wanted to wait.
    case readerDeadline
    case responseTooLarge(limit: Int)
    case headTooLarge(limit: Int)
    case malformedHead
    case curl(CurlFault)
}

/// What libcurl says of a failure.
struct CurlFault: Error, Equatable, CustomStringConvertible {
    var code: CURLcode
    /// libcurl's own words.
    var detail: String
    /// `errno` of the last system call that failed; 0: none.
    var systemError: Int32 = 0

    var description: String { "libcurl \(code.rawValue): \(detail)" }
}

extension BylineError.Code {
    /// A request that must not be sent: no http address, or a line break in a header.
    public static let requestInvalid: Self = "request-invalid"
    /// Nothing listens at that port.
    public static let connectionRefused: Self = "connection-refused"
    /// The server cannot be reached, for another reason.
    public static let connectionFailed: Self = "connection-failed"
    /// The connection ended before there was an answer.
    public static let connectionLost: Self = "connection-lost"
    /// The connection ended in the middle of an answer.
    public static let responseTruncated: Self = "response-truncated"
    /// What came is not HTTP, or not what its headers promise.
    public static let responseMalformed: Self = "response-malformed"
    /// More bytes than the request allows.
    public static let responseTooLarge: Self = "response-too-large"
    /// The host has no address.
    public static let nameNotResolved: Self = "name-not-resolved"
    /// The proxy has no address, or refuses.
    public static let proxyFailed: Self = "proxy-failed"
    /// No secure connection, or a certificate that is not trusted.
    public static let tls: Self = "tls"
    /// ``HTTPTimeouts/connect`` has passed.
    public static let timeoutConnect: Self = "timeout-connect"
    /// ``HTTPTimeouts/firstByte`` has passed.
    public static let timeoutFirstByte: Self = "timeout-first-byte"
    /// ``HTTPTimeouts/idle`` has passed.
    public static let timeoutIdle: Self = "timeout-idle"
    /// ``HTTPTimeouts/total`` has passed.
    public static let timeoutTotal: Self = "timeout-total"
    /// The deadline of ``HTTPBody/AsyncIterator/next(by:)`` has passed.
    public static let timeoutReader: Self = "timeout-reader"
    /// More redirects than the request allows.
    public static let tooManyRedirects: Self = "too-many-redirects"
    /// A redirect to another scheme, or from https to http.
    public static let redirectRefused: Self = "redirect-refused"
    /// The client was shut down before or while it was used.
    public static let clientShutDown: Self = "client-shut-down"
    /// A failure of libcurl that no other code names.
    public static let transferFailed: Self = "transfer-failed"
}

extension TransferFault {
    /// The fault as a person should read it.
    func error(for request: HTTPRequest) -> any Error {
        switch self {
        case .cancelled: CancellationError()
        case .shutDown:
            BylineError(
                .clientShutDown, "\(request) was not finished, because the HTTP client was shut down.",
                remedy: "Send requests before the shutdown.")
        case .timedOut(let limit, let after): Self.timeout(limit, after, request)
        case .readerDeadline:
            BylineError(
                .timeoutReader, "The answer to \(request) did not go on as soon as its reader wanted.",
                remedy: "Check that the server is not overloaded, or give it more time.")
        case .responseTooLarge(let limit):
            BylineError(
                .responseTooLarge, "The answer to \(request) is larger than \(limit) bytes.",
                remedy: "Ask for less at once, or raise the limit if so much is expected.")
        case .headTooLarge(let limit):
            BylineError(
                .responseTooLarge, "The header fields of the answer to \(request) are larger than \(limit) bytes.",
                remedy: "Check that the address is the intended server's.")
        case .malformedHead:
            BylineError(
                .responseMalformed, "The answer to \(request) does not begin as HTTP does.",
                remedy: "Check the address, its port, and whether the server wants https.")
        case .curl(let fault): fault.error(for: request)
        }
    }

    private static func timeout(_ limit: Limit, _ after: Duration, _ request: HTTPRequest) -> BylineError {
        let time = after.inWords
        return switch limit {
        case .connect:
            BylineError(
                .timeoutConnect, "\(request) could not connect within \(time).",
                remedy: "Check the host, the port and the network, or raise the connect timeout.")
        case .firstByte:
            BylineError(
                .timeoutFirstByte, "The server did not begin to answer \(request) within \(time).",
                remedy: "Check that the server is not overloaded, or raise the first-byte timeout.")
        case .idle:
            BylineError(
                .timeoutIdle, "The answer to \(request) stopped for \(time).",
                remedy: "Try again; if this is usual for the server, raise the idle timeout.")
        case .total:
            BylineError(
                .timeoutTotal, "\(request) was not answered in full within \(time).",
                remedy: "Ask for less at once, or raise the total timeout.")
        }
    }
}

extension Duration {
    /// `200 milliseconds`, `1.5 seconds`: the same in every locale.
    fileprivate var inWords: String {
        let milliseconds = Int((self / .milliseconds(1)).rounded())
        if milliseconds < 1_000 { return "\(milliseconds) milliseconds" }
        if milliseconds == 1_000 { return "1 second" }
        return milliseconds.isMultiple(of: 1_000)
            ? "\(milliseconds / 1_000) seconds" : "\(Double(milliseconds) / 1_000) seconds"
    }
}

extension CurlFault {
    func error(for request: HTTPRequest) -> BylineError {
        func make(_ code: BylineError.Code, _ message: String, _ remedy: String) -> BylineError {
            BylineError(code, message, remedy: remedy, cause: self)
        }
        let host = request.url.host() ?? "?"
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return make(
                .nameNotResolved, "The host \(host) of \(request) is not known.",
                "Check the spelling of the address, and the network.")
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return make(
                .proxyFailed, "The proxy for \(request) cannot be used.",
                "Check http_proxy and https_proxy, or the proxy that is configured.")
        case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED:
            return make(
                .connectionRefused, "Nothing accepts connections for \(request).",
                "Start the server, or check host and port.")
        case CURLE_COULDNT_CONNECT:
            return make(
                .connectionFailed, "The server for \(request) cannot be reached.", "Check host, port and the network.")
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR:
            return make(
                .connectionLost, "The server closed the connection of \(request) without an answer.",
                "Try again; if it stays, read the server's log.")
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            return make(
                .responseTruncated, "The answer to \(request) ended too early.",
                "Try again; if it stays, read the server's log.")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            return make(
                .responseMalformed, "The answer to \(request) is not valid HTTP.",
                "Check the address, its port, and whether the server wants https.")
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE:
            return make(
                .tls, "The file of certificate authorities for \(request) cannot be read.",
                "Check that it exists and holds PEM certificates.")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return make(
                .tls, "The certificate of the server for \(request) is not to be trusted.",
                "Check the address; for a private authority, configure its certificate file.")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
            return make(
                .tls, "No secure connection could be made for \(request).",
                "Check that the port speaks https; a server without it needs an http address.")
        default:
            return make(.transferFailed, "\(request) failed.", "Check the address and the server.")
        }
    }
}
