import Corpus
import Foundation
import Hummingbird
import HummingbirdTesting
import Reasoning
import Testing

@testable import Service

@Suite struct ResourceTests {
    @Test func anAnswerIsOneDocument() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.post(
                    "/v1/answers", #"{"question":"Who chairs the flood inquiry?","maximum_sentences":3}"#,
                    headers: [.accept: "application/json, text/event-stream;q=0"])
                #expect(response.status == .ok)
                #expect(response.headers[.contentType] == "application/json; charset=utf-8")
                let answer = response.json
                #expect(answer["status"] as? String == "answered")
                #expect(answer["text"] as? String == "\(TestNewsroom.articles[0].text) [1]")
                let citation = (answer["citations"] as? [[String: Any]])?.first
                #expect(citation?["url"] as? String == "https://ledger.example/flood")
                #expect(citation?["published_at"] as? String == "2025-02-19T21:20:00Z")
                #expect(citation?["quote"] as? String == TestNewsroom.articles[0].text)
            }
        }
    }

    @Test(arguments: [
        (nil, false), ("*/*", false), ("text/*", false), ("application/json", false), ("text/event-stream", true),
        ("application/json, Text/Event-Stream;q=0.5", true), ("text/event-stream; q=0", false), (";;,", false),
    ])
    func aStreamIsForThoseWhoNameIt(accept: String?, streams: Bool) {
        #expect(Answers.accepts("text/event-stream", accept) == streams)
    }

    @Test func searchesExplainTheirHits() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.post("/v1/search", #"{"question":"flood inquiry","limit":1}"#)
                let hits = try #require(response.json["hits"] as? [[String: Any]])
                #expect(hits.count == 1)
                let passage = try #require(hits[0]["passage"] as? [String: Any])
                let text = TestNewsroom.articles[0].text
                #expect(passage["text"] as? String == text)
                #expect(passage["end"] as? Int == text.unicodeScalars.count)
                #expect(passage["end_byte"] as? Int == text.utf8.count)
                let signals = try #require(hits[0]["signals"] as? [[String: Any]])
                let sum = signals.reduce(0) { $0 + ($1["contribution"] as? Double ?? .nan) }
                #expect(abs(sum - (hits[0]["score"] as? Double ?? 0)) < 1e-5)
                #expect((hits[0]["article"] as? [String: Any])?["title"] as? String == "Flood inquiry opens")
            }
        }
    }

    @Test func filtersApply() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                func sources(_ filter: String) async throws -> [String] {
                    let response = try await client.post(
                        "/v1/search", #"{"question":"flood strike","filter":\#(filter)}"#)
                    let hits = response.json["hits"] as? [[String: Any]] ?? []
                    return hits.compactMap { ($0["article"] as? [String: Any])?["source"] as? String }.sorted()
                }
                let filters = [
                    ("{}", ["Ledger", "Tide"]), (#"{"sources":["ledger"]}"#, ["Ledger"]),
                    (#"{"categories":["port","x"]}"#, ["Tide"]), (#"{"categories":["x"]}"#, []),
                    (#"{"languages":["en-US"]}"#, ["Ledger", "Tide"]),
                    (#"{"categories":["port"],"languages":["de"]}"#, []),
                    (#"{"places":["judge ekdal"]}"#, ["Ledger"]), (#"{"places":["Harbour Hall"]}"#, []),
                    (#"{"published_from":"2025-03-01"}"#, ["Tide"]),
                    (#"{"published_before":"2025-03-01T00:00:00Z"}"#, ["Ledger"]),
                    (#"{"as_of":"2025-03-01"}"#, ["Ledger"]),
                ]
                for (filter, expected) in filters {
                    let found = try await sources(filter)
                    #expect(found == expected, "\(filter)")
                }
            }
        }
    }

    @Test func corporaAreMadeShownAndRemoved() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let made = try await client.post("/v1/corpora", #"{"name":"desk"}"#)
                #expect(made.status == .created)
                #expect(made.headers[.location] == "/v1/corpora/desk")
                #expect(try await client.post("/v1/corpora", #"{"name":"desk"}"#).status == .ok)
                let list = try await client.get("/v1/corpora").json["corpora"] as? [[String: Any]]
                #expect(list?.map { $0["name"] as? String } == ["desk"])
                let corpus = try await client.get("/v1/corpora/desk").json
                #expect(corpus["articles"] as? Int == 0)
                #expect((corpus["spaces"] as? [[String: Any]])?.first?["is_active"] as? Bool == true)
                #expect(try await client.delete("/v1/corpora/desk").status == .noContent)
                for path in ["/v1/corpora/desk", "/v1/corpora/Not%20a%20name", "/v1/corpora/desk/articles"] {
                    let response = try await client.get(path)
                    #expect(response.status == .notFound)
                    #expect(response.problem.type == "/problems/unknown-corpus")
                }
                #expect(try await client.delete("/v1/corpora/desk").status == .notFound)
                #expect(try await client.post("/v1/corpora", #"{"name":"A b"}"#).problem.mistakes.count == 1)
                #expect(
                    try await client.post("/v1/corpora", "{}").problem.mistakes == ["#/name: the field is required"])
            }
        }
    }

    @Test func articlesGoInAsOneAsSeveralAndAsLines() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let path = "/v1/corpora/desk/articles?provenance=backfill"
                let one = #"{"url":"https://a.example/1","source":"A","title":"One","text":"First text."}"#
                let two = #"{"url":"https://a.example/2","source":"A","title":"Two","body":"Second text."}"#
                let first = try await client.post(path, one)
                #expect(first.status == .ok)
                #expect(first.json["inserted"] as? Int == 1)
                let both = try await client.post(path, #"{"articles":[\#(one),\#(two)]}"#)
                #expect([both.json["inserted"] as? Int, both.json["unchanged"] as? Int] == [1, 1])
                let lines = try await client.post(
                    path, "\(one)\r\n\n\(two)\n", headers: [.contentType: "application/x-ndjson"])
                #expect(lines.json["unchanged"] as? Int == 2)
                #expect(lines.json["refused"] as? Int == 0)
            }
        }
    }

    @Test func badRecordsAreToldAndTheRestGoesIn() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let lines = [
                    "{", #"{"title":7,"text":"x"}"#, #"{"title":"Good","text":"Good text."}"#,
                    #"{"title":" ","text":"\n"}"#,
                ]
                let some = try await client.post(
                    "/v1/corpora/desk/articles", lines.joined(separator: "\n"),
                    headers: [.contentType: "application/x-ndjson"])
                #expect(some.status.code == 207)
                #expect([some.json["read"] as? Int, some.json["refused"] as? Int] == [1, 3])
                let faults = try #require(some.json["faults"] as? [[String: Any]])
                #expect(faults.compactMap { $0["record"] as? Int } == [0, 1, 3])
                #expect(faults.allSatisfy { !($0["remedy"] as? String ?? "").isEmpty })

                let none = try await client.post("/v1/corpora/desk/articles", #"{"articles":[{"title":7},[]]}"#)
                #expect(none.status.code == 422)
                #expect(none.problem.type == "/problems/no-acceptable-article")
                #expect(none.problem.detail == "None of the 2 records can be taken.")
                #expect(none.problem.mistakes.map { $0.prefix(13) } == ["#/articles/0:", "#/articles/1:"])
            }
        }
    }

    @Test(arguments: [
        ("[]", "#: an article, or an object with the field articles, is expected, not an array"),
        (#"{"articles":[]}"#, "#: there is no article in the request"),
        (#"{"articles":{}}"#, "#/articles: an array is expected, not an object"),
        (#"{"articles":[{}],"x":1}"#, "#/x: there is no such field; the fields are articles"),
    ])
    func otherShapesAreRefused(body: String, mistake: String) async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let problem = try await client.post("/v1/corpora/desk/articles", body).problem
                #expect(problem.mistakes == [mistake])
            }
        }
    }

    @Test func theProvenanceAndTheNameAreChecked() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let response = try await client.post("/v1/corpora/A/articles?provenance=old", "{}")
                #expect(
                    response.problem.mistakes == [
                        "?provenance: one of live, backfill is expected", "?name: \(ObjectFields.corpusExpectation)",
                    ])
            }
        }
    }

    @Test func articlesAreListedPageByPageAndRemoved() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let path = "/v1/corpora/default/articles"
                let first = try await client.get("\(path)?limit=1").json
                let cursor = try #require(first["next"] as? String)
                let second = try await client.get("\(path)?limit=1&cursor=\(cursor)").json
                let pages = [first, second].flatMap { $0["articles"] as? [[String: Any]] ?? [] }
                #expect(Set(pages.compactMap { $0["source"] as? String }) == ["Ledger", "Tide"])
                #expect(pages.allSatisfy { $0["text"] == nil })
                #expect(try await client.get("\(path)?cursor=!").status.code == 422)
                let filtered = try await client.get("\(path)?source=tide").json["articles"] as? [Any]
                #expect(filtered?.count == 1)
                let query = "category=x&category=PORT&language=en"
                let topical = try await client.get("\(path)?\(query)").json["articles"] as? [Any]
                #expect(topical?.count == 1)

                let id = try #require(pages.first { $0["source"] as? String == "Ledger" }?["id"] as? String)
                #expect(try await client.get("\(path)/\(id)").json["text"] as? String == TestNewsroom.articles[0].text)
                #expect(try await client.get("\(path)/\(id)?as_of=2025-03-01").status == .ok)
                let before = try await client.get("\(path)/\(id)?as_of=2020-01-01")
                #expect(before.problem.type == "/problems/unknown-article")
                let versions = try await client.get("\(path)/\(id)/versions").json["versions"] as? [Any]
                #expect(versions?.count == 1)

                #expect(try await client.delete("\(path)/\(id)").status == .noContent)
                #expect(try await client.delete("\(path)/\(id)").status == .notFound)
                #expect(
                    try await client.get("\(path)/\(id)").problem.detail == "Corpus 'default' has no article '\(id)'.")
                #expect(try await client.get("\(path)/\(id)/versions").status == .notFound)
            }
        }
    }

    @Test func healthAndReadiness() async throws {
        try await TestNewsroom.with(wrap: FaultyStore.init) { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                #expect(try await client.get("/readyz").json["status"] as? String == "ready")
                (newsroom.store as? FaultyStore)?.fail(with: BylineError("store-io", "/srv failed.", remedy: ""))
                let response = try await client.get("/readyz")
                #expect(response.status == .serviceUnavailable)
                #expect(response.json["status"] as? String == "not-ready")
                let checks = response.json["checks"] as? [[String: Any]] ?? []
                let missing = checks.filter { $0["is_ready"] as? Bool == false }.compactMap { $0["detail"] as? String }
                #expect(missing == ["The store cannot be read."])
                #expect(try await client.get("/healthz").text == #"{"status":"alive"}"#)
                #expect(try await client.execute(uri: "/healthz", method: .head).status == .ok)
            }
        }
    }
}
