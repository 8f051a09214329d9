/// An address on the web in one of its many spellings, brought to a common one (RFC 3986, section 6.2).
///
/// Two forms, since what names a page is less than what opens it:
/// - ``address`` is for people and links: scheme and host in lower case, no default port, user name or fragment, no
///   tracking parameters, dot segments resolved, percent-encoding in its normal form. `http` and `www.` stay as given,
///   since some hosts answer only there. The order of the query stays.
/// - ``identity`` is for telling pages apart: ``address`` with `https`, without a leading `www.` and without a slash at
///   the end of the path. News sites serve the same page under all of these.
///
/// What is not an `http` or `https` URL with a host is no URL: the initialiser gives nil.
public struct CanonicalURL: Sendable, Hashable {
    /// For links and citations.
    public let address: String
    /// For equality: two URLs with one identity are one page.
    public let identity: String
    /// In lower case, without a leading `www.`.
    public let host: String

    /// Longer texts are no URL; browsers and servers give up earlier.
    static let maximumBytes = 8_192

    /// Nil where `text` is no web address. Linear in the length of `text`.
    public init?(_ text: String) {
        guard let origin = Origin(text) else { return nil }
        let rawPath = origin.rest.prefix { $0 != "?" }
        let path = Self.path(rawPath)
        let query = Self.query(origin.rest[rawPath.endIndex...].dropFirst())

        address = "\(origin.scheme)://\(origin.host)\(origin.port)\(path)\(query)"
        host = origin.bareHost
        let barePath = path.hasSuffix("/") ? String(path.dropLast()) : path
        identity = "https://\(host)\(origin.port)\(barePath)\(query)"
    }

    /// ``host`` of the URL that `text` is, for less than the whole of it takes; nil where it is none.
    static func host(of text: String) -> String? { Origin(text)?.bareHost }

    /// A URL up to its path.
    private struct Origin {
        let scheme: String
        let host: String
        /// With its colon; empty for the scheme's own.
        let port: String
        /// What follows, without a fragment.
        let rest: Substring

        init?(_ text: String) {
            let text = TextCleaner.clean(text, lineBreaks: .joined, decodesReferences: false)
            guard text.utf8.count <= maximumBytes, let colon = text.firstIndex(of: ":") else { return nil }
            scheme = text[..<colon].lowercased()
            guard scheme == "http" || scheme == "https", text[colon...].hasPrefix("://") else { return nil }
            let whole = text[colon...].dropFirst(3).prefix { $0 != "#" }
            let authority = whole.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
            guard let (host, port) = hostAndPort(of: authority, scheme: scheme) else { return nil }
            (self.host, self.port, rest) = (host, port, whole[authority.endIndex...])
        }

        /// Without a leading `www.`.
        var bareHost: String {
            let hasPrefix = host.hasPrefix("www.") && host.dropFirst(4).contains(".")
            return hasPrefix ? String(host.dropFirst(4)) : host
        }
    }

    private static func hostAndPort(of authority: Substring, scheme: String) -> (host: String, port: String)? {
        let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        var host = hostAndPort
        var port = ""
        if let colon = hostAndPort.lastIndex(of: ":"), !hostAndPort[colon...].contains("]") {
            host = hostAndPort[..<colon]
            let digits = hostAndPort[colon...].dropFirst()
            if !digits.isEmpty {
                guard let number = UInt16(digits), number > 0 else { return nil }
                let isDefault = number == 443 && scheme == "https" || number == 80 && scheme == "http"
                port = isDefault ? "" : ":\(number)"
            }
        }
        let name = host.hasSuffix(".") ? host.dropLast() : host
        guard isHost(name) else { return nil }
        return (name.lowercased(), port)
    }

    /// A registered name (also in letters beyond ASCII) or an IPv6 address in brackets.
    private static func isHost(_ name: Substring) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        if name.hasPrefix("[") {
            return name.hasSuffix("]")
                && name.dropFirst().dropLast().utf8.allSatisfy { isHexadecimal($0) || ":.".utf8.contains($0) }
        }
        guard !name.hasPrefix("."), !name.contains("..") else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? isUnreserved(UInt8(scalar.value)) && scalar != "~" : scalar.properties.isAlphabetic
        }
    }

    /// Resolves dot segments (RFC 3986, section 5.2.4) and normalises the encoding; at least `/`.
    private static func path(_ raw: Substring) -> String {
        let segments = encode(raw.replacing("\\", with: "/")).split(separator: "/", omittingEmptySubsequences: false)
        var resolved: [Substring] = []
        for (index, segment) in segments.dropFirst().enumerated() {
            let isLast = index == segments.count - 2
            switch segment {
            case ".": if isLast { resolved.append("") }
            case "..":
                _ = resolved.popLast()
                if isLast { resolved.append("") }
            default: resolved.append(segment)
            }
        }
        return "/" + resolved.joined(separator: "/")
    }

    /// The parameters that are left, in their order, with `?`; empty where none is. Feeds often write `&amp;` for `&`.
    private static func query(_ raw: Substring) -> String {
        let parameters = raw.split(separator: "&").compactMap { parameter -> Substring? in
            var parameter = parameter
            while parameter.hasPrefix("amp;") { parameter = parameter.dropFirst(4) }
            return parameter.isEmpty || TrackingParameters.contains(nameOf: parameter) ? nil : parameter
        }
        return parameters.isEmpty ? "" : "?" + encode(parameters.joined(separator: "&"))
    }

    /// Percent-encoding in its normal form: upper-case digits, unreserved characters bare, all that a URL cannot hold
    /// encoded, a `%` that encodes nothing as `%25`.
    private static func encode(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        func appendEncoded(_ byte: UInt8) {
            let digits = Array("0123456789ABCDEF".utf8)
            result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "%") {
                guard index + 1 < bytes.count, isHexadecimal(bytes[index]), isHexadecimal(bytes[index + 1]),
                    let value = UInt8(String(decoding: bytes[index...index + 1], as: UTF8.self), radix: 16)
                else {
                    appendEncoded(byte)
                    continue
                }
                index += 2
                if isUnreserved(value) { result.append(value) } else { appendEncoded(value) }
            } else if isUnreserved(byte) || reserved.contains(byte) {
                result.append(byte)
            } else {
                appendEncoded(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let reserved = Set(":/?[]@!$&'()*+,;=".utf8)

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}

/// Query parameters that say how a reader came to a page, and nothing about the page.
private enum TrackingParameters {
    static func contains(nameOf parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    private static let prefixes = ["utm_", "at_", "ns_", "oly_", "_hs", "mtm_", "pk_"]

    private static let names: Set<String> = [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id",
        "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "vero_id", "s_cid", "cmpid", "smid", "wt.mc_id",
    ]
}
