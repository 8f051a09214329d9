import Foundation

/// A sentence may not lead the reader anywhere that its evidence does not: links, e-mail addresses and handles must stand there.
///
/// What a model adds of its own is at best a guess, and at worst the address of whoever wrote instructions into a text.
public struct LinkCheck: Sendable {
    /// A check; it has no settings.
    public init() {}

    /// What is wrong with a sentence, as a sentence for the reader; nil where every link is known.
    ///
    /// - Parameter evidence: texts and addresses that the sentence may rest on. Linear in the length of all.
    public func objection(to sentence: String, evidence: [String]) -> String? {
        let addresses = AddressScanner.addresses(in: sentence)
        guard !addresses.isEmpty else { return nil }
        let known = Set(evidence.flatMap(AddressScanner.addresses).map(\.key))
        guard let stranger = addresses.first(where: { !known.contains($0.key) }) else { return nil }
        return "The \(stranger.kind.rawValue) “\(stranger.text)” does not stand in the evidence."
    }
}

/// Finds what a reader could follow: links, e-mail addresses and handles.
enum AddressScanner {
    enum Kind: String, Sendable {
        case link
        case email = "e-mail address"
        case handle
    }

    struct Address: Sendable, Hashable {
        let kind: Kind
        let text: String
        /// Equal for two spellings of the same address.
        let key: String
    }

    static func addresses(in text: String) -> [Address] {
        guard mayHaveOne(text) else { return [] }
        return text.split { $0.isWhitespace || "<>\"“”()[]{}|,;".contains($0) }.compactMap(address)
    }

    /// Whether it has one of the marks without which there is no address: most sentences have none. O(length), and fast.
    private static func mayHaveOne(_ text: String) -> Bool {
        var last: UInt8 = 0
        return text.utf8.contains { byte in
            defer { last = byte }
            if byte == UInt8(ascii: "@") || byte == UInt8(ascii: ":") { return true }
            // The ending of a host is of letters.
            let letter = byte | 0x20
            return last == UInt8(ascii: ".") && letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
        }
    }

    private static func address(_ token: Substring) -> Address? {
        var token = token
        while let last = token.last, ".!?:'’*_`".contains(last) { token.removeLast() }
        while let first = token.first, "'‘*_`".contains(first) { token.removeFirst() }
        let lower = token.lowercased()
        guard token.count > 2 else { return nil }
        if lower.hasPrefix("mailto:") {
            return Address(kind: .email, text: String(token), key: String(lower.dropFirst(7)))
        }
        if lower.contains("://") || lower.hasPrefix("www.") || lower.hasPrefix("javascript:")
            || lower.hasPrefix("data:")
        {
            return Address(kind: .link, text: String(token), key: bare(lower))
        }
        if token.first == "@" {
            return lower.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
                ? Address(kind: .handle, text: String(token), key: lower) : nil
        }
        let halves = lower.split(separator: "@", omittingEmptySubsequences: false)
        if halves.count == 2, !halves[0].isEmpty, isHost(halves[1]) {
            return Address(kind: .email, text: String(token), key: lower)
        }
        let host = lower.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        guard isHost(host) else { return nil }
        return Address(kind: .link, text: String(token), key: bare(lower))
    }

    /// Without what does not tell addresses apart: the scheme, `www.`, and a slash at the end.
    private static func bare(_ link: String) -> String {
        var rest = link[...]
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
        while rest.last == "/" { rest.removeLast() }
        return String(rest)
    }

    /// A name of hosts: labels with dots, the last of them an ending that the web has. "U.S." and "3.5" are none.
    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, endings.contains(String(last)) else { return false }
        return labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
    }

    private static let endings: Set<String> = Set(
        """
        com org net edu gov int mil info biz name io ai co app dev me tv news blog online site shop store xyz top live link
        click cloud club pro tech world today media press example test invalid localhost onion uk de fr us ca au nz ie eu nl
        be at ch es pt it se no dk fi pl cz sk hu ro bg gr tr ru ua by cn jp kr in pk bd lk id my sg th vn ph hk tw br mx ar
        cl za ng ke eg ma il ir sa ae qa is lt lv ee si hr rs ly gg to cc ws fm am la su
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
