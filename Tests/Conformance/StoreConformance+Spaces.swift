import Corpus
import Embedding
import Foundation
import Store
import Testing

extension StoreConformance {
    /// A second space is filled beside the active one and takes its place.
    public func spaces() async throws {
        try await secondSpaceTakesOver()
        try await foreignVectorsAreRefused()
        try await articlesWrittenMeanwhileAreMissing()
        try await vectorsFollow()
    }

    /// Articles come without vectors, are found by their words, and by their vectors when those have come.
    func vectorsFollow() async throws {
        let articles = (0..<3).map { fixture.article("\($0)", "Text \($0).\nMore \($0).") }
        try await withStore { store async throws in
            let bare = articles.map { EncodedArticle(article: $0, chunks: fixture.chunks(of: $0), vectors: []) }
            #expect(try await store.write(bare, in: .standard, space: fixture.space).inserted == 3)
            #expect(try await store.corpus(.standard).chunks == 6)
            #expect(try await store.corpus(.standard).spaces.map(\.vectors) == [0])
            #expect(try await fixture.nearest("Text 1.", in: store) == [])
            let found = try await store.matching(["text"], in: .standard, filter: .standing, limit: 9).chunks
            let passages = try await store.passages(found.map(\.key), in: .standard)
            #expect(passages.count == 3 && passages.allSatisfy { $0.vector.isEmpty })

            let lacking = try await store.passagesWithoutVector(
                in: fixture.space, of: .standard, after: nil, limit: 9)
            #expect(lacking.count == 6)
            let vectors = lacking.map { ChunkVector(chunk: $0.chunk.id, embedding: fixture.embed($0.chunk.text)) }
            #expect(try await store.addVectors(vectors, to: fixture.space, of: .standard) == 6)
            #expect(try await fixture.nearest("Text 1.", in: store, limit: 1) == ["Text 1."])
        }
    }

    func secondSpaceTakesOver() async throws {
        let next = StoreFixture(space: StoreFixture.space("next", dimension: 6))
        let articles = (0..<5).map { fixture.article("\($0)", "Text \($0).\nMore \($0).") }
        try await withStore(articles) { store async throws in
            try await store.addSpace(next.space, to: .standard)
            let sequence = try await store.sequence(of: .standard)
            try await store.addSpace(next.space, to: .standard)
            #expect(try await store.sequence(of: .standard) == sequence)
            #expect(try await store.corpus(.standard).spaces.map(\.vectors) == [10, 0])
            let error = await expect("space-incomplete") { try await store.activate(next.space, of: .standard) }
            #expect(error?.message.hasPrefix("10 chunks") == true)

            var last: ChunkKey?
            var batches = 0
            while true {
                let passages = try await store.passagesWithoutVector(
                    in: next.space, of: .standard, after: last, limit: 4)
                guard let key = passages.last?.key else { break }
                #expect(passages.map(\.key) == passages.map(\.key).sorted())
                let vectors = passages.map { ChunkVector(chunk: $0.chunk.id, embedding: next.embed($0.chunk.text)) }
                #expect(try await store.addVectors(vectors, to: next.space, of: .standard) == passages.count)
                #expect(try await store.addVectors(vectors, to: next.space, of: .standard) == 0)
                // Searches go on in the space that is active.
                #expect(try await fixture.nearest("Text 1.", in: store, limit: 1) == ["Text 1."])
                (last, batches) = (key, batches + 1)
            }
            #expect(batches == 3)

            try await store.activate(next.space, of: .standard)
            let status = try await store.corpus(.standard)
            #expect(status.activeSpace == next.space && status.spaces.map(\.isActive) == [false, true])
            #expect(try await next.nearest("More 3.", in: store, limit: 1) == ["More 3."])
            // A question that was embedded before the cut-over still finds its space.
            #expect(try await fixture.nearest("More 3.", in: store, limit: 1) == ["More 3."])
            let key = try await store.matching(["more"], in: .standard, filter: .standing, limit: 1).chunks.map(\.key)
            #expect(try await store.passages(key, in: .standard).first?.vector.count == 6)
            let before = try await store.passages(key, space: fixture.space, in: .standard)
            #expect(before.first?.vector.count == fixture.space.dimension)
            #expect(try await store.activeSpace(of: .standard) == next.space)
            try await store.activate(next.space, of: .standard)

            await expect("space-active") { try await store.removeSpace(next.space, of: .standard) }
            try await store.removeSpace(fixture.space, of: .standard)
            #expect(try await store.corpus(.standard).spaces.map(\.space) == [next.space])
            await expect("embedding-space-mismatch") { _ = try await fixture.nearest("More 3.", in: store) }
            #expect(try await store.check() == [])
        }
    }

    func foreignVectorsAreRefused() async throws {
        let article = fixture.article("a", "One.\nTwo.")
        let next = StoreFixture(space: StoreFixture.space("next", dimension: 6))
        try await withStore([article]) { store async throws in
            try await store.addSpace(next.space, to: .standard)
            let chunks = fixture.chunks(of: article)
            let good = ChunkVector(chunk: chunks[0].id, embedding: next.embed("One."))
            await expect("vector-dimension") {
                let bad = ChunkVector(chunk: chunks[1].id, embedding: fixture.embed("Two."))
                try await store.addVectors([good, bad], to: next.space, of: .standard)
            }
            await expect("vector-not-finite") {
                var bad = next.embed("Two.")
                bad.vector[2] = .nan
                try await store.addVectors(
                    [good, ChunkVector(chunk: chunks[1].id, embedding: bad)], to: next.space, of: .standard)
            }
            #expect(try await store.corpus(.standard).spaces.last?.vectors == 0)
            let gone = ChunkVector(chunk: ChunkID(hashing: ["gone"]), embedding: next.embed("x"))
            #expect(try await store.addVectors([gone, good], to: next.space, of: .standard) == 1)
            await expect("embedding-space-mismatch") {
                try await store.addVectors(
                    [ChunkVector(chunk: chunks[0].id, embedding: fixture.embed("x"))],
                    to: StoreFixture.space("unknown"), of: .standard)
            }
        }
    }

    func articlesWrittenMeanwhileAreMissing() async throws {
        let next = StoreFixture(space: StoreFixture.space("next"))
        try await withStore([fixture.article("a", "One.")]) { store async throws in
            try await store.addSpace(next.space, to: .standard)
            let first = try await store.passagesWithoutVector(in: next.space, of: .standard, after: nil, limit: 9)
            try await store.addVectors(
                first.map { ChunkVector(chunk: $0.chunk.id, embedding: next.embed($0.chunk.text)) }, to: next.space,
                of: .standard)
            try await fixture.write([fixture.article("b", "Two.")], to: store)
            await expect("space-incomplete") { try await store.activate(next.space, of: .standard) }
            // Written into the other space instead, an article lacks a vector in the active one.
            try await next.write([next.article("c", "Three.")], to: store)
            #expect(try await store.check().map(\.remedy).contains { $0.contains("byline embed") })
            #expect(try await fixture.nearest("Three.", in: store).sorted() == ["One.", "Two."])
            #expect(try await fixture.matching(["three"], in: store) == ["Three."])
            let missing = try await store.passagesWithoutVector(in: next.space, of: .standard, after: nil, limit: 9)
            #expect(missing.map(\.chunk.text) == ["Two."])
        }
    }

    /// A sound store has no fault; indexes can be made again; sequences grow.
    public func upkeep() async throws {
        try await withStore([fixture.article("a", "One.\nTwo."), fixture.article("b", "Three.")]) {
            store async throws in
            #expect(try await store.check() == [])
            let dense = try await fixture.nearest("Two.", in: store)
            let lexical = try await fixture.matching(["two", "three"], in: store)
            try await store.rebuildIndexes()
            #expect(try await fixture.nearest("Two.", in: store) == dense)
            #expect(try await fixture.matching(["two", "three"], in: store) == lexical)
            #expect(try await store.check() == [])
            var last = try await store.sequence(of: .standard)
            for round in 0..<3 {
                let receipt = try await fixture.write([fixture.article("c", "Round \(round).")], to: store)
                #expect(receipt.sequence > last)
                #expect(try await store.sequence(of: .standard) == receipt.sequence)
                last = receipt.sequence
            }
            #expect(try await store.check() == [])
        }
    }
}
