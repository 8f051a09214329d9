import Foundation
import Testing

@testable import Corpus

@Suite("Public suffixes")
struct PublicSuffixesTests {
    /// Rules of our own with every feature of the algorithm.
    private let rules = PublicSuffixes(rules: [
        "land", "co.land", "*.isle", "!main.isle", "*.deep.isle", "a.*.mid", "blogs.land", "рф", "*.city.land",
        "!town.city.land",
    ])

    private func domain(_ host: String, _ suffixes: PublicSuffixes) throws -> String? {
        suffixes.registrableDomain(of: try #require(HostName(host), "\(host)"))
    }

    @Test(
        "the registrable domain is one label more than the rule that decides",
        arguments: [
            ("land", nil), ("example.land", "example.land"), ("b.example.land", "example.land"), ("co.land", nil),
            ("x.co.land", "x.co.land"), ("b.x.co.land", "x.co.land"),
            // No rule: as by '*'.
            ("unlisted", nil), ("example.unlisted", "example.unlisted"), ("b.example.unlisted", "example.unlisted"),
            // A wildcard takes one label, and does not make its own parent a suffix.
            ("isle", nil), ("x.isle", nil), ("b.x.isle", "b.x.isle"), ("a.b.x.isle", "b.x.isle"),
            // An exception beats it.
            ("main.isle", "main.isle"), ("b.main.isle", "main.isle"), ("x.deep.isle", nil),
            ("b.x.deep.isle", "b.x.deep.isle"), ("town.city.land", "town.city.land"),
            ("b.town.city.land", "town.city.land"),
            ("x.city.land", nil), ("city.land", "city.land"),
            // A wildcard within.
            ("a.x.mid", nil), ("b.a.x.mid", "b.a.x.mid"), ("b.x.mid", "x.mid"), ("x.mid", "x.mid"),
            // Private suffixes, and letters beyond ASCII.
            ("blogs.land", nil), ("x.blogs.land", "x.blogs.land"), ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("XN--P1AI", nil), ("Example.LAND.", "example.land"),
            // Addresses belong to nobody's domain.
            ("192.0.2.1", nil), ("[2001:db8::1]", nil),
        ])
    func registrable(host: String, expected: String?) throws { #expect(try domain(host, rules) == expected) }

    @Test("the built-in table knows countries and platforms")
    func builtIn() throws {
        for (host, expected) in [
            ("news.bbc.co.uk", "bbc.co.uk"), ("co.uk", nil), ("abc.net.au", "abc.net.au"),
            ("www1.smh.com.au", "smh.com.au"),
            ("folha.uol.com.br", "uol.com.br"), ("asahi.co.jp", "asahi.co.jp"), ("x.blogspot.com", "x.blogspot.com"),
            ("blogspot.com", nil), ("a.substack.com", "a.substack.com"), ("x.city.kobe.jp", "city.kobe.jp"),
            ("b.c.kobe.jp", "b.c.kobe.jp"), ("a.b.sch.uk", "a.b.sch.uk"), ("edition.cnn.com", "cnn.com"),
            ("www.ck", "www.ck"),
            ("m.lemonde.fr", "lemonde.fr"), ("vennermouth-ledger.example", "vennermouth-ledger.example"),
        ] as [(String, String?)] {
            #expect(try domain(host, .builtIn) == expected, "\(host)")
        }
        #expect(PublicSuffixes.builtIn.count > 900)
    }

    @Test("a chain ends at the registrable domain")
    func chain() throws {
        func chain(_ host: String) throws -> [String] { rules.chain(of: try #require(HostName(host))) }
        #expect(try chain("a.b.x.co.land") == ["a.b.x.co.land", "b.x.co.land", "x.co.land"])
        #expect(try chain("x.co.land") == ["x.co.land"])
        #expect(try chain("co.land") == ["co.land"])
        #expect(try chain("192.0.2.1") == ["192.0.2.1"])
    }

    @Test("a full list is read from its file")
    func file() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "// comment\r\n// ===BEGIN===\n\nland   ignored\n*.isle\n!main.isle\n\tco.land\nрф\n", to: "list.dat")
        let suffixes = try PublicSuffixes(path: path)
        #expect(suffixes.count == 5)
        #expect(try domain("b.main.isle", suffixes) == "main.isle")
        #expect(try domain("a.x.co.land", suffixes) == "x.co.land")
    }

    @Test(
        "a file that is no list is refused with its line",
        arguments: [
            ("", "."), ("// nothing\n", "."), ("com\n..\n", ": line 2 is no rule."), ("a..b", ": line 1 is no rule."),
            ("com\n!\n", ": line 2 is no rule."), (String(repeating: "x", count: 5_000), "."),
            (String(repeating: "x.", count: 40) + "x", ": line 1 is no rule."),
        ])
    func malformed(text: String, end: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "list.dat")
        let error = #expect(throws: BylineError.self) { try PublicSuffixes(path: path) }
        #expect(error?.code == .suffixListInvalid)
        #expect(error?.message == "'\(path)' is no list of public suffixes\(end)")
        let bytes = try folder.write(Data([0xFF, 0xFE, 0x00]), to: "bytes.dat")
        #expect(throws: BylineError.self) { try PublicSuffixes(path: bytes) }
        #expect(throws: BylineError.self) { try PublicSuffixes(path: folder.path) }
    }
}
