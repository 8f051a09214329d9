import Foundation
import Store
import Testing

@Suite struct TextCollectionTests {
    private func rows() -> [TextCollection.Row] {
        [
            .init(key: 3, title: "Flood", text: "The harbour was closed.", source: "Courier"),
            .init(
                key: 1, text: "A flood closed the harbour road.", source: "Ledger",
                publishedAt: Date(timeIntervalSince1970: 9)),
            .init(key: 2, text: "Nothing of the kind.", source: "Courier"),
        ]
    }

    private func keys(_ collection: TextCollection, _ query: TermQuery, _ filter: SearchFilter = .standing)
        -> [ChunkKey]
    {
        collection.matching([query], filter: filter).first?.chunks.map(\.key) ?? []
    }

    @Test func findsWhatWasAddedAndNotWhatWasRemoved() {
        let collection = TextCollection()
        #expect(keys(collection, TermQuery(terms: ["flood"], limit: 5)).isEmpty)
        collection.append(rows())
        // The first text of a key stays.
        collection.append([.init(key: 1, text: "Quite another text."), .init(key: 4, text: "")])
        #expect(collection.count == 4 && collection.size > 0)
        #expect(Set(keys(collection, TermQuery(terms: ["floods", "harbour"], limit: 5))) == [1, 3])
        #expect(keys(collection, TermQuery(terms: ["flood", "road"], limit: 5, match: .all)) == [1])
        #expect(keys(collection, TermQuery(terms: ["flood", "unheard"], limit: 5, match: .all)).isEmpty)
        #expect(keys(collection, TermQuery(terms: [], limit: 5, match: .all)).isEmpty)
        #expect(keys(collection, TermQuery(terms: ["harbour road"], limit: 5)) == [1])
        #expect(keys(collection, TermQuery(terms: ["flood"], limit: 5), SearchFilter(sources: ["COURIER"])) == [3])
        collection.remove([3, 99])
        #expect(keys(collection, TermQuery(terms: ["flood"], limit: 5)) == [1])
    }

    @Test func aFileHoldsItAllOrNothing() throws {
        let directory = try TemporaryDirectory()
        let file = directory.url.appendingPathComponent("texts")
        #expect(TextCollection(contentsOf: file) == nil)
        let collection = TextCollection()
        collection.append(rows())
        try collection.write(to: file)
        let opened = try #require(TextCollection(contentsOf: file))
        let query = TermQuery(terms: ["flood", "harbour", "kind"], limit: 5)
        #expect(opened.matching([query]).map(\.chunks) == collection.matching([query]).map(\.chunks))
        // What came from a file is added to and removed from like any other.
        opened.append([.init(key: 5, text: "A second flood."), .init(key: 1, text: "Not again.")])
        opened.remove([3])
        #expect(Set(keys(opened, TermQuery(terms: ["flood"], limit: 5))) == [1, 5])
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(TextCollection(contentsOf: file) == nil)
    }
}
