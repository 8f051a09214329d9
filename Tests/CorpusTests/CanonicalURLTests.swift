import Testing

@testable import Corpus

@Suite struct CanonicalURLTests {
    @Test(arguments: [
        ("HTTP://News.Example:80/A", "http://news.example/A", "https://news.example/A"),
        ("https://www.news.example:443", "https://www.news.example/", "https://news.example"),
        ("https://news.example:8443/a/", "https://news.example:8443/a/", "https://news.example:8443/a"),
        ("https://news.example/a#part", "https://news.example/a", "https://news.example/a"),
        ("https://user:secret@news.example/a", "https://news.example/a", "https://news.example/a"),
        (
            "https://news.example/a?utm_source=x&id=7&FBCLID=y&page=2&&", "https://news.example/a?id=7&page=2",
            "https://news.example/a?id=7&page=2"
        ),
        ("https://news.example/a?utm_source=x", "https://news.example/a", "https://news.example/a"),
        ("https://news.example/a?x=1&amp;y=2", "https://news.example/a?x=1&y=2", "https://news.example/a?x=1&y=2"),
        (
            "https://news.example/%7euser/%c3%a9", "https://news.example/~user/%C3%A9",
            "https://news.example/~user/%C3%A9"
        ),
        ("https://news.example/é x", "https://news.example/%C3%A9%20x", "https://news.example/%C3%A9%20x"),
        ("https://news.example/100%", "https://news.example/100%25", "https://news.example/100%25"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c", "https://news.example/a/c"),
        ("https://news.example/../../a/..", "https://news.example/", "https://news.example"),
        ("https://news.example./a", "https://news.example/a", "https://news.example/a"),
        ("https://www.example/a", "https://www.example/a", "https://www.example/a"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("  https://news.example/a\n", "https://news.example/a", "https://news.example/a"),
        ("https://münchen.example/a", "https://münchen.example/a", "https://münchen.example/a"),
    ])
    func bringsSpellingsTogether(_ text: String, _ address: String, _ identity: String) {
        #expect(CanonicalURL(text)?.address == address)
        #expect(CanonicalURL(text)?.identity == identity)
        #expect(CanonicalURL(address)?.address == address)
        #expect(CanonicalURL(identity)?.identity == identity)
    }

    @Test func keepsTheOrderOfTheQuery() {
        #expect(CanonicalURL("https://a.example/?b=1&a=2") != CanonicalURL("https://a.example/?a=2&b=1"))
    }

    @Test(arguments: [
        "", "   ", "news.example/a", "//news.example/a", "javascript:alert(1)", "file:///etc/passwd",
        "ftp://a.example/",
        "https://", "https:///a", "https://?a", "https://a..b/", "https://.a/", "https://a b.example/",
        "https://a.example:0/",
        "https://a.example:99999/", "https://a.example:port/", "https://[::1/", "https://<script>/", "http:/a.example",
        "https://" + String(repeating: "a", count: 9_000), "https://" + String(repeating: "a", count: 254) + "/",
    ])
    func whatIsNoAddressIsNone(_ text: String) {
        #expect(CanonicalURL(text) == nil)
    }

    @Test(arguments: 0..<200)
    func isStableOnHostileText(seed: Int) {
        guard let url = CanonicalURL("https://a.example/" + HostileText.random(seed: UInt64(seed), pieces: 12)) else {
            return
        }
        #expect(url.address.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(CanonicalURL(url.identity)?.identity == url.identity)
    }
}
