import Corpus
import Testing

@testable import Retrieval

@Suite("Keeping directories of outlets")
struct OutletDirectoryCacheTests {
    private func mentioned(_ cache: OutletDirectoryCache, _ outlets: [String], _ sources: [Source]) -> Set<String> {
        cache.directory(outlets: outlets, sources: sources).mentioned(in: Words.words(in: "The Gull on Quay Echo"))
            .outlets
    }

    @Test("by all that they are made of")
    func byValue() {
        let cache = OutletDirectoryCache()
        for _ in 0..<2 {
            #expect(mentioned(cache, ["quay echo"], []) == ["quay echo"])
            #expect(mentioned(cache, [], []) == [])
            #expect(mentioned(cache, [], [Source(name: "Courier", aliases: ["The Gull"])]) == ["courier"])
            #expect(mentioned(cache, [], [Source(name: "Ledger", aliases: ["The Gull"])]) == ["ledger"])
        }
        #expect(cache.count == 4)
    }

    @Test("no more than it has room for")
    func bounded() {
        let cache = OutletDirectoryCache()
        for number in 0..<(3 * OutletDirectoryCache.capacity) {
            #expect(mentioned(cache, ["quay echo", "outlet \(number)"], []) == ["quay echo"])
        }
        #expect(cache.count == OutletDirectoryCache.capacity)
    }
}
