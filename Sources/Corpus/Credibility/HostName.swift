/// The name of a host on the web, in the one spelling in which names are compared: in lower case and Unicode form C, labels beyond
/// ASCII in Punycode (RFC 3492), without a final dot and without a leading `www.`.
///
/// Letters are folded by Unicode's lower case, not by the whole of UTS 46: `ß` stays `ß`.
public struct HostName: Sendable, Hashable, CustomStringConvertible {
    /// `news.example.com`, `xn--bcher-kva.example`, `192.0.2.1` or `[2001:db8::1]`.
    public let name: String
    /// An address in numbers: it has no parent and belongs to nobody's domain.
    public let isAddress: Bool

    public var description: String { name }

    /// From a host alone or a whole web address; nil where `text` is neither.
    public init?(_ text: String) {
        let text = CanonicalComposition.compose(text)
        // A mail address is no host, though what follows a user name in a web address is.
        guard text.contains("://") || !text.contains("@") else { return nil }
        guard let host = CanonicalURL.host(of: text.contains("://") ? text : "https://" + text) else { return nil }
        if host.hasPrefix("[") {
            (name, isAddress) = (host, true)
            return
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(Punycode.label)
        guard labels.allSatisfy({ $0 != nil }) else { return nil }
        name = labels.compactMap { $0 }.joined(separator: ".")
        isAddress = labels.last??.utf8.allSatisfy { (0x30...0x39).contains($0) } ?? false
    }

    /// The same, where `text` could be nothing but a domain: it has a dot and no blank, path or port.
    public init?(domain text: String) {
        guard text.contains("."), !text.contains(where: { $0.isWhitespace || "/:@?#".contains($0) }) else { return nil }
        self.init(text)
    }

    var labels: [Substring] { name.split(separator: ".") }
}
