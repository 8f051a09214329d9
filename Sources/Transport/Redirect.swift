import Corpus
import Foundation

/// Where a redirect leads, RFC 9110 section 15.4, as a pure decision.
enum Redirect {
    /// The request to send next; nil where the answer is the caller's.
    ///
    /// 303 becomes GET without a body, and so do 301 and 302 after POST, as every browser does. A credential stays with
    /// the server (scheme, host and port) that it was meant for.
    static func next(after request: HTTPRequest, head: HTTPResponseHead, hop: Int) throws -> HTTPRequest? {
        guard request.maximumRedirects > 0, [301, 302, 303, 307, 308].contains(head.status),
            let location = head.headers["Location"]
        else { return nil }
        guard hop < request.maximumRedirects else {
            throw BylineError(
                .tooManyRedirects, "\(request) was redirected more than \(request.maximumRedirects) times.",
                remedy: "Use the address that the server finally means.")
        }
        guard let url = URL(string: location, relativeTo: request.url)?.absoluteURL,
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            !(scheme == "http" && request.url.scheme?.lowercased() == "https")
        else {
            throw BylineError(
                .redirectRefused, "\(request) was redirected to an address that is not http or less secure than it.",
                remedy: "Use the address that the server finally means.")
        }
        var next = request
        next.url = url
        if head.status == 303 && request.method != "HEAD"
            || (head.status == 301 || head.status == 302) && request.method == "POST"
        {
            next.method = "GET"
            next.body = nil
            next.headers["Content-Type"] = nil
        }
        if !isSameServer(request.url, url) {
            next.credential = nil
            next.headers["Authorization"] = nil
            next.headers["Cookie"] = nil
        }
        return next
    }

    private static func isSameServer(_ one: URL, _ other: URL) -> Bool {
        func port(_ url: URL) -> Int { url.port ?? (url.scheme?.lowercased() == "https" ? 443 : 80) }
        return one.scheme?.lowercased() == other.scheme?.lowercased()
            && one.host()?.lowercased() == other.host()?.lowercased() && port(one) == port(other)
    }
}
