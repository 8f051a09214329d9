import Corpus
public import Foundation

/// How long each part of an exchange may take. Every limit that is passed has an error code of its own.
public struct HTTPTimeouts: Sendable, Hashable {
    /// Name resolution, connection and TLS together.
    public var connect: Duration
    /// From the connection to the first line of the answer, with the sending of the body.
    public var firstByte: Duration
    /// Between two pieces of the answer's body; stands still while the reader is behind.
    public var idle: Duration
    /// The whole exchange, redirects included; nil: no limit.
    public var total: Duration?

    /// Generous limits for a server across the internet.
    public init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(60), idle: Duration = .seconds(60),
        total: Duration? = nil
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }
}

/// The proxy that a request goes through. Addresses of this machine itself are never sent to the environment's proxy.
public enum HTTPProxy: Sendable, Hashable {
    /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say.
    case environment
    case none
    /// An `http`, `https` or `socks5` address.
    case url(URL)
}

/// One HTTP request, with the limits that its answer must keep.
///
/// Only `http` and `https` are spoken. TLS certificates are always checked.
public struct HTTPRequest: Sendable, CustomStringConvertible {
    /// `GET`, `POST`, …; case matters.
    public var method: String
    /// An `http` or `https` address.
    public var url: URL
    /// Fields to send, beside those that the client writes: `Host`, `Content-Length`, `Accept-Encoding`.
    public var headers: HTTPHeaders
    /// The key to show, kept out of `headers` so that it cannot be printed.
    public var credential: Credential?
    /// Sent as it is; nil: none.
    public var body: Data?
    /// How long each part of the exchange may take.
    public var timeouts: HTTPTimeouts
    /// Of the answer's body, counted after decompression.
    public var maximumResponseBytes: Int
    /// How many redirects are followed; 0 hands a 3xx answer to the caller. Credentials do not follow to another
    /// server, and `https` is never left for `http`.
    public var maximumRedirects: Int
    /// The proxy to go through.
    public var proxy: HTTPProxy
    /// A PEM file with the certificate authorities to trust instead of the system's.
    public var certificateAuthorities: URL?

    /// A request that follows no redirect and takes at most 64 MiB, unless told otherwise.
    public init(
        method: String = "GET", url: URL, headers: HTTPHeaders = [:], credential: Credential? = nil,
        body: Data? = nil, timeouts: HTTPTimeouts = HTTPTimeouts(), maximumResponseBytes: Int = 64 << 20,
        maximumRedirects: Int = 0, proxy: HTTPProxy = .environment, certificateAuthorities: URL? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.credential = credential
        self.body = body
        self.timeouts = timeouts
        self.maximumResponseBytes = maximumResponseBytes
        self.maximumRedirects = maximumRedirects
        self.proxy = proxy
        self.certificateAuthorities = certificateAuthorities
    }

    /// The method and the address without user, password, query and fragment.
    public var description: String { "\(method) \(url.withoutSecrets)" }

    /// Refuses what must not reach the wire: other schemes, no host, and line breaks that would smuggle in a header.
    func validate() throws {
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(percentEncoded: false), !host.isEmpty
        else {
            throw BylineError(
                .requestInvalid, "\(self) is not an http or https address with a host.",
                remedy: "Give an address such as https://example.org/v1.")
        }
        guard !method.isEmpty, method.utf8.allSatisfy({ $0.isTokenCharacter }) else {
            throw BylineError(
                .requestInvalid, "The method of a request to \(url.withoutSecrets) is not an HTTP method.",
                remedy: "Use a method such as GET or POST.")
        }
        let credentialField = credential.map { [HTTPHeaders.Field(name: $0.field.name, value: $0.field.value)] } ?? []
        for field in headers.fields + credentialField {
            let sound =
                !field.name.isEmpty && field.name.utf8.allSatisfy { $0.isTokenCharacter }
                && field.value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }
            guard sound else {
                throw BylineError(
                    .requestInvalid, "A header field of \(self) holds a character that HTTP forbids.",
                    remedy: "Remove line breaks and control characters from names and values of headers.")
            }
        }
    }
}

extension URL {
    /// The address without user, password, query and fragment, all of which may be private.
    public var withoutSecrets: String {
        guard var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else {
            return "(an unreadable address)"
        }
        parts.user = nil
        parts.password = nil
        parts.query = nil
        parts.fragment = nil
        return parts.string ?? "(an unreadable address)"
    }
}

extension UInt8 {
    /// A `tchar` of RFC 9110 section 5.6.2.
    fileprivate var isTokenCharacter: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}
