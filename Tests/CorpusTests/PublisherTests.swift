import Foundation
import Testing

@testable import Corpus

@Suite struct PublisherTests {
    private let directory = PublisherDirectory([
        Source(name: "Ledger", domain: "ledger.example", aliases: ["the Ledger"], owner: "Keelson Media"),
        Source(name: "Post", domain: "post.example", owner: "keelson media"),
        Source(name: "Gazette", owner: "Independent"), Source(name: "Tide", domain: "ledger.example"),
    ])

    @Test func ownersStandBehindOutlets() {
        let ledger = directory.publisher(outlet: "LEDGER", url: nil)
        #expect(ledger == Publisher("Keelson Media") && ledger?.description == "Keelson Media")
        #expect(directory.publisher(outlet: "The Ledger", url: nil) == ledger)
        #expect(directory.publisher(outlet: "Post", url: nil) == ledger)
        #expect(directory.publisher(outlet: "Gazette", url: nil) == Publisher("Gazette"))
        #expect(directory.publisher(outlet: "Tide", url: nil) == Publisher("Tide"))
    }

    @Test func addressesStandInForNames() {
        #expect(directory.publisher(outlet: "", url: "https://www.ledger.example/a") == Publisher("Keelson Media"))
        #expect(directory.publisher(outlet: "Blog", url: "https://blogs.post.example/") == Publisher("Keelson Media"))
        #expect(directory.publisher(outlet: "", url: "https://other.example/") == Publisher("other.example"))
        #expect(directory.publisher(outlet: "Other", url: "https://other.example/") == Publisher("Other"))
        #expect(directory.publisher(outlet: "", url: nil) == nil && directory.publisher(outlet: "", url: "x") == nil)
    }

    @Test func aPublisherIsItsName() throws {
        let data = try JSONEncoder().encode([Publisher("Keelson Media")])
        #expect(String(decoding: data, as: UTF8.self) == #"["Keelson Media"]"#)
        #expect(try JSONDecoder().decode([Publisher].self, from: data) == [Publisher("Keelson Media")])
        #expect(Set([Publisher("A"), Publisher("a")]).count == 1)
    }
}
