import Corpus
import Embedding
import Foundation
import Store
import Testing

extension StoreConformance {
    /// Corpora are made, named, kept apart and removed.
    public func corpora() async throws {
        try await corpusIsMadeOnce()
        try await unknownCorpusNamesTheOthers()
        try await corporaDoNotSeeEachOther()
        try await deletedCorpusIsGone()
    }

    func corpusIsMadeOnce() async throws {
        try await withStore { store async throws in
            let status = try await store.corpus(.standard)
            let again = try await store.createCorpus(
                .standard, chunking: StoreFixture.chunking, space: fixture.space)
            #expect(status == again)
            #expect(status.articles == 0 && status.versions == 0 && status.chunks == 0)
            #expect(status.activeSpace == fixture.space && status.spaces.map(\.isActive) == [true])
            await expect("chunking-mismatch") {
                try await store.createCorpus(.standard, chunking: Chunking(tokenizer: "other"), space: fixture.space)
            }
            await expect("embedding-space-mismatch") {
                try await store.createCorpus(
                    .standard, chunking: StoreFixture.chunking, space: StoreFixture.space("other"))
            }
            #expect(try await store.corpora() == [status])
        }
    }

    func unknownCorpusNamesTheOthers() async throws {
        let name = try #require(CorpusName(rawValue: "nowhere"))
        try await withStore { store async throws in
            let error = await expect("unknown-corpus") { _ = try await store.corpus(name) }
            #expect(error?.message == "There is no corpus 'nowhere'.")
            #expect(error?.remedy.contains("'default'") == true)
            await expect("unknown-corpus") { _ = try await store.sequence(of: name) }
            await expect("unknown-corpus") { _ = try await store.activeSpace(of: name) }
            await expect("unknown-corpus") { _ = try await store.passages([1], in: name) }
            await expect("unknown-corpus") {
                _ = try await store.matching(["a"], in: name, filter: .standing, limit: 1)
            }
            await expect("unknown-corpus") {
                _ = try await store.nearest(
                    to: fixture.vector("a"), space: fixture.space, in: name, filter: .standing, limit: 1)
            }
        }
    }

    func corporaDoNotSeeEachOther() async throws {
        let other = StoreFixture(corpus: try #require(CorpusName(rawValue: "another")))
        try await withStore([fixture.article("a", "The harbour froze.")]) { store async throws in
            try await other.prepare(store)
            #expect(try await store.corpora().map(\.name.rawValue) == ["another", "default"])
            #expect(try await other.nearest("The harbour froze.", in: store) == [])
            #expect(try await other.matching(["harbour"], in: store) == [])
            let key = try #require(
                try await store.matching(["harbour"], in: .standard, filter: .standing, limit: 1).chunks.first)
            #expect(try await store.passages([key.key], in: other.corpus).isEmpty)

            // The other corpus's words do not move this one's scores.
            for index in 0..<5 {
                try await other.write([other.article("\(index)", "The harbour, the harbour.")], to: store)
            }
            let after = try await store.matching(["harbour"], in: .standard, filter: .standing, limit: 1).chunks
            #expect(after == [key])
            let (mine, others) = (
                try await store.sequence(of: .standard), try await store.sequence(of: other.corpus)
            )
            #expect(mine < others)
        }
    }

    func deletedCorpusIsGone() async throws {
        try await withStore([fixture.article("a", "The harbour froze.")]) { store async throws in
            let before = try await store.sequence(of: .standard)
            #expect(try await store.deleteCorpus(.standard))
            #expect(try await !store.deleteCorpus(.standard))
            await expect("unknown-corpus") { _ = try await store.corpus(.standard) }
            #expect(try await store.isStored([fixture.article("a", "The harbour froze.")]) == [false])

            try await fixture.prepare(store)
            #expect(try await fixture.nearest("The harbour froze.", in: store) == [])
            #expect(try await fixture.matching(["harbour"], in: store) == [])
            try await fixture.write([fixture.article("a", "The harbour froze.")], to: store)
            #expect(try await fixture.nearest("The harbour froze.", in: store) == ["The harbour froze."])
            #expect(try await fixture.matching(["harbour"], in: store) == ["The harbour froze."])
            #expect(try await store.sequence(of: .standard) > before)
        }
    }

    /// Articles are written once, in versions, and removed.
    public func writing() async throws {
        try await sameArticleTwiceIsOne()
        try await twoOutletsAreTwo()
        try await badArticlesWriteNothing()
        try await anythingReadsBackAsItWasWritten()
        try await deletedArticleIsUnseenButReadable()
        try await listingGoesThroughAll()
        try await sourcesAreKept()
    }

    func sameArticleTwiceIsOne() async throws {
        try await withStore { store async throws in
            let article = fixture.article("a", "The harbour froze.\nShips waited.")
            #expect(try await store.isStored([article]) == [false])
            let first = try await fixture.write([article, article], to: store)
            #expect(first.inserted == 1 && first.updated == 0 && first.unchanged == 1)
            #expect(try await store.isStored([article, fixture.article("a", "Other.")]) == [true, false])
            let second = try await fixture.write([article], to: store)
            #expect(second.inserted == 0 && second.unchanged == 1)
            #expect(second.sequence == first.sequence)
            let status = try await store.corpus(.standard)
            #expect(status.articles == 1 && status.versions == 1 && status.chunks == 2)
            #expect(status.spaces.first?.vectors == 2)
            #expect(status.sequence == first.sequence)

            let changed = try await fixture.write([fixture.article("a", "The harbour froze again.")], to: store)
            #expect(changed.updated == 1 && changed.inserted == 0 && changed.sequence > first.sequence)
            let later = try await store.corpus(.standard)
            #expect(later.articles == 1 && later.versions == 2 && later.chunks == 1)
            #expect(later.spaces.first?.vectors == 3)
        }
    }

    func twoOutletsAreTwo() async throws {
        let text = "The harbour froze."
        let articles = [fixture.article("a", text, source: "One"), fixture.article("a", text, source: "Two")]
        try await withStore(articles) { store async throws in
            #expect(try await store.corpus(.standard).articles == 2)
            #expect(try await fixture.nearest(text, in: store) == [text, text])
        }
    }

    func badArticlesWriteNothing() async throws {
        try await withStore { store async throws in
            let good = fixture.encode(fixture.article("a", "The harbour froze."))
            let other = StoreFixture(corpus: .standard, space: StoreFixture.space("other", dimension: 4))
            let error = await expect("embedding-space-mismatch") {
                try await store.write(
                    [other.encode(good.article)], in: .standard, space: other.space)
            }
            #expect(error?.message.contains(other.space.identifier) == true)
            #expect(error?.message.contains(fixture.space.identifier) == true)
            await expect("vector-dimension") {
                let short = EncodedArticle(
                    article: good.article, chunks: good.chunks, vectors: good.chunks.map { other.embed($0.text) })
                try await store.write([good, short], in: .standard, space: fixture.space)
            }
            await expect("vector-count") {
                let twice = EncodedArticle(
                    article: good.article, chunks: good.chunks, vectors: good.vectors + good.vectors)
                try await store.write([good, twice], in: .standard, space: fixture.space)
            }
            #expect(try await store.corpus(.standard).articles == 0)
            #expect(try await fixture.nearest("The harbour froze.", in: store) == [])
            #expect(try await store.write([], in: .standard, space: fixture.space).inserted == 0)
        }
    }

    func anythingReadsBackAsItWasWritten() async throws {
        let texts = [
            "Zoë’s café — “naïve” 北京 👩‍👩‍👧‍👦 e\u{301}\nsecond line\u{85}with odd spaces\u{2028}.", "",
            "\u{FEFF}\u{0}NUL inside",
            String(repeating: "long ", count: 20_000),
        ]
        let articles = texts.enumerated().map { index, text in
            fixture.article(
                "\(index)", text, title: "\"Quote\"; DROP TABLE article; --", source: "Ünïcode",
                published: index == 0 ? nil : Date(timeIntervalSince1970: 1_700_000_000.123))
        }
        try await withStore(articles) { store async throws in
            for article in articles {
                let stored = try await store.article(article.id, in: .standard, asOf: nil)
                #expect(stored?.article == article)
                #expect(stored?.knownTo == nil)
                for chunk in fixture.chunks(of: article) {
                    let hits = try await store.nearest(
                        to: fixture.vector(chunk.text), space: fixture.space, in: .standard, filter: .standing,
                        limit: 1)
                    let passage = try #require(try await store.passages(hits.map(\.key), in: .standard).first)
                    #expect(passage.chunk == chunk)
                    #expect(passage.article == ArticleHead(article, knownTo: nil))
                    #expect(passage.vector == fixture.vector(chunk.text))
                    #expect(passage.sentenceVectors == fixture.embed(chunk.text).sentences)
                }
            }
        }
    }

    func deletedArticleIsUnseenButReadable() async throws {
        let article = fixture.article("a", "The harbour froze.")
        try await withStore([article, fixture.article("b", "A stadium opened.")]) { store async throws in
            let key = try await store.matching(["harbour"], in: .standard, filter: .standing, limit: 1).chunks.map(
                \.key)
            let before = try await store.sequence(of: .standard)
            #expect(try await store.deleteArticle(article.id, in: .standard))
            #expect(try await !store.deleteArticle(article.id, in: .standard))
            #expect(try await store.sequence(of: .standard) > before)
            #expect(try await fixture.nearest("The harbour froze.", in: store) == ["A stadium opened."])
            #expect(try await fixture.matching(["harbour"], in: store) == [])
            #expect(try await store.article(article.id, in: .standard, asOf: nil) == nil)
            #expect(try await store.versions(of: article.id, in: .standard).isEmpty)
            #expect(try await store.isStored([article]) == [false])
            #expect(try await store.corpus(.standard).chunks == 1)
            #expect(try await store.corpus(.standard).spaces.first?.vectors == 1)
            // A search that began before may still ask for it.
            #expect(try await store.passages(key, in: .standard).map(\.chunk.text) == ["The harbour froze."])

            let receipt = try await fixture.write([article], to: store)
            #expect(receipt.inserted == 1)
            #expect(try await fixture.matching(["harbour"], in: store) == ["The harbour froze."])
            let newKey = try await store.matching(["harbour"], in: .standard, filter: .standing, limit: 1).chunks.map(
                \.key)
            #expect(newKey != key)
        }
    }

    func listingGoesThroughAll() async throws {
        let articles = (0..<7).map {
            fixture.article("\($0)", "Text \($0).", source: $0 == 3 ? "Other" : "The Courier")
        }
        try await withStore(articles) { store async throws in
            var seen: [ArticleID] = []
            var cursor: String?
            repeat {
                let page = try await store.articles(in: .standard, filter: .standing, after: cursor, limit: 3)
                #expect(page.articles.count <= 3)
                seen += page.articles.map(\.article.id)
                cursor = page.next
            } while cursor != nil
            #expect(seen.count == 7 && Set(seen) == Set(articles.map(\.id)))
            let other = try await store.articles(
                in: .standard, filter: SearchFilter(sources: ["oTHER"]), after: nil, limit: .max)
            #expect(other.articles.map(\.article) == [articles[3]] && other.next == nil)
            #expect(try await store.articles(in: .standard, filter: .standing, after: nil, limit: 0).articles.isEmpty)
            await expect("bad-cursor") {
                _ = try await store.articles(in: .standard, filter: .standing, after: "'; --", limit: 3)
            }
        }
    }

    func sourcesAreKept() async throws {
        try await withStore { store async throws in
            let courier = Source(name: "The Courier", domain: "courier.example", aliases: ["Courier"], reliability: 0.8)
            try await store.setSources([courier, Source(name: "Agency")], in: .standard)
            #expect(try await store.sources(of: .standard).map(\.name) == ["Agency", "The Courier"])
            let before = try await store.sequence(of: .standard)
            try await store.setSources([Source(name: "Agency", owner: "A trust")], in: .standard)
            #expect(try await store.sources(of: .standard) == [Source(name: "Agency", owner: "A trust"), courier])
            #expect(try await store.sequence(of: .standard) > before)
            await expect("source-name") { try await store.setSources([Source(name: "")], in: .standard) }
        }
    }
}
