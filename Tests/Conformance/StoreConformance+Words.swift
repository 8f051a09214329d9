import Corpus
import Foundation
import Store
import Testing

/// What the words of a corpus promise, beside their order.
extension StoreConformance {
    func termsAreCutAsTextsAre() async throws {
        let articles = [
            fixture.article("a", "The mayor\u{2019}s 1,250 homes were flooded.", title: "Notes"),
            fixture.article("b", "A port without a strike.", title: "Port-strike"),
            fixture.article("c", "Who is it?", title: "Notes"),
        ]
        try await withStore(articles) { store async throws in
            #expect(try await fixture.matching(["mayor"], in: store) == [articles[0].text])
            #expect(try await fixture.matching(["1250"], in: store) == [articles[0].text])
            #expect(try await fixture.matching(["Flooding"], in: store) == [articles[0].text])
            // Stop words are words.
            #expect(try await fixture.matching(["who"], in: store) == [articles[2].text])
            #expect(try await fixture.matching(["the"], in: store) == [articles[0].text])
            // A term of several words asks for all of them, in the text or in the title.
            #expect(try await fixture.matching(["port-strike"], in: store) == [articles[1].text])
            #expect(try await fixture.matching(["notes mayor"], in: store) == [])
            // A term counts once, however often and in whatever form it is asked for.
            let once = try await store.matching(["strike"], in: .standard, filter: .standing, limit: 9)
            let thrice = try await store.matching(
                ["strike", "strikes", "strike"], in: .standard, filter: .standing, limit: 9)
            #expect(once.chunks == thrice.chunks)
        }
    }

    func queriesAreAnsweredAsIfAlone() async throws {
        let articles = (0..<12).map { number in
            fixture.article(
                "\(number)",
                "Rain fell on ward \(number).\nThe harbour strike \(number % 3 == 0 ? "ended" : "went on").",
                title: number % 2 == 0 ? "Rain" : "Strike", source: ["One", "Two"][number % 2],
                published: StoreFixture.day(Double(number)), knownFrom: StoreFixture.day(Double(number)))
        }
        let queries = [
            TermQuery(terms: ["rain", "strike", "ward"], limit: 9), TermQuery(terms: ["strikes", "rain"], limit: 2),
            TermQuery(terms: ["strikes", "strike", "ended"], limit: 20), TermQuery(terms: [], limit: 5),
            TermQuery(terms: ["absent", "*"], limit: 5), TermQuery(terms: ["ward"], limit: 0),
        ]
        try await withStore(articles) { store async throws in
            for filter in [
                SearchFilter.standing, SearchFilter(sources: ["one"]), SearchFilter(asOf: StoreFixture.day(5)),
                SearchFilter(sources: ["two"], publishedFrom: StoreFixture.day(3), asOf: StoreFixture.day(8)),
            ] {
                let together = try await store.matching(queries, in: .standard, filter: filter)
                #expect(together.count == queries.count)
                #expect(together.map(\.chunks.isEmpty) == [false, false, false, true, true, true])
                for (query, found) in zip(queries, together) {
                    let alone = try await store.matching(
                        query.terms, in: .standard, filter: filter, limit: query.limit)
                    #expect(found.chunks == alone.chunks && found.statistics == alone.statistics, "\(query) \(filter)")
                }
            }
            #expect(try await store.matching([TermQuery](), in: .standard, filter: .standing).isEmpty)
        }
    }

    func statisticsAreOfTheMoment() async throws {
        let articles = [
            fixture.article("a", "Rain fell.\nRain fell again today.", title: "Rain", source: "One"),
            fixture.article("b", "No sun.", title: "Dry", source: "Two", published: StoreFixture.day(3)),
            fixture.article("c", "Rain.", title: "Undated", published: nil),
            fixture.article("d", "Rain, withdrawn.", knownFrom: StoreFixture.day(1), retracted: true),
            fixture.article("e", "Rain to come.", title: "Late", knownFrom: StoreFixture.day(5)),
        ]
        let terms = ["rain", "Dry", "absent", "rain", "*"]
        try await withStore(articles) { store async throws in
            for (filter, chunks, words, rain, dry) in [
                (SearchFilter.standing, 5, 12, 4, 1),
                (SearchFilter(includeRetracted: true), 6, 14, 5, 1),
                (SearchFilter(asOf: StoreFixture.day(0)), 2, 6, 2, 0),
                (SearchFilter(asOf: StoreFixture.day(4)), 3, 8, 2, 1),
                (SearchFilter(asOf: StoreFixture.day(4), includeUndated: true), 4, 9, 3, 1),
                // Neither outlets nor dates narrow them down.
                (SearchFilter(sources: ["Two"], publishedFrom: StoreFixture.day(2)), 5, 12, 4, 1),
            ] as [(SearchFilter, Int, Int, Int, Int)] {
                for limit in [0, 10] {
                    let found = try await store.matching(terms, in: .standard, filter: filter, limit: limit)
                    let expected = TermStatistics(
                        chunks: chunks, averageLength: Float(Double(words) / Double(chunks)),
                        frequencies: ["rain": rain, "Dry": dry, "absent": 0, "*": 0])
                    #expect(found.statistics == expected, "\(filter)")
                    #expect(limit > 0 || found.chunks.isEmpty)
                }
            }
            // A score does not depend on what else a filter admits.
            let all = try await store.matching(terms, in: .standard, filter: .standing, limit: 10).chunks
            let filter = SearchFilter(sources: ["one"])
            let some = try await store.matching(terms, in: .standard, filter: filter, limit: 10).chunks
            #expect(some.count == 2 && some == all.filter(some.contains))
            // An article that is left out is not found and still counted.
            let without = SearchFilter(excludedArticles: [articles[0].id])
            let rest = try await store.matching(terms, in: .standard, filter: without, limit: 10)
            #expect(rest.chunks == all.filter { !some.contains($0) } && rest.statistics.chunks == 5)
            let listed = try await store.articles(in: .standard, filter: without, after: nil, limit: 10).articles
            #expect(!listed.isEmpty && !listed.contains { $0.article.id == articles[0].id })
        }
    }

    /// A search as of a moment finds what it would have found then, with the same scores, whatever came later.
    func thePastIsAsItWas() async throws {
        var random = SystemRandomNumberGenerator()
        let words = ["rain", "flood", "harbour", "strike", "budget", "stadium", "vote", "the"]
        func text() -> String {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                (0..<Int.random(in: 1...8, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                    .joined(separator: " ")
            }.joined(separator: "\n")
        }
        let history = (0..<60).map { number in
            let day = StoreFixture.day(Double(Int.random(in: 0...20, using: &random)))
            return fixture.article(
                "\(number % 25)", text() + "\nNumber \(number).", title: words.randomElement(using: &random) ?? "",
                published: Int.random(in: 0...5, using: &random) == 0
                    ? nil : day.addingTimeInterval(Double.random(in: -3...1, using: &random) * 86_400),
                knownFrom: day, retracted: Int.random(in: 0...8, using: &random) == 0)
        }
        for day in [0.0, 4, 9.5, 14, 20] {
            for filter in [
                SearchFilter(asOf: StoreFixture.day(day)),
                SearchFilter(asOf: StoreFixture.day(day), includeUndated: true, includeRetracted: true),
            ] {
                try await expectThen(history, filter, words)
            }
        }
    }

    private func expectThen(_ history: [Article], _ filter: SearchFilter, _ words: [String]) async throws {
        guard let moment = filter.asOf else { return }
        func answer(_ store: any Store, _ terms: [String]) async throws -> ([String], [Float], TermStatistics) {
            let found = try await store.matching(terms, in: .standard, filter: filter, limit: 50)
            let passages = try await store.passages(found.chunks.map(\.key), in: .standard)
            return (passages.map(\.chunk.text), found.chunks.map(\.score), found.statistics)
        }
        let questions = [words, ["rain"], ["flood", "vote"], ["number", "stadium"]]
        var expected: [([String], [Float], TermStatistics)] = []
        try await withStore(history.filter { $0.knownFrom <= moment }) { store in
            for terms in questions { expected.append(try await answer(store, terms)) }
        }
        try await withStore(history) { store in
            for (terms, then) in zip(questions, expected) {
                let now = try await answer(store, terms)
                #expect(now.1 == then.1 && now.2 == then.2, "\(filter)")
                #expect(now.0.sorted() == then.0.sorted(), "\(filter)")
            }
        }
    }
}
